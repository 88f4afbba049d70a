import type { Provenance } from '../../src/core/evidence.ts';
import type { Given } from '../../src/core/given.ts';
import type {
  Clock,
  DeveloperReader,
  HubSpotReader,
  OpenCxReader,
  WebhookPing,
} from '../../src/core/ports.ts';
import type { EvidenceKey, EvidenceSet, EvidenceValues } from '../facts.ts';

/** What probes reach the world through. */
export interface World {
  given: Given;
  /** Throws `EvidenceFailure` when there is no token to ask with, or when no calls may be made. */
  hubspot(): HubSpotReader;
  /** Throws `EvidenceNotGiven` when there is no personal access key, and `EvidenceFailure` when it may not be sent. */
  developer(): DeveloperReader;
  /** Throws `EvidenceNotGiven` when there is no key. */
  opencx(): OpenCxReader;
  pingWebhook: WebhookPing;
  clock: Clock;
  /** Whether what takes page after page has to come to an end with what is there: some seconds are left. */
  mustEnd(): boolean;
  /** Tells whoever waits how far something has come that takes long. */
  tell(progress: string): void;
}

/** A value and, where it differs from what the fact names first, where it came from. */
export interface Found<T> extends Partial<Pick<Provenance, 'source' | 'origin' | 'at' | 'stale'>> {
  value: T;
}

/** How one fact is obtained. */
interface Obtaining<K extends EvidenceKey> {
  /** Evidence that is obtained before this one; how deep calls depend on each other is read off here. */
  after?(given: Given): readonly EvidenceKey[];
  /** It makes many calls and ends by itself when it must (`World.mustEnd`), so that the time of one probe does not bind it. */
  unhurried?: true;
  obtain(world: World, got: EvidenceSet): Promise<Found<EvidenceValues[K]>>;
}

/**
 * The one piece of code that obtains one evidence. It does IO and judges nothing: `obtain` returns the fact or
 * throws `EvidenceFailure` or `EvidenceNotGiven`.
 */
export interface Probe extends Omit<Obtaining<EvidenceKey>, 'obtain'> {
  key: EvidenceKey;
  obtain(world: World, got: EvidenceSet): Promise<Found<unknown>>;
}

/** One probe for each of an area's facts; the compiler asks for those that are left out. */
export type ProbesFor<K extends EvidenceKey> = { readonly [Key in K]: Obtaining<Key> };

export function defineProbes<K extends EvidenceKey>(probes: ProbesFor<K>): Probe[] {
  return Object.entries<Omit<Probe, 'key'>>(probes).map(([key, probe]) => ({ key: key as K, ...probe }));
}
