/** Opens the port on which a running engine tells how it stands: `engine start --watch-port`. */
import type { Receipt } from '../../engine/intake/reception.ts';
import type { Journal } from '../../engine/journal/journal.ts';
import { withJournal } from '../../engine/journal/place.ts';
import { startWatchServer } from '../../engine/watch/server.ts';
import { Watch, type WithReads } from '../../engine/watch/watch.ts';
import { systemClock } from '../connect.ts';
import { journalFor } from '../journal-place.ts';
import { toolVersion } from '../package.ts';
import type { Surroundings } from '../surroundings.ts';

export interface WatchRequest {
  /** On this machine; 0 is any that is free. Without one nothing is opened. */
  watchPort?: number;
  /** The engine's journal: a file, or the address of a database. */
  journal?: string;
}

export interface Watching {
  /** Absent where nothing was asked for. */
  url?: string;
  answered(receipt: Receipt): void;
  close(): Promise<void>;
}

/**
 * @param inMemory the engine's journal, where it is nowhere else
 * @throws UsageError for a port that cannot be had
 */
export async function openWatch(
  { watchPort, journal: named }: WatchRequest,
  around: Pick<Surroundings, 'cwd' | 'env'>,
  inMemory?: Journal,
): Promise<Watching> {
  if (watchPort === undefined) return { answered() {}, async close() {} };
  const withReads: WithReads = inMemory
    ? (read) => read(inMemory)
    : (read) => withJournal(journalFor(named, around), { readOnly: true }, read);
  const watch = new Watch(withReads, systemClock);
  const server = await startWatchServer({ watch, version: toolVersion(), port: watchPort });
  return { ...server, answered: (receipt) => watch.answered(receipt) };
}
