import type { Counters, EventStatus, JournalledEvent } from './journal.ts';

export const INTERRUPTED_SUMMARY =
  'The engine stopped while it worked on this event; what it was about to do may have reached HubSpot.';

export function isOpen({ status }: Pick<JournalledEvent, 'status'>): boolean {
  return status === 'accepted' || status === 'begun';
}

/** How many events share a status and a reason. */
export interface Tally {
  status: EventStatus;
  reason: string | null;
  count: number;
}

export function countersOf(tallies: readonly Tally[], refused: number): Counters {
  const counters: Counters = {
    received: 0,
    open: 0,
    done: 0,
    interrupted: 0,
    skipped: {},
    failed: {},
    refused,
  };
  for (const tally of tallies) {
    counters.received += tally.count;
    count(counters, tally);
  }
  return counters;
}

function count(counters: Counters, { status, reason, count }: Tally): void {
  switch (status) {
    case 'accepted':
    case 'begun':
      counters.open += count;
      break;
    case 'done':
    case 'interrupted':
      counters[status] += count;
      break;
    case 'skipped':
    case 'failed': {
      const name = reason ?? '';
      counters[status][name] = (counters[status][name] ?? 0) + count;
    }
  }
}
