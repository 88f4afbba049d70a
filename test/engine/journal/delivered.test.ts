import { expect, test } from 'vitest';
import type { DeliveredKey } from '../../../src/core/delivery-log.ts';
import { deliveryFates } from '../../../src/engine/journal/delivered.ts';
import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { arrival, DONE, HOUR, message, propertyChange, SKIPPED, T0 } from './builders.ts';

const iso = (at: number) => new Date(at).toISOString();

/** An event as HubSpot's log of deliveries tells of it. */
function delivered(event: ReturnType<typeof message>, at: number): DeliveredKey {
  const { type, objectId, messageId, propertyName, occurredAt, portalId } = event;
  return JSON.parse(JSON.stringify({ type, objectId, messageId, propertyName, occurredAt, portalId, at }));
}

test('a delivered event is found by its object and message, and told by how it ended', async () => {
  const journal = createMemoryJournal();
  const events = [message({ messageId: 'a' }), message({ messageId: 'b' }), propertyChange()];
  await journal.accept(
    events.map((event) => arrival(event)),
    T0,
  );
  await journal.accept([arrival(message({ messageId: 'later' }))], T0 + HOUR);
  await journal.finish(1, T0, DONE);
  await journal.finish(2, T0, SKIPPED);
  const keys = events.map((event) => delivered(event, T0));
  const lost = delivered(message({ messageId: 'lost' }), T0 + 60_000);
  expect(await deliveryFates(journal, [...keys, lost])).toEqual({
    delivered: 4,
    done: 1,
    open: 1,
    skipped: [{ reason: 'sender-bot', count: 1 }],
    failed: [],
    missing: 1,
    lastMissingAt: iso(T0 + 60_000),
  });
});

test('what was delivered while no journal was kept, or to another portal, is not missed', async () => {
  const journal = createMemoryJournal();
  const nothing = { delivered: 0, missing: 0 };
  expect(await deliveryFates(journal, [delivered(message({ messageId: 'x' }), T0)])).toMatchObject(nothing);
  await journal.accept([arrival(message({ messageId: 'a' }))], T0);
  const before = delivered(message({ messageId: 'x' }), T0 - 1);
  const after = delivered(message({ messageId: 'x' }), T0 + 1);
  const elsewhere = { ...delivered(message({ messageId: 'x' }), T0), portalId: 999 };
  expect(await deliveryFates(journal, [before, after, elsewhere])).toMatchObject(nothing);
});

test('a clock that goes otherwise than that of HubSpot makes no event a missing one', async () => {
  const journal = createMemoryJournal();
  const first = message({ messageId: 'a' });
  const happened = first.occurredAt ?? 0;
  const last = message({ messageId: 'b', occurredAt: happened + 1_000 });
  await journal.accept([arrival(first)], T0);
  await journal.accept([arrival(last)], T0 + HOUR);
  const afterwards = delivered(message({ messageId: 'x', occurredAt: happened + 2_000 }), T0 + 60_000);
  // HubSpot's clock was behind when it sent the first one.
  expect(await deliveryFates(journal, [delivered(first, T0 - HOUR), afterwards])).toMatchObject({
    delivered: 1,
    missing: 0,
  });
});
