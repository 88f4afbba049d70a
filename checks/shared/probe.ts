import type {
  EvidenceKey,
  EvidenceSet,
  EvidenceValues,
  Provenance,
  Source,
} from '../../src/core/evidence.ts';
import type { Given } from '../../src/core/given.ts';
import type { Clock, HubSpotReader, OpenCxReader, WebhookPing } from '../../src/core/ports.ts';

/** What probes reach the world through. */
export interface World {
  given: Given;
  /** Throws `EvidenceFailure` when there is no token to ask with, or when no calls may be made. */
  hubspot(): HubSpotReader;
  /** Throws `EvidenceNotGiven` when there is no key. */
  opencx(): OpenCxReader;
  pingWebhook: WebhookPing;
  clock: Clock;
}

/** A value and, where it differs from the probe's own source, where it came from. */
export interface Found<T> extends Partial<Pick<Provenance, 'source' | 'origin' | 'at' | 'stale'>> {
  value: T;
}

/**
 * The one piece of code that obtains one evidence. It does IO and judges nothing: `obtain` returns the fact or
 * throws `EvidenceFailure` or `EvidenceNotGiven`.
 */
export interface Probe<K extends EvidenceKey = EvidenceKey> {
  key: K;
  /** Where the fact comes from when `obtain` does not say otherwise. */
  source: Source;
  /** Evidence that is obtained before this one; how deep calls depend on each other is read off here. */
  after?(given: Given): readonly EvidenceKey[];
  obtain(world: World, got: EvidenceSet): Promise<Found<EvidenceValues[K]>>;
}

/** Ties the key of a probe to the type of its value. */
export function defineProbe<K extends EvidenceKey>(probe: Probe<K>): Probe {
  return probe as unknown as Probe;
}
