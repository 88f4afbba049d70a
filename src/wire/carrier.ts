import type { Dispatcher } from 'undici';
import { EvidenceFailure } from '../core/evidence.ts';
import type { Clock } from '../core/ports.ts';
import { type CallContext, currentContext } from './context.ts';
import { bufferBody, exchange, headerOf, type WireAnswer } from './exchange.ts';
import { isAllowed } from './hosts.ts';
import { type Destination, TryTimedOut, toEvidenceFailure } from './network-errors.ts';
import type { CallRecord } from './records.ts';
import { WaitingClient } from './replay.ts';
import { isRepeatable, type Outcome, waitBeforeNextTry } from './retry.ts';
import { CONCEALED_PATH, foldPath } from './routes.ts';

/** What every request is carried under. */
export interface Carriage {
  allowedHosts: readonly string[];
  maxTries: number;
  timeoutMs: number;
  userAgent: string;
  clock: Clock;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  record(call: CallRecord): void;
}

/** One request on its way. */
interface Journey {
  method: string;
  destination: Destination & { route: string };
  context: CallContext;
  /** Aborts when the scope ends or the client leaves. */
  stop: AbortSignal;
}

/**
 * The step of the dispatcher through which every request of the process goes: refuses hosts that are not allowed,
 * tries again where that is right, reads answers whole and records what happened.
 */
export function carrier(carriage: Carriage): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const client = new WaitingClient(handler);
    carry(dispatch, options, client, carriage)
      .then((answer) => client.answer(answer))
      .catch((error) => client.fail(error));
    return true;
  };
}

async function carry(
  dispatch: Dispatcher.Dispatch,
  options: Dispatcher.DispatchOptions,
  client: WaitingClient,
  carriage: Carriage,
): Promise<WireAnswer> {
  const context = currentContext();
  const origin = new URL(String(options.origin));
  const journey = journeyOf(origin, options, context, client);
  if (!isAllowed(origin, carriage.allowedHosts)) throw notAllowed(origin);

  const { clock } = carriage;
  const startedAt = clock.now();
  const request = await prepare(options, carriage, journey);
  if (journey.stop.aborted || timeLeft(context, clock) <= 0) throw stopped(journey);
  let tries = 0;
  let outcome: Outcome;
  let wait: number | null;
  do {
    tries += 1;
    if (context.meter) context.meter.calls += 1;
    outcome = await tryOnce(dispatch, { ...request, headers: { ...request.headers } }, journey, carriage);
    wait =
      journey.stop.aborted || tries >= carriage.maxTries ? null : nextWait(outcome, tries, journey, carriage);
    if (wait !== null && isRateLimited(outcome)) context.scope?.onRateLimit?.(wait);
  } while (wait !== null && (await slept(wait, journey.stop, carriage)));

  carriage.record(recordOf(journey, outcome, tries, clock.now() - startedAt));
  if ('failure' in outcome) throw outcome.failure;
  return withoutWayOut(outcome.answer, origin);
}

function isRateLimited(outcome: Outcome): boolean {
  return 'answer' in outcome && outcome.answer.status === 429;
}

function journeyOf(
  origin: URL,
  options: Dispatcher.DispatchOptions,
  context: CallContext,
  client: WaitingClient,
): Journey {
  const { method } = options;
  const path = context.secretPath ? CONCEALED_PATH : foldPath(options.path);
  const signals = context.scope ? [context.scope.signal, client.left] : [client.left];
  return {
    method,
    destination: { host: origin.host, route: `${method} ${path}` },
    context,
    stop: AbortSignal.any(signals),
  };
}

type Prepared = Dispatcher.DispatchOptions & { headers: Record<string, string> };

/** A body that can be sent again, and headers in one form. Answers are asked for unpacked, so that a 429 can be read. */
async function prepare(
  options: Dispatcher.DispatchOptions,
  { userAgent }: Carriage,
  { destination }: Journey,
): Promise<Prepared> {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    headers.set(name.toLowerCase(), String(value));
  }
  headers.set('user-agent', userAgent);
  headers.set('accept-encoding', 'identity');
  try {
    return { ...options, headers: Object.fromEntries(headers), body: await bufferBody(options.body) };
  } catch (error) {
    throw toEvidenceFailure(error, destination);
  }
}

