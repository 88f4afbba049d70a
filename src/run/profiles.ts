/**
 * Looks at every profile of a configuration file, side by side in one process: `doctor --all-profiles`. Whatever
 * becomes of one of them, what the others come to is the same.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { WholeConfig } from '../config/config-file.ts';
import { proxyOf } from '../config/proxy.ts';
import type { Environment } from '../config/sources.ts';
import type { Report } from '../core/report.ts';
import type { Threshold } from '../core/verdict.ts';
import { type Conclusion, conclusionOf } from '../doctor/status.ts';
import { UsageError, unforeseen } from '../files/usage-error.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import type { Connections } from '../wire/connections.ts';
import { type DoctorRequest, doctor } from './doctor.ts';
import type { Surroundings } from './surroundings.ts';

/** What each of them is looked at for. */
export interface ProfilesRequest extends Omit<DoctorRequest, 'sandbox' | 'apiLogs' | 'wholeConfig'> {
  /** From which verdict on a profile has problems. */
  threshold: Threshold;
  /** How many are looked at side by side; as many as suit the machine when left out. */
  atOnce?: number;
}

/** What became of one profile. */
export interface ProfileRun {
  profile: string;
  report: Report | null;
  /** What its report comes to, or that something given for it cannot be used. Without a report it is never clean. */
  outcome: Conclusion | 'unusable';
  /** Why there is no report, in the tool's own words; null where there is one. */
  message: string | null;
}

export interface ProfilesPorts {
  /**
   * Told of each profile when it has ended; the redactor of the surroundings knows the secrets of all that were read by
   * then. Must not throw.
   */
  onEnded(run: ProfileRun): Promise<void>;
  /**
   * Has the listener told of errors that were thrown where nobody waits for them, until the function it returns is
   * called; false: the error is none of the listener's.
   */
  onUncaught?(listener: (error: unknown) => boolean): () => void;
}

/** How many profiles are looked at side by side. */
export interface Concurrency {
  /** Enough to keep hundreds of portals short, few enough for the sockets of a small machine. */
  atOnce: number;
  /** Milliseconds; what takes longer than this waits for somebody else, and gives its place to the next one. */
  slotMs: number;
}

const SLOT_MS = 5_000;

/** As many as keep the machine busy while answers are awaited: judging takes its time, too. */
export function profilesAtOnce(): number {
  return Math.min(64, 8 * availableParallelism());
}

/** For judging and printing, beyond what the look itself may take. */
const GRACE_MS = 10_000;

/**
 * What the environment says of one portal counts for none of them, see `environmentOfProfile`.
 *
 * @throws the signal's reason where it aborts, once every look has ended
 */
export async function doctorOfProfiles(
  { names, ...wholeConfig }: WholeConfig & { names: readonly string[] },
  request: ProfilesRequest,
  around: Surroundings,
  { onEnded, onUncaught }: ProfilesPorts,
  crowd: Concurrency = { atOnce: request.atOnce ?? profilesAtOnce(), slotMs: SLOT_MS },
): Promise<void> {
  // One for all of them, so that the report of none tells another's secret.
  const { signal, redactor = createRedactor([]) } = around;
  const connections = await openShared(request, around);
  const shared = { ...request, wholeConfig, ...(connections && { connections }) };
  const ofProfiles = { ...around, env: environmentOfProfile(around.env), redactor };
  const owner = new AsyncLocalStorage<AbortController>();
  const release = onUncaught?.((error) => {
    const stopped = owner.getStore();
    stopped?.abort(error);
    return stopped !== undefined;
  });
  const lookAt = (profile: string): Promise<void> => {
    const end = new AbortController();
    return owner.run(end, async () => {
      const run = await lookAtProfile(profile, shared, ofProfiles, end);
      if (!signal.aborted) await onEnded(run);
    });
  };

  try {
    await runConcurrently(names, lookAt, crowd, signal);
  } finally {
    release?.();
    await connections?.destroy();
  }
  signal.throwIfAborted();
}

