/**
 * How an engine stands, as its journal tells it. For `engine status`, the endpoints that are asked by machines, and the head
 * of the console.
 */
import type { Counters, JournalReads } from '../journal/journal.ts';

export type StatusReads = Pick<JournalReads, 'counters' | 'oldestOpen'>;

/**
 * An engine is too far behind where an event has been open for longer, in milliseconds. In a period of much traffic people are
 * asked to wait "a few minutes" before they look again (OpenCX troubleshooting page, "Limits & timing"); that five of them are
 * a few is this tool's reading. Nothing that is done on purpose takes as long: 5 s on email, a rate limit's own window.
 *
 * That an event waits is measured, and nothing else: whether the engine is stopped, is slower than what comes in, or waits for
 * HubSpot or a responder does not follow from it.
 */
export const FAR_BEHIND_MS = 5 * 60_000;

/** What waits, and how long it has. */
export interface Backlog {
  /** How long the oldest event that has not ended has been in the journal, in milliseconds; null where none is open. */
  lagMs: number | null;
  isFarBehind: boolean;
}

export interface EngineStatus extends Backlog {
  counters: Counters;
}

/** @param now epoch milliseconds */
export async function statusOf(journal: StatusReads, now: number): Promise<EngineStatus> {
  const counters = await journal.counters();
  return { counters, ...backlogOf(await journal.oldestOpen(), now) };
}

/**
 * @param oldest when the oldest open event was received, in epoch milliseconds; a clock that was set back since makes it wait
 *   for no time, never for less
 */
export function backlogOf(oldest: number | null, now: number): Backlog {
  const lagMs = oldest === null ? null : Math.max(0, now - oldest);
  return { lagMs, isFarBehind: lagMs !== null && lagMs > FAR_BEHIND_MS };
}
