import { describe, expect, it } from 'vitest';
import { MOST_DELIVERIES, type Row, triggerMany } from '../../../src/engine/trigger/trigger-many.ts';

/** A row on a clock of its own, which moves only when the row waits. */
function row(options: Partial<Row>): Row & { sentAt: number[] } {
  let now = 0;
  const sentAt: number[] = [];
  return {
    count: 1,
    clock: { now: () => now },
    sleep: async (milliseconds) => {
      const due = now + milliseconds;
      await Promise.resolve();
      now = Math.max(now, due);
    },
    send: async () => {
      sentAt.push(now);
      return { status: 200, text: '' };
    },
    sentAt,
    ...options,
  };
}

it('sends every number once', async () => {
  const numbers: number[] = [];
  const { statuses } = await triggerMany(
    row({
      count: 1234,
      send: async (number) => {
        numbers.push(number);
        return { status: number % 2 === 0 ? 200 : 503, text: '' };
      },
    }),
  );
  expect(numbers.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 1234 }, (_, index) => index + 1),
  );
  expect(statuses).toEqual(
    new Map([
      [503, 617],
      [200, 617],
    ]),
  );
});

it('keeps to the rate', async () => {
  const given = row({ count: 50, rate: 20 });
  const { durationMs } = await triggerMany(given);
  expect(durationMs).toBe(49 * 50);
  for (const [index, at] of given.sentAt.entries()) expect(at).toBeGreaterThanOrEqual(index * 50);
});

it('has at most ten under way', async () => {
  let underWay = 0;
  let most = 0;
  await triggerMany(
    row({
      count: 100,
      send: async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return { status: 200, text: '' };
      },
    }),
  );
  expect(most).toBe(10);
});

it('ends with the first delivery that nobody answers', async () => {
  const failure = new Error('nobody');
  let sent = 0;
  const outcome = await triggerMany(
    row({
      count: 1000,
      send: async (number) => {
        sent += 1;
        if (number === 25) throw failure;
        return { status: 200, text: '' };
      },
    }),
  );
  expect(outcome.failure).toBe(failure);
  expect(sent).toBeLessThan(25 + 10);
  expect(outcome.statuses.get(200)).toBe(sent - 1);
});

describe('bounds', () => {
  it.each([0, -1, 1.5, Number.NaN, MOST_DELIVERIES + 1])('%d deliveries are not sent', async (count) => {
    await expect(triggerMany(row({ count }))).rejects.toThrow(RangeError);
  });

  it.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY])('%d a second is no rate', async (rate) => {
    await expect(triggerMany(row({ rate }))).rejects.toThrow(RangeError);
  });
});
