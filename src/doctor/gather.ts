import type { EvidenceKey, EvidenceSet } from '../../checks/facts.ts';
import { FACTS } from '../../checks/facts.ts';
import type { Probe, World } from '../../checks/shared/probe.ts';
import type { Source } from '../core/evidence.ts';
import { type Evidence, EvidenceFailure, EvidenceNotGiven, type Provenance } from '../core/evidence.ts';
import { beginInTurns, mostBuiltOnFirst, withWhatTheyBuildOn } from './begin-order.ts';
import { guardedItem } from './guarded-item.ts';
import { type Patience, Patiences } from './patience.ts';

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
  const patiences = new Patiences(options, world.clock);
  const underway = new Map(known.map(([key, evidence]) => [key, Promise.resolve(evidence)]));

  const buildsOn = (key: EvidenceKey) =>
    options.known?.[key] ? [] : (byKey.get(key)?.after?.(world.given) ?? []);

  const obtain = (key: EvidenceKey): Promise<Evidence<unknown>> => {
    const begun = underway.get(key) ?? run(key);
    underway.set(key, begun);
    return begun;
  };

  const run = async (key: EvidenceKey): Promise<Evidence<unknown>> => {
    const probe = byKey.get(key);
    if (!probe) return notLookedFor(world);
    const before = buildsOn(key);
    const got = before.length === 0 ? {} : await obtainAll(before);
    if (options.signal.aborted) throw options.signal.reason;
    options.onProgress?.({ key, phase: 'start' });
    const evidence = await runProbe(probe, world, got, patiences, options);
    options.onProgress?.({ key, phase: 'end' });
    options.onEvidence?.(key, evidence);
    return evidence;
  };

  const obtainAll = async (keys: readonly EvidenceKey[]): Promise<EvidenceSet> => {
    const items = await Promise.all(keys.map(obtain));
    return Object.fromEntries(
      keys.map((key, place) => [key, guardedItem(items[place] as Evidence<unknown>)]),
    );
  };

  const missing = withWhatTheyBuildOn(keys, buildsOn).filter((key) => !underway.has(key));
  await beginInTurns(mostBuiltOnFirst(missing, buildsOn), obtain);
  const all = [...known.map(([key]) => key), ...missing];
  const gathered = await Promise.all(all.map(obtain));
  return Object.fromEntries(all.map((key, place) => [key, gathered[place]])) as EvidenceSet;
}

async function runProbe(
  probe: Probe,
  world: World,
  got: EvidenceSet,
  patiences: Patiences,
  options: GatherOptions,
): Promise<Evidence<unknown>> {
  const startedAt = world.clock.now();
  const patience = patiences.begin(probe.unhurried ? Number.POSITIVE_INFINITY : options.timeoutMs);
  const { outcome, calls } = await options.measure(new ProbeScope(probe.key, patience, options), (within) =>
    patience.waitFor(probe.obtain(within, got)),
  );
  patiences.end(patience);
  if (options.signal.aborted) throw options.signal.reason;

  const durationMs = world.clock.now() - startedAt;
  const source = sourceAsked(probe.key);
  const at = new Date(startedAt).toISOString();
  const provenance: Provenance = { source, at, durationMs, calls };
  if ('value' in outcome) return { outcome: 'ok', ...provenance, ...outcome.value };

  const { error } = outcome;
  if (error instanceof EvidenceNotGiven) {
    const { message: why, refused } = error;
    // Written out, since it is so of most facts: to copy them in costs several times as much.
    const notGiven = { outcome: 'missing', source, at, durationMs, calls, why } as const;
    return refused ? { ...notGiven, refused } : notGiven;
  }
  if (error instanceof EvidenceFailure) return { outcome: 'error', ...provenance, error: error.error };
  if (!patience.isGivenUp) throw error;
  const seconds = Math.round(durationMs / 100) / 10;
  const message = options.ending?.aborted
    ? 'It was not waited for any longer: the run was to end.'
    : `It could not be had within ${seconds} s.`;
  return { outcome: 'error', ...provenance, error: { kind: 'timeout', message } };
}

/** A class, since one is made for every fact, and most of them are never asked for their signal. */
class ProbeScope implements MeasureScope {
  readonly deadlineAt: number;
  readonly #key: EvidenceKey;
  readonly #patience: Patience;
  readonly #options: GatherOptions;

  constructor(key: EvidenceKey, patience: Patience, options: GatherOptions) {
    this.deadlineAt = options.deadlineAt;
    this.#key = key;
    this.#patience = patience;
    this.#options = options;
  }

  get signal(): AbortSignal {
    return this.#patience.signal;
  }

  onRateLimit(milliseconds: number): void {
    this.#patience.extend(milliseconds);
  }

  mustEnd(): boolean {
    return this.#options.ending?.aborted === true;
  }

  onTold(progress: string): void {
    this.#options.onProgress?.({ key: this.#key, phase: 'under-way', progress });
  }
}

/** Where a fact was looked for when the probe does not say: by a call where that is possible, else in its best source. */
function sourceAsked(key: EvidenceKey): Source {
  const { sources } = FACTS[key];
  return sources.includes('live') ? 'live' : sources[0];
}

function notLookedFor(world: World): Evidence<unknown> {
  const at = new Date(world.clock.now()).toISOString();
  return { outcome: 'missing', why: 'It was not given.', source: 'given', at, durationMs: 0, calls: 0 };
}