async function tryOnce(
  dispatch: Dispatcher.Dispatch,
  request: Prepared,
  journey: Journey,
  { timeoutMs, clock }: Carriage,
): Promise<Outcome> {
  const { destination, context, stop } = journey;
  const milliseconds = Math.min(timeoutMs, timeLeft(context, clock));
  const timer = new AbortController();
  const alarm = setTimeout(() => timer.abort(new TryTimedOut(milliseconds)), milliseconds);
  const attempt = await exchange(dispatch, request, AbortSignal.any([stop, timer.signal]));
  clearTimeout(alarm);
  if ('answer' in attempt) return attempt;
  if (stop.aborted) return { sent: attempt.sent, failure: stopped(journey, milliseconds) };
  const { sent, error } = attempt;
  return { sent, failure: toEvidenceFailure(error, destination, sent ? {} : { unsent: true }) };
}

/** As the retry policy says, if the scope's deadline leaves room for it. */
function nextWait(outcome: Outcome, tries: number, journey: Journey, { clock }: Carriage): number | null {
  const { method, context } = journey;
  const repeatable = context.repeatable ?? isRepeatable(method);
  const wait = waitBeforeNextTry(outcome, tries, repeatable, clock.now());
  return wait !== null && wait < timeLeft(context, clock) ? wait : null;
}

/** Milliseconds until the scope's deadline; without one there is no end. */
function timeLeft({ scope }: CallContext, clock: Clock): number {
  return (scope?.deadlineAt ?? Number.POSITIVE_INFINITY) - clock.now();
}

/**
 * Whoever stopped the work, and for whatever reason of theirs: for the call it is time that ran out or a stop.
 *
 * @param tried milliseconds that the call was tried for; left out where it was not made
 */
function stopped({ stop, destination }: Journey, tried?: number): EvidenceFailure {
  const interrupted = stop.aborted && (stop.reason as Error | undefined)?.name !== 'TimeoutError';
  if (!interrupted && tried !== undefined) return toEvidenceFailure(new TryTimedOut(tried), destination);
  return toEvidenceFailure(new DOMException('', interrupted ? 'AbortError' : 'TimeoutError'), destination);
}

/** false: the wait was cut short, and what came before it stands. */
async function slept(milliseconds: number, stop: AbortSignal, { sleep }: Carriage): Promise<boolean> {
  try {
    await sleep(milliseconds, stop);
    return !stop.aborted;
  } catch {
    return false;
  }
}

function recordOf(
  { method, destination }: Journey,
  outcome: Outcome,
  tries: number,
  durationMs: number,
): CallRecord {
  const { host, route } = destination;
  const call = { method, host, route: route.slice(method.length + 1), tries, durationMs };
  if ('failure' in outcome) return { ...call, status: null, errorKind: outcome.failure.error.kind };
  const correlationId = headerOf(outcome.answer, 'x-hubspot-correlation-id');
  const { status } = outcome.answer;
  return { ...call, status, ...(correlationId && { correlationId: correlationId.slice(0, 64) }) };
}

function notAllowed(origin: URL): EvidenceFailure {
  const { host } = origin;
  const message = `Calls to ${host} are not allowed, so none was made.`;
  return new EvidenceFailure({ kind: 'not-allowed', message, host });
}

/**
 * A redirect to another host is not followed, so that no token and no webhook body goes where nobody sent it: without
 * its `Location` the answer is just a 3xx, in both clients.
 */
function withoutWayOut(answer: WireAnswer, origin: URL): WireAnswer {
  const location = headerOf(answer, 'location');
  if (location === undefined) return answer;
  const target = URL.canParse(location, origin.href) ? new URL(location, origin) : undefined;
  if (target?.origin === origin.origin) return answer;
  const { location: _elsewhere, ...headers } = answer.headers;
  return { ...answer, headers };
}
