/**
 * A live test: follows one real message through HubSpot and OpenCX, and judges what was seen with everything else that
 * is known: `prove`. Reads alone.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../../../checks/shared/probe.ts';
import { proxyOf } from '../../config/proxy.ts';
import { type EvidenceError, EvidenceFailure } from '../../core/evidence.ts';
import type { Hop, Proof } from '../../core/proof.ts';
import { proofChecks } from '../../doctor/selection.ts';
import { agentActor } from '../../engine/actors.ts';
import { tokenIdentity } from '../../engine/identity.ts';
import { UsageError } from '../../files/usage-error.ts';
import { createRedactor, type Redactor } from '../../redact/redactor.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { systemClock, usableToken } from '../connect.ts';
import { type DoctorPorts, type DoctorRequest, type DoctorResult, settingsFor } from '../doctor.ts';
import { Examination } from '../examination.ts';
import type { RunSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { type OpenWorld, openWorld } from '../world.ts';
import { lookOnce, type Scene } from './looks.ts';
import { newMark } from './mark.ts';
import { playOtherSide } from './other-side.ts';
import { type Pace, perform } from './perform.ts';
import { type HopOutcome, type Look, liveTest, type Request } from './script.ts';

export interface ProveRequest
  extends Pick<DoctorRequest, 'flags' | 'sandbox' | 'timeoutMs' | 'deadlineMs' | 'redacted'> {
  /** For each hop, in milliseconds; what a person has to do may take five times as long. */
  patienceMs: number;
}

export interface ProvePorts extends Pick<DoctorPorts, 'startProgress'> {
  /** A person is to do this now. */
  onAsk?(request: Request): void;
  /** What became of a hop. */
  onHop?(hop: Hop, outcome: HopOutcome): void;
  /** Less has come than what is looked for. */
  onSoFar?(look: Look, soFar: unknown): void;
}

/**
 * Makes the test and judges it. Where the signal aborts meanwhile, what is known so far is judged.
 *
 * @throws UsageError for anything given that cannot be used, before any call is made
 */
export async function prove(
  request: ProveRequest,
  { redactor = createRedactor([]), ...surroundings }: Surroundings,
  ports: ProvePorts = {},
): Promise<DoctorResult> {
  const around = { ...surroundings, redactor };
  const { settings, sandbox, close } = await settingsOf(request, around);
  try {
    expectToken(settings);
    const open = await openWorld(settings, { timeoutMs: request.timeoutMs, proxy: proxyOf(around.env) });
    try {
      settings.given.proof = await test(request, settings, sandbox, open, around, ports);
      nameTheTests(settings);
      return await judge(request, settings, open, around, ports);
    } finally {
      await open.close();
    }
  } finally {
    await close();
  }
}

