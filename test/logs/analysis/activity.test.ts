import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Activity } from '../../../src/logs/analysis/activity.ts';
import { MINUTE, START } from './calls.ts';

const HOUR = 60 * MINUTE;

interface Event {
  at: number;
  status: number;
  /** Whether the token was taken for a call that was refused. */
  isOfScope: boolean;
  /** Whether it counts nowhere. */
  isPassedOver: boolean;
}

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.record({
    at: fc.nat(300).map((seconds) => START + seconds * 1_000),
    status: fc.constantFrom(200, 204, 304, 401, 403, 404, 429, 500, 503),
    isOfScope: fc.boolean(),
    isPassedOver: fc.boolean(),
  }),
);

const isSuccess = ({ status }: Event) => status < 300;
const isAccepted = (event: Event) => isSuccess(event) || (event.status === 403 && event.isOfScope);

function told(all: readonly Event[]) {
  const activity = new Activity();
  for (const event of all) {
    if (event.isPassedOver) {
      if (isSuccess(event)) activity.passOver(event.at);
      continue;
    }
    activity.count(event.at, event.status);
    if (!isSuccess(event) && isAccepted(event)) activity.accept(event.at);
  }
  return activity.inOrder();
}

/** The same, minute by minute, as one says it. */
function expected(all: readonly Event[]) {
  const counts = ({ isPassedOver, ...event }: Event) => !isPassedOver || event.status < 300;
  const minutes = [...Map.groupBy(all.filter(counts), ({ at }) => Math.floor(at / MINUTE))]
    .sort(([one], [other]) => one - other)
    .map(([minute, same]) => {
      const counted = same.filter(({ isPassedOver }) => !isPassedOver);
      const of = (...statuses: number[]) => counted.filter(({ status }) => statuses.includes(status)).length;
      const times = (wanted: (event: Event) => boolean) => same.filter(wanted).map(({ at }) => at);
      return {
        startsAt: minute * MINUTE,
        calls: counted.length,
        refused: of(401, 403, 404),
        rateLimited: of(429),
        failed: of(500, 503),
        firstSuccess: Math.min(...times(isSuccess)),
        lastSuccess: Math.max(...times(isSuccess)),
        firstAccepted: Math.min(...times(isAccepted)),
        lastAccepted: Math.max(...times(isAccepted)),
      };
    });
  const names = ['startsAt', 'calls', 'refused', 'rateLimited', 'failed'] as const;
  const times = ['firstSuccess', 'lastSuccess', 'firstAccepted', 'lastAccepted'] as const;
  const columns = [...names, ...times].map((name) => [
    name,
    Float64Array.from(minutes.map((minute) => minute[name])),
  ]);
  return { width: MINUTE, ...Object.fromEntries(columns) };
}

test('each minute is told as its calls are, whatever their order', () => {
  fc.assert(
    fc.property(events, (all) => {
      expect(told(all)).toEqual(expected(all));
    }),
  );
});

test('more minutes than are told apart are told by the hour, and none is lost', () => {
  const hours = 1_000;
  const every = Array.from({ length: hours * 60 }, (_, minute) => ({
    at: START + minute * MINUTE,
    status: minute % 60 === 0 ? 429 : 200,
    isOfScope: false,
    isPassedOver: false,
  }));
  const { width, startsAt, calls, rateLimited, firstSuccess, lastSuccess } = told(every.toReversed());
  expect(width).toBe(HOUR);
  expect([startsAt.length, startsAt[0]]).toEqual([hours, START]);
  expect(calls.every((count) => count === 60)).toBe(true);
  expect(rateLimited.every((count) => count === 1)).toBe(true);
  expect([firstSuccess[7], lastSuccess[7]]).toEqual([START + 7 * HOUR + MINUTE, START + 8 * HOUR - MINUTE]);
});
