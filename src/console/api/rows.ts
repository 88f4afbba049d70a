/** Events of a journal as the page lists them. */
import { subjectOf } from '../../core/event.ts';
import { eventWords } from '../../core/hubspot/webhooks.ts';
import type { Counters, JournalledEvent } from '../../engine/journal/journal.ts';
import { printable, spelledOut } from '../../redact/printable.ts';
import type { EventRow, Tally } from '../words.ts';

/** Of a text in a list, in characters: whoever writes a megabyte must not fill the page with it. */
const LONGEST_IN_LIST = 200;

export function rowOf({ id, event, lane, receivedAt, endedAt, replayOf, ...end }: JournalledEvent): EventRow {
  const { status, reason, summary } = end;
  return {
    id,
    at: receivedAt,
    ...(endedAt !== null && { tookMs: Math.max(0, endedAt - receivedAt) }),
    type: clipped(event.type, LONGEST_IN_LIST),
    words: clipped(eventWords(event.type).at(-1) ?? event.type, LONGEST_IN_LIST),
    subject: clipped(subjectOf(event), LONGEST_IN_LIST),
    // Two that differ have to stay apart.
    lane: spelledOut(lane.slice(0, LONGEST_IN_LIST)),
    status,
    ...(reason !== null && { reason: clipped(reason, LONGEST_IN_LIST) }),
    ...(summary !== null && { summary: clipped(summary, LONGEST_IN_LIST) }),
    ...(replayOf !== null && { replayOf }),
  };
}

/** Cleaned, on one line; where something was left out, it says how much. */
export function clipped(text: string, longest: number): string {
  const cleaned = printable(text.slice(0, longest));
  return text.length <= longest ? cleaned : `${cleaned}… (${text.length} characters)`;
}

export function tallyOf(counters: Counters): Tally {
  return counters;
}
