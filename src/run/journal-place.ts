/** Which journal a run is about: the one that was named, or that of OPENCX_HUBSPOT_STORE, or the file in this folder. */
import { givenStore } from '../config/store.ts';
import { journalPlace } from '../engine/journal/place.ts';
import { DEFAULT_JOURNAL } from '../engine/journal/sqlite/journal.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * A file or an address, as it was named.
 *
 * @param named by a flag
 * @throws UsageError where the variable holds no address
 */
export function journalNamed(named: string | undefined, { env }: Pick<Surroundings, 'env'>): string {
  return named ?? givenStore(env) ?? DEFAULT_JOURNAL;
}

/** A whole path or an address. @throws UsageError as `journalNamed` */
export function journalFor(named: string | undefined, around: Pick<Surroundings, 'cwd' | 'env'>): string {
  return journalPlace(journalNamed(named, around), around.cwd);
}
