/**
 * How long the key of a forgotten event is remembered, in milliseconds: HubSpot redelivers for 24 hours (HubSpot
 * docs, webhooks), and an hour is left for clocks that differ.
 */
export const KEYS_KEPT_FOR = 25 * 60 * 60 * 1000;

/**
 * Keys of events received since this time stay when their events are forgotten. Counted back from the newest
 * event instead of from a clock, which can only keep more.
 */
export function keysKeptSince(newestReceivedAt: number): number {
  return newestReceivedAt - KEYS_KEPT_FOR;
}
