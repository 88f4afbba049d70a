import type { EvidenceKey, EvidenceSet } from '../../checks/facts.ts';
import { FACTS } from '../../checks/facts.ts';
import type { Probe, World } from '../../checks/shared/probe.ts';
import type { Source } from '../core/evidence.ts';
import { type Evidence, EvidenceFailure, EvidenceNotGiven, type Provenance } from '../core/evidence.ts';
import type { Clock } from '../core/ports.ts';
import { guarded } from '../core/unreadable.ts';

export interface MeasureScope {
  signal: AbortSignal;
  /** Epoch milliseconds. */
  deadlineAt: number;
  onRateLimit(milliseconds: number): void;
  /** Whether somebody wants what takes long to end with what is there. */
  mustEnd?(): boolean;
  /** Told how far something has come that takes long. */
  onTold?(progress: string): void;
}

/** Runs work whose HTTP requests end with a scope, and counts them, tries included. */
export type Measure = <T>(
  scope: MeasureScope,
  work: (world: World) => Promise<T>,
) => Promise<{ outcome: { value: T } | { error: unknown }; calls: number }>;

/** One piece of evidence is awaited, has come, or has come so far. */
export type GatherStep = { key: EvidenceKey } & (
  | { phase: 'start' | 'end' }
  | { phase: 'under-way'; progress: string }
);

export interface GatherOptions {
  measure: Measure;
  /** Milliseconds that one probe may take, once what it builds on is there; waits for a rate limit not counted. */
  timeoutMs: number;
  /** Epoch milliseconds at which everything still open is given up. */
  deadlineAt: number;
  /** Aborts the whole run (Ctrl-C). */
  signal: AbortSignal;
  /** Asks it to come to its end with what is there by then: nothing is waited for much longer. */
  ending?: AbortSignal;
  /** Evidence of an earlier call; it is not obtained again. */
  known?: EvidenceSet;
  onProgress?(step: GatherStep): void;
  /** Told of each piece of evidence as it comes. */
  onEvidence?(key: EvidenceKey, evidence: Evidence<unknown>): void;
}

/**
 * Obtains evidence. Everything that can run together does, each fact is obtained once however many ask for it, and
 * one probe's failure or slowness holds up only what builds on it.
 *
 * @param keys what the checks want; what those build on is obtained too
 */
export async function gather(
  probes: readonly Probe[],
  keys: Iterable<EvidenceKey>,
  world: World,
  options: GatherOptions,
): Promise<EvidenceSet> {
  const byKey = new Map(probes.map((probe) => [probe.key, probe]));
  const known = Object.entries(options.known ?? {}) as [EvidenceKey, Evidence<unknown>][];
  const underway = new Map(known.map(([key, evidence]) => [key, Promise.resolve(evidence)]));

  const obtain = (key: EvidenceKey): Promise<Evidence<unknown>> => {
    const begun = underway.get(key) ?? run(key);
    underway.set(key, begun);
    return begun;
  };

  const run = async (key: EvidenceKey): Promise<Evidence<unknown>> => {
    const probe = byKey.get(key);
    if (!probe) return notLookedFor(world);
    const before = probe.after?.(world.given) ?? [];
    const got = Object.fromEntries(
      await Promise.all(before.map(async (other) => [other, await obtain(other)] as const)),
    ) as EvidenceSet;
    if (options.signal.aborted) throw options.signal.reason;
    options.onProgress?.({ key, phase: 'start' });
    const evidence = await runProbe(probe, world, got, options);
    options.onProgress?.({ key, phase: 'end' });
    options.onEvidence?.(key, evidence);
    return evidence;
  };

  const wanted = [...new Set(keys)];
  await Promise.all(wanted.map(obtain));
  const gathered = await Promise.all(
    [...underway].map(async ([key, evidence]) => [key, await evidence] as const),
  );
  return Object.fromEntries(gathered) as EvidenceSet;
}

