/** Carries a live test out: asks, looks until something is seen or the time is up, and keeps what became of each hop. */
import { type EvidenceError, EvidenceFailure } from '../../core/evidence.ts';
import type { Clock } from '../../core/ports.ts';
import { HOPS, type Hop, type Proof } from '../../core/proof.ts';
import { Allowance } from './allowance.ts';
import type { Act, Glimpse, HopOutcome, Look, Patience, Request, Script, Watched } from './script.ts';

/** How long each look may go on, and how often it is taken. All in milliseconds. */
export interface Pace {
  patience: Record<Patience, number>;
  /** Between two looks. */
  betweenMs: number;
  /** For the whole test. */
  inAllMs: number;
  /** Gives the systems the documented delays on top of the patience. */
  delays: boolean;
  /** Keeps to the allowance of calls, which nobody needs in an emulated portal. */
  sparing: boolean;
}

export interface PerformPorts {
  /** Looks once; ends by this time, epoch milliseconds. */
  look(look: Look, endsAt: number): Promise<{ glimpse: Glimpse<unknown>; calls: number }>;
  sleep(milliseconds: number): Promise<void>;
  clock: Clock;
  /** Makes the planned change, and resolves to the value that stands then. */
  change(): Promise<string>;
  onAsk(request: Request): void;
  onHop(hop: Hop, outcome: HopOutcome): void;
  /** A look saw less than what it looks for; told each time that it changes. */
  onSoFar?(look: Look, soFar: unknown): void;
  signal: AbortSignal;
}

/** @returns what became of every hop that the test came to; where the signal broke it off, the others are untold */
export async function perform(script: Script, pace: Pace, ports: PerformPorts): Promise<Proof> {
  const proof: Proof = {};
  const endsAt = ports.clock.now() + pace.inAllMs;
  const counted = { calls: 0 };
  const allowance = new Allowance(ports.clock);
  let answer: Watched<unknown> | undefined;
  while (!ports.signal.aborted) {
    const { value: act, done } = script.next(answer);
    if (done) return proof;
    answer = await carryOut(act, { proof, endsAt, counted, allowance }, pace, ports);
  }
  const brokenOff = Object.fromEntries(HOPS.map((hop) => [hop, { error: BROKEN_OFF }]));
  return { ...brokenOff, ...proof };
}

const BROKEN_OFF: EvidenceError = {
  kind: 'not-configured',
  message: 'the live test was ended before it came so far.',
};

interface Test {
  proof: Proof;
  endsAt: number;
  /** Calls since the last hop was kept. */
  counted: { calls: number };
  allowance: Allowance;
}

async function carryOut(
  act: Act,
  test: Test,
  pace: Pace,
  ports: PerformPorts,
): Promise<Watched<unknown> | undefined> {
  switch (act.act) {
    case 'ask':
      ports.onAsk(act.request);
      return undefined;
    case 'change':
      return changed(ports);
    case 'record':
      keep(test, act.hop, act.result, ports.clock);
      ports.onHop(act.hop, act.result);
      return undefined;
    case 'watch': {
      const now = ports.clock.now();
      const moreMs = pace.delays && act.patience !== 'glance' ? act.moreMs : 0;
      const until = Math.min(now + pace.patience[act.patience] + moreMs, Math.max(test.endsAt, now));
      return watch(act.look, until, test, pace, ports);
    }
  }
}

async function changed({ change, clock }: PerformPorts): Promise<Watched<{ value: string }>> {
  const startedAt = clock.now();
  try {
    return { is: 'seen', found: { value: await change() }, ms: clock.now() - startedAt };
  } catch (error) {
    if (!(error instanceof EvidenceFailure)) throw error;
    return { is: 'unseen', error: error.error };
  }
}

function keep({ proof, counted }: Test, hop: Hop, result: HopOutcome, clock: Clock): void {
  const at = new Date(clock.now()).toISOString();
  const kept =
    'value' in result
      ? { value: result.value, at, calls: counted.calls }
      : 'unseen' in result
        ? { error: result.unseen }
        : result;
  counted.calls = 0;
  Object.assign(proof, { [hop]: kept });
}

/** Looks at least once, and once more when the time is up. */
async function watch(
  look: Look,
  until: number,
  { counted, allowance }: Test,
  { betweenMs, sparing }: Pace,
  { look: lookOnce, sleep, clock, onSoFar, signal }: PerformPorts,
): Promise<Watched<unknown>> {
  const startedAt = clock.now();
  let soFar: unknown;
  let failure: EvidenceError | undefined;
  for (;;) {
    const isLast = clock.now() >= until;
    try {
      const { glimpse, calls } = await lookOnce(look, Math.max(until, clock.now() + LAST_LOOK_MS));
      counted.calls += calls;
      allowance.spend(calls);
      failure = undefined;
      if (glimpse && 'seen' in glimpse)
        return { is: 'seen', found: glimpse.seen, ms: clock.now() - startedAt };
      if (glimpse && JSON.stringify(glimpse.soFar) !== JSON.stringify(soFar)) onSoFar?.(look, glimpse.soFar);
      if (glimpse) soFar = glimpse.soFar;
    } catch (error) {
      if (signal.aborted) break;
      if (!(error instanceof EvidenceFailure)) throw error;
      failure = error.error;
      if (isFinal(failure)) return { is: 'unseen', error: failure };
    }
    if (isLast || signal.aborted) break;
    const pause = Math.min(betweenMs, Math.max(0, until - clock.now()));
    await sleep(sparing ? Math.max(pause, allowance.waitMs()) : pause);
  }
  if (failure) return { is: 'unseen', error: failure };
  return { is: 'missed', ms: clock.now() - startedAt, ...(soFar !== undefined && { soFar }) };
}

/** How long the last look may take, when the time to look is over. */
const LAST_LOOK_MS = 10_000;

/** Whatever the time, a further look would be refused alike. */
function isFinal({ kind, status }: EvidenceError): boolean {
  if (kind === 'not-configured' || kind === 'not-allowed') return true;
  return kind === 'http' && (status === 401 || status === 403 || status === 488);
}
