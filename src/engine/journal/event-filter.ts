/** What a filter lets through, for journals and parts of one that no database looks through. */
import type { EventFilter, JournalledEvent } from './journal.ts';

/** Whether the event is one that is asked for, but for how many are. */
export function matches(event: JournalledEvent, filter: EventFilter): boolean {
  return (
    (filter.thread === undefined || event.lane === `thread:${filter.thread}`) &&
    (filter.status === undefined || event.status === filter.status) &&
    (filter.notStatus === undefined || event.status !== filter.notStatus) &&
    (filter.reason === undefined || event.reason === filter.reason) &&
    (filter.type === undefined || event.event.type === filter.type) &&
    (filter.since === undefined || event.receivedAt >= filter.since) &&
    (filter.ids === undefined || filter.ids.includes(event.id)) &&
    (filter.after === undefined || event.id > filter.after)
  );
}