/** One portal's connection serves another's call as well, and how many there are is limited for none. */
async function openShared(
  { flags, timeoutMs }: ProfilesRequest,
  { env }: Surroundings,
): Promise<Connections | undefined> {
  const proxy = proxyOf(env);
  if (flags.offline) return undefined;
  const { openConnections } = await import('../wire/connections.ts');
  return openConnections(proxy, timeoutMs, null);
}

/** Works on all of them in their order; begins no more once the signal has aborted, and ends when what was begun has. */
async function runConcurrently(
  names: readonly string[],
  work: (name: string) => Promise<void>,
  { atOnce, slotMs }: Concurrency,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...names];
  const begun: Promise<void>[] = [];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined && !signal.aborted; name = waiting.shift()) {
      const one = work(name);
      begun.push(one);
      await Promise.race([one, delay(slotMs, undefined, { ref: false })]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, worker));
  await Promise.all(begun);
}

/**
 * Never rejects: what goes wrong is what became of the profile.
 *
 * @param end of this look alone: aborted when its time is up, and by whoever knows that something of it crashed
 */
async function lookAtProfile(
  profile: string,
  request: ProfilesRequest,
  { cwd, env, signal, redactor }: Surroundings & { redactor: Redactor },
  end: AbortController,
): Promise<ProfileRun> {
  const limitMs = request.deadlineMs + (request.wait?.ms ?? 0) + GRACE_MS;
  const alarm = setTimeout(() => end.abort(new OutOfTime(limitMs)), limitMs);
  const stop = () => end.abort(signal.reason);
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop);
  const ofProfile = {
    ...request,
    flags: { ...request.flags, profile },
    // A command in its report is for it alone.
    typed: [{ name: '--profile', values: [profile] } as const, ...(request.typed ?? [])],
  };
  try {
    const around = { cwd, env, signal: end.signal, redactor };
    const { report } = await untilAborted(doctor(ofProfile, around), end.signal);
    return { profile, report, outcome: conclusionOf(report, request.threshold), message: null };
  } catch (error) {
    return { profile, report: null, ...failureOf(error) };
  } finally {
    clearTimeout(alarm);
    signal.removeEventListener('abort', stop);
  }
}

class OutOfTime extends Error {
  constructor(milliseconds: number) {
    super(`It was ended after ${Math.round(milliseconds / 1000)} s.`);
  }
}

function failureOf(error: unknown): Pick<ProfileRun, 'outcome' | 'message'> {
  if (error instanceof UsageError)
    return { outcome: 'unusable', message: [error.message, error.hint].filter(Boolean).join(' ') };
  if (error instanceof OutOfTime) return { outcome: 'incomplete', message: error.message };
  return { outcome: 'incomplete', message: unforeseen(error) };
}

/** Ends the wait at the signal even where the work underneath does not listen to it. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/**
 * Variables that speak of one portal: with several, each profile names its own. The hosts are among them, since the
 * environment wins over the file: one that was exported for a sandbox would be asked in the place of every portal.
 */
export const PORTAL_VARIABLES = [
  'HUBSPOT_ACCESS_TOKEN',
  'HUBSPOT_API_URL',
  'HUBSPOT_CHANGE_TOKEN',
  'HUBSPOT_CLIENT_SECRET',
  'HUBSPOT_DEVELOPER_API_KEY',
  'HUBSPOT_PERSONAL_ACCESS_KEY',
  'OPENCX_API_KEY',
  'OPENCX_API_URL',
  'OPENCX_WEBHOOK_URL',
  'OPENCX_DEFAULT_USER_ID',
] as const;

/** The environment without them. A profile's own variables (`hubspot.tokenVariable`) stay. */
export function environmentOfProfile(env: Environment): Environment {
  const own = PORTAL_VARIABLES as readonly string[];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.includes(name)));
}
