/** Reads how an engine stands from its journal, beside it or after it: `engine status`. */
import { stat } from 'node:fs/promises';
import { isStoreAddress } from '../../core/store-address.ts';
import { shownPlace, tablesVersion, withJournal } from '../../engine/journal/place.ts';
import { type EngineStatus, statusOf } from '../../engine/watch/status.ts';
import { journalFor, journalNamed } from '../journal-place.ts';
import type { Surroundings } from '../surroundings.ts';

export interface StatusRequest {
  /** The journal: a file, or the address of a database. */
  journal?: string;
  /** Epoch milliseconds. */
  now: number;
}

/** Where a journal is kept. */
interface StoreShown {
  /** As it was named; an address without its password. */
  place: string;
  /** Of its tables. */
  version: number;
  /** Of the file and what SQLite keeps beside it; absent in a database. */
  bytes?: number;
}

export interface StatusTold extends EngineStatus {
  store: StoreShown;
}

/** @throws UsageError for a journal that cannot be read */
export async function engineStatus(
  { journal, now }: StatusRequest,
  around: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<StatusTold> {
  const place = journalFor(journal, around);
  const status = await withJournal(place, { readOnly: true }, (open) => statusOf(open, now));
  const store = { place: shownPlace(journalNamed(journal, around)), version: await tablesVersion(place) };
  if (isStoreAddress(place)) return { store, ...status };
  return { store: { ...store, bytes: await bytesOf(place) }, ...status };
}

async function bytesOf(file: string): Promise<number> {
  const sizes = await Promise.all(
    [file, `${file}-wal`].map((name) =>
      stat(name).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