async function runProbe(
  probe: Probe,
  world: World,
  got: EvidenceSet,
  options: GatherOptions,
): Promise<Evidence<unknown>> {
  const startedAt = world.clock.now();
  const { deadlineAt, ending } = options;
  const timeoutMs = probe.unhurried ? Number.POSITIVE_INFINITY : options.timeoutMs;
  const patience = new Patience({ timeoutMs, deadlineAt }, world.clock);
  const hurry = () => patience.endWithin(LAST_CALL_MS);
  if (ending?.aborted) hurry();
  ending?.addEventListener('abort', hurry);
  const signal = AbortSignal.any([patience.signal, options.signal]);
  const { outcome, calls } = await options.measure(
    {
      signal,
      deadlineAt,
      onRateLimit: (wait) => patience.extend(wait),
      mustEnd: () => ending?.aborted === true,
      onTold: (progress) => options.onProgress?.({ key: probe.key, phase: 'under-way', progress }),
    },
    (within) => untilAborted(probe.obtain(within, guarded(got)), signal),
  );
  ending?.removeEventListener('abort', hurry);
  patience.end();
  if (options.signal.aborted) throw options.signal.reason;

  const provenance: Provenance = {
    source: sourceAsked(probe.key),
    at: new Date(startedAt).toISOString(),
    durationMs: world.clock.now() - startedAt,
    calls,
  };
  if ('value' in outcome) return { outcome: 'ok', ...provenance, ...outcome.value };

  const { error } = outcome;
  if (error instanceof EvidenceNotGiven) {
    const { message: why, refused } = error;
    return { outcome: 'missing', ...provenance, why, ...(refused && { refused }) };
  }
  if (error instanceof EvidenceFailure) return { outcome: 'error', ...provenance, error: error.error };
  if (!patience.signal.aborted) throw error;
  const seconds = Math.round((world.clock.now() - startedAt) / 100) / 10;
  const message = ending?.aborted
    ? 'It was not waited for any longer: the run was to end.'
    : `It could not be had within ${seconds} s.`;
  return { outcome: 'error', ...provenance, error: { kind: 'timeout', message } };
}

/** Where a fact was looked for when the probe does not say: by a call where that is possible, else in its best source. */
function sourceAsked(key: EvidenceKey): Source {
  const { sources } = FACTS[key];
  return sources.includes('live') ? 'live' : sources[0];
}

/** For the calls that are under way when the run is to end, in milliseconds. */
const LAST_CALL_MS = 2_000;

/** How long one probe is waited for: its own time and what a rate limit takes, and never past the run's deadline. */
class Patience {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  #deadlineAt: number;
  #endsAt: number;
  #timer: NodeJS.Timeout;

  constructor({ timeoutMs, deadlineAt }: Pick<GatherOptions, 'timeoutMs' | 'deadlineAt'>, clock: Clock) {
    this.#clock = clock;
    this.#deadlineAt = deadlineAt;
    this.#endsAt = clock.now() + timeoutMs;
    this.#timer = this.#arm();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  extend(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#endsAt += milliseconds;
    this.#timer = this.#arm();
  }

  /** Nothing extends it past this. */
  endWithin(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#deadlineAt = Math.min(this.#deadlineAt, this.#clock.now() + milliseconds);
    this.#timer = this.#arm();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #arm(): NodeJS.Timeout {
    const left = Math.min(this.#endsAt, this.#deadlineAt) - this.#clock.now();
    const giveUp = () => this.#controller.abort(new DOMException('The time is up.', 'TimeoutError'));
    return setTimeout(giveUp, Math.max(1, left));
  }
}

/**
 * Ends the wait at the signal even where the work underneath does not listen to it. What listens has ended by itself
 * a turn later, and says what it waited for.
 */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => setImmediate(() => reject(signal.reason));
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function notLookedFor(world: World): Evidence<unknown> {
  const at = new Date(world.clock.now()).toISOString();
  return { outcome: 'missing', why: 'It was not given.', source: 'given', at, durationMs: 0, calls: 0 };
}
