/** Takes a delivery apart that was kept as it came: for a journal, after the delivery was answered. */
import { type KeyedEvent, keysOf } from '../decide/keys.ts';
import { isPanelTest } from './event.ts';
import { parseDelivery } from './parse.ts';

/** An event with what is to stand beside it in the journal, a sentence each. */
export interface NotedEvent extends KeyedEvent {
  notes: readonly string[];
}

const PANEL_TEST =
  'Event id 100 and object id 123: the sample that the Test button of a HubSpot subscription sends.';

/**
 * @param body of a delivery that was taken, as it came
 * @param note about the delivery, which stands beside each of its events
 */
export function takeApart(body: Uint8Array, note: string | null): NotedEvent[] {
  const parsed = parseDelivery(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  if ('refused' in parsed) return [];
  return keysOf(parsed.events).map((keyed) => ({
    ...keyed,
    notes: [...(note === null ? [] : [note]), ...(isPanelTest(keyed.event) ? [PANEL_TEST] : [])],
  }));
}
