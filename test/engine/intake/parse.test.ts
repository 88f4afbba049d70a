import { describe, expect, it } from 'vitest';
import { isPanelTest, parseDelivery } from '../../../src/engine/intake/parse.ts';
import { newMessage } from './intake.ts';

const parse = (json: unknown) => parseDelivery(Buffer.from(JSON.stringify(json)));

function only(json: unknown) {
  const parsed = parse([json]);
  if ('refused' in parsed) throw new Error(parsed.refused.reason);
  return parsed.events[0];
}

function reasonFor(raw: string | Uint8Array): string {
  const parsed = parseDelivery(Buffer.from(raw as string));
  if (!('refused' in parsed)) throw new Error('It was read.');
  expect(parsed.refused.status).toBe(400);
  return parsed.refused.reason;
}

describe('an event', () => {
  it('is read with every field that the engine knows', () => {
    expect(only({ ...newMessage(4), somethingNew: { nested: [1] } })).toEqual({
      type: 'conversation.newMessage',
      objectId: '8243595013',
      occurredAt: newMessage()['occurredAt'],
      attempt: 0,
      portalId: 1020304,
      appId: 2011410,
      subscriptionId: 1870311,
      eventId: 3814323385,
      messageId: 'e4',
      messageType: 'MESSAGE',
      changeFlag: 'NEW_MESSAGE',
    });
  });

  it('has ids as texts, whether they came as numbers or texts', () => {
    expect(only({ ...newMessage(), objectId: '77', portalId: '62515', messageId: 12 })).toMatchObject({
      objectId: '77',
      portalId: 62515,
      messageId: '12',
    });
  });

  it.each([
    ['2', '2'],
    ['', ''],
    [null, null],
    [4, '4'],
    [false, 'false'],
    [undefined, undefined],
    [{}, undefined],
  ])('keeps the property value %j as %j', (propertyValue, kept) => {
    const event = only({ ...newMessage(), propertyValue });
    expect(event?.propertyValue).toBe(kept);
    expect(event !== undefined && 'propertyValue' in event).toBe(kept !== undefined);
  });

  it.each(['contact.creation', 'line_item.associationChange', 'future-thing.happened', 'object.creation'])(
    'of the type %s passes',
    (subscriptionType) => {
      expect(only({ ...newMessage(), subscriptionType })?.type).toBe(subscriptionType);
    },
  );

  it('may name its type eventType', () => {
    const { subscriptionType: eventType, ...rest } = newMessage();
    expect(only({ ...rest, eventType })?.type).toBe('conversation.newMessage');
  });

  it('counts a strange optional field as left out', () => {
    const event = only({
      ...newMessage(),
      eventId: 'soon',
      attemptNumber: -1,
      messageType: 7,
      portalId: 1.5,
    });
    expect(event).toMatchObject({ attempt: 0 });
    expect(Object.keys(event ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/eventId|messageType|portalId/)]),
    );
  });

  it('is known as the panel test by both of its ids', () => {
    const marks = [
      { eventId: 100, objectId: 123 },
      { eventId: 100, objectId: 124 },
      { eventId: 101, objectId: 123 },
    ].map((ids) => {
      const event = only({ ...newMessage(), ...ids });
      return event && isPanelTest(event);
    });
    expect(marks).toEqual([true, false, false]);
  });
});

describe('a batch', () => {
  it('is read whole and in its order', () => {
    const parsed = parse([newMessage(3), newMessage(1), newMessage(2)]);
    expect(parsed).toMatchObject({
      events: [{ messageId: 'e3' }, { messageId: 'e1' }, { messageId: 'e2' }],
      leftOut: null,
    });
  });

  it('may be empty', () => {
    expect(parse([])).toEqual({ events: [], leftOut: null });
  });

  it('keeps its good elements and says what is wrong with the others', () => {
    const { objectId: _none, ...withoutObject } = newMessage();
    expect(parse([newMessage(1), withoutObject, newMessage(2), 'canary'])).toMatchObject({
      events: [{ messageId: 'e1' }, { messageId: 'e2' }],
      leftOut:
        '2 of 4 elements could not be read and were left out: element 2 has no usable objectId, element 4 is not an object.',
    });
  });

  it('names three faults and counts the rest', () => {
    const parsed = parse([newMessage(), ...Array(500).fill(null)]);
    expect(parsed).toMatchObject({
      leftOut: expect.stringMatching(/element 4 is not an object, and 497 more\.$/),
    });
  });

  it.each([
    [{ subscriptionType: undefined }, 'has no subscriptionType'],
    [{ subscriptionType: 'newMessage' }, 'has no subscriptionType'],
    [{ subscriptionType: 'a.b\u001b[31m' }, 'has no subscriptionType'],
    [{ subscriptionType: 5 }, 'has no subscriptionType'],
    [{ objectId: null }, 'has no usable objectId'],
    [{ objectId: '' }, 'has no usable objectId'],
    [{ objectId: '../1' }, 'has no usable objectId'],
    [{ objectId: 2 ** 53 }, 'has no usable objectId'],
    [{ objectId: {} }, 'has no usable objectId'],
    [{ occurredAt: undefined }, 'has no occurredAt'],
    [{ occurredAt: '2026-11-20' }, 'has no occurredAt'],
    [{ occurredAt: -1 }, 'has no occurredAt'],
  ])('is refused when its only element has %j', (change, fault) => {
    expect(reasonFor(JSON.stringify([{ ...newMessage(), ...change }]))).toContain(`element 1 ${fault}`);
  });
});

describe('a body that is no batch', () => {
  it.each([
    ['', 'The body is empty'],
    ['{"canary":', 'The body is not JSON'],
    ['canary', 'The body is not JSON'],
    [JSON.stringify(newMessage()), 'The body is one JSON object'],
    ['"canary"', 'The body is JSON, but no array'],
    ['null', 'The body is JSON, but no array'],
    ['7', 'The body is JSON, but no array'],
  ])('%j', (raw, reason) => {
    expect(reasonFor(raw)).toContain(reason);
    expect(reasonFor(raw)).toContain('HubSpot sends a JSON array of events');
    expect(reasonFor(raw)).not.toContain('canary');
  });

  it('that is not UTF-8', () => {
    const bytes = Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]);
    expect(reasonFor(bytes)).toContain('The body is not JSON');
  });

  it('that is nested without end', () => {
    expect(reasonFor('['.repeat(200_000) + ']'.repeat(200_000))).toContain('element 1 is not an object');
  });
});
