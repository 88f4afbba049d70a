import type { Counters } from '../journal/journal.ts';
import type { Standing, Trouble } from './watch.ts';

/** What `/healthz` says. Being behind keeps nobody from sending more: deliveries are taken all the same. */
export interface Health extends Partial<Trouble> {
  status: 'ok' | 'behind' | 'unready';
  /** As `engine status` tells it; null where nothing is open, or the journal cannot be read. */
  lagMs: number | null;
  /** As they were counted last; null where they never were. */
  counters: Counters | null;
}

export function healthOf({ backlog, counted, trouble }: Standing): Health {
  const known = { lagMs: backlog?.lagMs ?? null, counters: counted?.counters ?? null };
  if (trouble) return { status: 'unready', ...trouble, ...known };
  return { status: backlog?.isFarBehind ? 'behind' : 'ok', ...known };
}