async function settingsOf(
  { flags, sandbox: name }: ProveRequest,
  around: Surroundings & { redactor: Redactor },
): Promise<{ settings: RunSettings; sandbox?: Sandbox; close(): Promise<void> }> {
  if (name === undefined) return settingsFor({ flags }, around, {});
  const [{ startPortal }, { sandboxSettings }] = await Promise.all([
    import('../sandbox/start.ts'),
    import('../sandbox/settings.ts'),
  ]);
  const sandbox = await startPortal(name);
  try {
    // The test is to find out by itself what the portal's person could tell.
    const settings = await sandboxSettings(sandbox, flags, around, { saysNothing: true });
    return { settings, sandbox, close: () => sandbox.close() };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

function expectToken(settings: RunSettings): void {
  if (usableToken(settings)) return;
  throw new UsageError('A live test is watched in HubSpot, and there is no usable token to watch it with.', {
    hint: 'Give it with HUBSPOT_ACCESS_TOKEN or --token-file, or try `opencx-hubspot prove --sandbox healthy-email`.',
  });
}

const LOOK_EVERY_MS = 3_000;
/** A person reads, writes and sends. */
const PERSONS_SHARE = 5;
/** In an emulated portal nothing takes long, and all of it together no longer than this. */
const EMULATED = { betweenMs: 25, systemMs: 3_000, inAllMs: 30_000 };

function paceOf({ patienceMs, sandbox }: ProveRequest): Pace {
  const isEmulated = sandbox !== undefined;
  const system = isEmulated ? Math.min(patienceMs, EMULATED.systemMs) : patienceMs;
  return {
    patience: { person: patienceMs * PERSONS_SHARE, system, glance: 0 },
    betweenMs: isEmulated ? EMULATED.betweenMs : LOOK_EVERY_MS,
    inAllMs: isEmulated ? EMULATED.inAllMs : Number.POSITIVE_INFINITY,
    delays: !isEmulated,
    sparing: !isEmulated,
  };
}

async function test(
  request: ProveRequest,
  settings: RunSettings,
  sandbox: Sandbox | undefined,
  open: OpenWorld,
  around: Surroundings,
  { onAsk, onHop, onSoFar }: ProvePorts,
): Promise<Proof> {
  const scene = await sceneOf(settings, request, open, around.signal);
  if ('error' in scene) return { message: scene };
  const otherSide = sandbox && (await playOtherSide(sandbox, settings, request.timeoutMs, around));
  let acting: Promise<void> | undefined;
  try {
    const plan = { mark: newMark(Math.random), seesOpenCx: settings.given.openCxKey !== undefined };
    return await perform(liveTest(plan), paceOf(request), {
      look: async (look, endsAt) => {
        await acting;
        const { value, calls } = await within(open, endsAt, around.signal, (world) =>
          lookOnce(world, look, scene),
        );
        return { glimpse: value, calls };
      },
      sleep: (ms) => delay(ms, undefined, { signal: around.signal }).catch(() => {}),
      clock: systemClock,
      onAsk(asked) {
        onAsk?.(asked);
        acting = otherSide?.act(asked);
      },
      onHop: (hop, outcome) => onHop?.(hop, outcome),
      ...(onSoFar && { onSoFar }),
      signal: around.signal,
    });
  } finally {
    await otherSide?.close();
  }
}

/** OpenCX's clock and HubSpot's may differ by so much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** HTTP tells times in whole seconds. */
const SECOND_MS = 1_000;

/** What is known when the test begins; the error where HubSpot cannot be read, so that nobody is asked to write in vain. */
async function sceneOf(
  { given }: RunSettings,
  { timeoutMs }: ProveRequest,
  open: OpenWorld,
  signal: AbortSignal,
): Promise<Scene | { error: EvidenceError }> {
  const endsAt = systemClock.now() + timeoutMs;
  try {
    const { value } = await within(open, endsAt, signal, async (world) => ({
      shown: await world.hubspot().clock(),
      token: await tokenIdentity(world.hubspot()),
    }));
    // By HubSpot's own clock: this machine's may be minutes off.
    const now = value.shown === undefined ? systemClock.now() : Date.parse(value.shown);
    const { appId } = value.token;
    const aiUser = agentActor(given.defaultUserId);
    return {
      since: new Date(now - SECOND_MS).toISOString(),
      sessionsSince: new Date(now - CLOCKS_DIFFER_MS).toISOString(),
      ...(aiUser !== undefined && { aiUser }),
      ...(appId !== undefined && { appId }),
      readUpTo: new Map(),
      strangers: new Map(),
    };
  } catch (error) {
    if (error instanceof EvidenceFailure) return { error: error.error };
    throw error;
  }
}

async function within<T>(
  open: OpenWorld,
  deadlineAt: number,
  signal: AbortSignal,
  work: (world: World) => Promise<T>,
): Promise<{ value: T; calls: number }> {
  const { outcome, calls } = await open.measure({ signal, deadlineAt, onRateLimit: () => {} }, work);
  if ('error' in outcome) throw outcome.error;
  return { value: outcome.value, calls };
}

/** What is looked at beside the hops is the test's own conversation. */
function nameTheTests({ given }: RunSettings): void {
  const { message, session, answer } = given.proof ?? {};
  const seenIn = <V>(result: { value: V } | object | undefined) =>
    result && 'value' in result ? (result.value as V) : undefined;
  for (const name of ['threadId', 'ticketId', 'sessionId', 'contactEmail', 'linked'] as const)
    delete given[name];
  const { threadId } = seenIn(message) ?? {};
  const { sessionId } = seenIn(session) ?? {};
  const { ticketId } = seenIn(answer) ?? {};
  Object.assign(given, {
    ...(threadId !== undefined && { threadId }),
    ...(sessionId !== undefined && { sessionId }),
    ...(ticketId !== undefined && { ticketId }),
  });
}

/** How long what is known so far may take to be judged, when the test was broken off. */
const LAST_WORDS_MS = 5_000;

async function judge(
  { deadlineMs, timeoutMs, redacted, flags }: ProveRequest,
  settings: RunSettings,
  open: OpenWorld,
  { signal, redactor }: Surroundings & { redactor: Redactor },
  { startProgress }: ProvePorts,
): Promise<DoctorResult> {
  const examination = new Examination({
    selection: proofChecks(),
    settings,
    open,
    suppressions: undefined,
    profile: flags.profile,
    timeoutMs,
    deadlineMs: signal.aborted ? Math.min(deadlineMs, LAST_WORDS_MS) : deadlineMs,
    redacted,
    // The first request to stop ended the test; what it came to is still to be told.
    signal: signal.aborted ? new AbortController().signal : signal,
    ...(startProgress && { startProgress }),
  });
  await examination.gather();
  return { report: redactor.redactIn(examination.report()), examination, calls: open.calls, redactor };
}
