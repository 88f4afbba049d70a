import { expect, test } from 'vitest';
import { serverClock } from '../../src/hubspot/server-clock.ts';
import type { JsonApi } from '../../src/wire/json-api.ts';

const HERE = Date.parse('2026-11-20T10:00:00.000Z');
const THERE = '2026-11-19T08:30:00.000Z';

function answering(status: number, date: string | undefined): JsonApi {
  const headers = date === undefined ? {} : { date: new Date(date).toUTCString() };
  return async () => ({ status, headers, body: '{}' }) as never;
}

test.each<[string, number, string | undefined, number]>([
  ['what an answer tells', 200, THERE, Date.parse(THERE)],
  ['this machine where an answer tells nothing', 200, undefined, HERE],
  ['this machine where somebody else may have answered', 502, THERE, HERE],
])('goes by %s, and runs on with this machine', async (_, status, date, told) => {
  let now = HERE;
  const clock = serverClock({ now: () => now });
  expect(clock.now()).toBe(HERE);
  await clock.readBy(answering(status, date))({ path: '/' });
  expect(clock.now()).toBe(told);
  now += 60_000;
  expect(clock.now()).toBe(told + 60_000);
});
