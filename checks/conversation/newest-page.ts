import type { Message } from '../../src/core/hubspot/records.ts';

/** Messages in the one page that is read of a thread. */
export const NEWEST_PAGE_SIZE = 100;

/** Whether the thread may hold older messages than those that were read. */
export function mayHaveOlder(messages: readonly Message[]): boolean {
  return messages.length >= NEWEST_PAGE_SIZE;
}
