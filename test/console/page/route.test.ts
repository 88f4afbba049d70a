import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashOf, NO_FILTER, type Place, placeIn } from '../../../src/console/page/route.ts';

const text = fc.string({ unit: 'binary' }).filter((word) => word.isWellFormed());
const filter = fc.record({ text, status: text, reason: text });
const event = fc.integer({ min: 1, max: 2 ** 40 });
const lane = text.filter((word) => word !== '');
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ view: fc.constant('events' as const), filter }),
  fc.record({ view: fc.constant('events' as const), event, filter }),
  fc.record({ view: fc.constant('conversations' as const), filter }),
  fc.record({ view: fc.constant('conversations' as const), lane, filter }),
  fc.record({ view: fc.constant('conversations' as const), lane, event, filter }),
);

it('leads back to the place that an address was made of, whatever stands in it', () => {
  fc.assert(
    fc.property(place, (each) => {
      expect(placeIn(hashOf(each))).toEqual(each);
    }),
  );
});

it('takes any text for an address', () => {
  fc.assert(
    fc.property(fc.string(), (word) => {
      expect(placeIn(`#${word}`).view).toMatch(/^(?:conversations|events)$/);
    }),
  );
});

it('has addresses that a person can read', () => {
  const where: Place = { view: 'conversations', lane: 'thread:8243595013', event: 12, filter: NO_FILTER };
  expect(hashOf(where)).toBe('#/conversations/thread%3A8243595013/12');
  expect(hashOf({ view: 'events', filter: { ...NO_FILTER, status: 'failed', text: 'new message' } })).toBe(
    '#/events?q=new+message&status=failed',
  );
});
