import { describe, expect, it } from 'vitest';
import { buildDelivery, type Changes, UnknownField } from '../../../src/engine/trigger/build-delivery.ts';
import { loadDelivery } from '../../../src/engine/trigger/deliveries.ts';
import { DELIVERIES } from './folder.ts';

const NOW = Date.parse('2026-11-21T08:00:00Z');

async function build(name: string, changes: Partial<Changes> = {}): Promise<Record<string, unknown>[]> {
  return JSON.parse(buildDelivery(await loadDelivery(DELIVERIES, name), { now: NOW, ...changes }));
}

it('moves a batch to now and keeps its distances', async () => {
  const before = await loadDelivery(DELIVERIES, 'batch');
  const after = await build('batch');
  const moved = after.map(
    (event, index) => Number(event['occurredAt']) - Number(before[index]?.['occurredAt']),
  );
  expect(new Set(moved).size).toBe(1);
  expect(Math.max(...after.map((event) => Number(event['occurredAt'])))).toBe(NOW);
  expect(after.map(({ subscriptionType }) => subscriptionType)).toEqual(
    before.map(({ subscriptionType }) => subscriptionType),
  );
});

it('gives every event of a row of deliveries an id of its own, at any rate', async () => {
  const ids: unknown[] = [];
  for (let number = 1; number <= 50; number += 1) {
    const events = await build('batch', { number, now: NOW + Math.floor(number / 7) });
    ids.push(...events.map(({ eventId }) => eventId));
  }
  expect(new Set(ids).size).toBe(ids.length);
});

it('leaves the portal out, and changes nothing else', async () => {
  const [{ portalId: _bundled, ...before } = {}] = await loadDelivery(DELIVERIES, 'new-message');
  const [after] = await build('new-message');
  expect(after).toEqual({ ...before, occurredAt: NOW, eventId: expect.any(Number) });
  expect(after?.['eventId']).not.toBe(before?.['eventId']);
});

it('leaves the panel test its event id, by which it is known', async () => {
  expect(await build('panel-test')).toMatchObject([{ eventId: 100, objectId: 123, occurredAt: NOW }]);
});

describe('what is set', () => {
  it.each([
    ['objectId', '77', 77],
    ['objectId', 'thread-77', 'thread-77'],
    ['portalId', '5', 5],
    ['attemptNumber', '3', 3],
    ['eventId', '9', 9],
    ['occurredAt', '1', 1],
    ['propertyValue', '4', '4'],
    ['propertyValue', '', ''],
    ['propertyValue', 'null', null],
    ['messageId', '12', '12'],
    ['changeFlag', 'NEW_MESSAGE', 'NEW_MESSAGE'],
    ['associationRemoved', 'true', true],
    ['associationRemoved', 'maybe', 'maybe'],
  ])('%s=%s is written as %j', async (field, text, written) => {
    expect(await build('ticket-stage-changed', { set: { [field]: text } })).toMatchObject([
      { [field]: written },
    ]);
  });

  it('goes into every event of a batch', async () => {
    const events = await build('batch', { set: { attemptNumber: '2' } });
    expect(events.map(({ attemptNumber }) => attemptNumber)).toEqual([2, 2, 2, 2]);
  });

  it('may hold the number of the delivery', async () => {
    const set = { messageId: 'load-{n}', objectId: '{n}' };
    expect(await build('new-message', { set, number: 12 })).toMatchObject([
      { messageId: 'load-12', objectId: 12 },
    ]);
  });

  it('is a key of HubSpot', async () => {
    const events = await loadDelivery(DELIVERIES, 'new-message');
    const building = () => buildDelivery(events, { now: NOW, set: { objectid: '1' } });
    expect(building).toThrow(UnknownField);
    expect(building).toThrow("HubSpot's events have no objectid.");
  });
});
