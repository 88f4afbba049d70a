import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WebhookEvent } from '../../../src/core/event.ts';
import {
  batchDuplicates,
  keysOf,
  laneOf,
  orderInBatch,
  redeliveryKey,
} from '../../../src/engine/decide/keys.ts';
import { anyEvent } from './arbitraries.ts';
import { association, creation, event, note, ownerChange, ticketChange, without } from './builders.ts';

describe('batchDuplicates', () => {
  it('names the first of its kind for every one that follows', () => {
    const other = event({ messageId: 'm2' });
    expect(batchDuplicates([event(), other, event(), event(), other])).toEqual([null, null, 0, 0, 1]);
  });

  it('takes a message by its id, however HubSpot calls the event', () => {
    const older = event({ type: 'conversation.messageCreated', eventId: 9 });
    expect(batchDuplicates([event(), older])).toEqual([null, 0]);
  });

  it('takes what has no message by its event id, object by object', () => {
    const batch = [ticketChange(), ticketChange({ objectId: '9002' }), ticketChange({ attempt: 1 })];
    expect(batchDuplicates(batch)).toEqual([null, null, 0]);
  });

  it('loses nothing that names neither', () => {
    const nameless = without(ticketChange(), 'eventId');
    expect(batchDuplicates([nameless, nameless])).toEqual([null, null]);
  });

  it('loses nothing that names no object', () => {
    expect(batchDuplicates([association(), association({ fromObjectId: '9002' })])).toEqual([null, null]);
  });

  it('points back to an event that is no duplicate itself', () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 12 }), (events) => {
        const duplicates = batchDuplicates(events);
        for (const [index, first] of duplicates.entries()) {
          if (first === null) continue;
          expect(first).toBeLessThan(index);
          expect(duplicates[first]).toBeNull();
        }
      }),
    );
  });
});

describe('keysOf', () => {
  const older = event({ type: 'conversation.messageCreated', eventId: 9 });

  it('gives what repeats an earlier one of its delivery the key of that one, and any other its own', () => {
    const delivery = [ticketChange(), event(), older, event({ messageId: 'm2' })];
    const [ticket, first, second, other] = keysOf(delivery).map(({ key }) => key);
    expect(second).toBe(first);
    expect([ticket, first, other]).toEqual(
      [ticketChange(), event(), event({ messageId: 'm2' })].map(redeliveryKey),
    );
    expect(keysOf([older])[0]?.key).not.toBe(first);
  });

  it('gives each event its own lane, also one that repeats another', () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 12 }), (events) => {
        expect(keysOf(events).map(({ event: of, lane }) => [of, lane])).toEqual(
          events.map((of) => [of, laneOf(of)]),
        );
      }),
    );
  });
});

describe('redeliveryKey', () => {
  it.each<[string, WebhookEvent, string]>([
    ['a message', event(), '1|conversation.newMessage|5001|m1'],
    ['a ticket change', ticketChange(), '1|ticket.propertyChange|9001|hs_pipeline_stage|2|1793613600000'],
    ['a change to nobody', ownerChange(null), '1|conversation.propertyChange|5001|assignedTo||1793613600000'],
    ['a new conversation', creation(), '1|conversation.creation|5001|1793613600000|3814323381'],
    [
      'a portal that is not told',
      without(creation(), 'portalId'),
      '|conversation.creation|5001|1793613600000|3814323381',
    ],
  ])('%s', (_, given, key) => {
    expect(redeliveryKey(given)).toBe(key);
  });

  it('is the same for every attempt', () => {
    const again = { attempt: 3, subscriptionId: 8 };
    expect(redeliveryKey(event({ ...again, eventId: 1, occurredAt: 5 }))).toBe(redeliveryKey(event()));
    expect(redeliveryKey(ticketChange({ ...again, eventId: 1 }))).toBe(redeliveryKey(ticketChange()));
  });

  it('tells two values apart that came at the same time under one event id', () => {
    expect(redeliveryKey(ticketChange({ propertyValue: '3' }))).not.toBe(redeliveryKey(ticketChange()));
  });

  it.each<Partial<WebhookEvent>>([
    { fromObjectId: '9002' },
    { toObjectId: '102' },
    { associationType: 'TICKET_TO_COMPANY' },
    { associationRemoved: true },
    { mergedObjectIds: ['1', '2'] },
    { eventId: 5 },
    { occurredAt: 5 },
  ])('tells events apart that name no object: %j', (over) => {
    expect(redeliveryKey(association({ attempt: 4, subscriptionId: 8 }))).toBe(redeliveryKey(association()));
    expect(redeliveryKey(association(over))).not.toBe(redeliveryKey(association()));
  });

  it('is not confused by bars in names and values', () => {
    const one = ticketChange({ propertyName: 'a|b', propertyValue: 'c' });
    const other = ticketChange({ propertyName: 'a', propertyValue: 'b|c' });
    const escaped = ticketChange({ propertyName: 'a%7Cb', propertyValue: 'c' });
    expect(new Set([one, other, escaped].map(redeliveryKey)).size).toBe(3);
  });
});

describe('laneOf', () => {
  it.each<[WebhookEvent, string]>([
    [event(), 'thread:5001'],
    [creation(), 'thread:5001'],
    [ownerChange(''), 'thread:5001'],
    [ticketChange(), 'ticket:9001'],
    [note(), 'object:777'],
    [creation({ type: 'constructor.creation' }), 'constructor:5001'],
    [association(), 'ticket.associationChange:9001'],
    [without(association(), 'fromObjectId'), 'ticket.associationChange:'],
  ])('%o', (given, lane) => {
    expect(laneOf(given)).toBe(lane);
  });
});

describe('orderInBatch', () => {
  it('puts creations first, then what happened first, then what came first', () => {
    const late = event({ messageId: 'late', occurredAt: 30 });
    const early = event({ messageId: 'early', occurredAt: 10 });
    const alike = event({ messageId: 'alike', occurredAt: 10 });
    const made = creation({ occurredAt: 40 });
    expect(orderInBatch([late, early, alike, made])).toEqual([made, early, alike, late]);
  });

  it('keeps every event and leaves the given ones in place', () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 12 }), (events) => {
        const before = [...events];
        const ordered = orderInBatch(events);
        expect(events).toEqual(before);
        expect(new Set(ordered)).toEqual(new Set(events));
        expect(ordered).toHaveLength(events.length);
        expect(orderInBatch(ordered)).toEqual(ordered);
      }),
    );
  });
});
