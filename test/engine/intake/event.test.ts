import { describe, expect, it } from 'vitest';
import { isPanelTest, readEvent } from '../../../src/engine/intake/event.ts';
import { newMessage } from './intake.ts';

function only(json: unknown) {
  const read = readEvent(JSON.parse(JSON.stringify(json)));
  if ('fault' in read) throw new Error(read.fault);
  return read.event;
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

  it.each([
    'contact.creation',
    'line_item.associationChange',
    'future-thing.happened',
    'object.creation',
    'new.kind.ofEvent',
  ])('of the type %s passes', (subscriptionType) => {
    expect(only({ ...newMessage(), subscriptionType })?.type).toBe(subscriptionType);
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'an association',
      {
        fromObjectId: '57774743',
        toObjectId: '1401',
        associationType: 'TICKET_TO_CONTACT',
        associationRemoved: false,
      },
    ],
    ['a merge', { primaryObjectId: '7', mergedObjectIds: ['8', '9'], newObjectId: '10' }],
  ])('about more than one object is read as one: %s', (_, about) => {
    const { objectId: _none, ...rest } = newMessage();
    expect(only({ ...rest, ...about })).toMatchObject(about);
    expect(only({ ...rest, ...about })).not.toHaveProperty('objectId');
  });

  it.each([
    ['objectId', null],
    ['objectId', ''],
    ['objectId', '../1'],
    ['objectId', 2 ** 53],
    ['objectId', {}],
    ['occurredAt', undefined],
    ['occurredAt', '2026-11-20'],
    ['occurredAt', -1],
    ['occurredAt', 9e15],
    ['messageId', '\ud800'],
    ['messageId', null],
    ['mergedObjectIds', [null]],
  ])('whose %s is %j is one all the same, without it', (field, value) => {
    expect(only({ ...newMessage(), [field]: value })).not.toHaveProperty(field);
  });

  it.each([
    [{ subscriptionType: undefined }],
    [{ subscriptionType: null }],
    [{ subscriptionType: 'newMessage' }],
    [{ subscriptionType: 'a.' }],
    [{ subscriptionType: 'a.b\u001b[31m' }],
    [{ subscriptionType: `a.${'b'.repeat(127)}` }],
    [{ subscriptionType: 5 }],
  ])('is none without a type: %j', (change) => {
    expect(readEvent({ ...newMessage(), ...change })).toEqual({
      fault: 'has no subscriptionType like conversation.newMessage',
    });
  });

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
