import { afterEach, expect, test, vi } from 'vitest';
import { latenessOf } from '../../src/console/api/lateness.ts';

const MINUTE = 60_000;

afterEach(() => vi.useRealTimers());

test('is told at first, then where it is another, and asked once a second at most', async () => {
  vi.useFakeTimers({ now: 100 * MINUTE });
  const oldestOpen = vi.fn(async (): Promise<number | null> => 96 * MINUTE);
  const lateness = latenessOf({ oldestOpen });
  expect(await lateness()).toBeNull();
  expect(await lateness()).toBeUndefined();
  expect(oldestOpen).toHaveBeenCalledTimes(1);
  const told: (string | null | undefined)[] = [];
  for (let seconds = 0; seconds < 240; seconds += 1) {
    vi.advanceTimersByTime(1_000);
    told.push(await lateness());
  }
  expect(told.filter((said) => said !== undefined)).toEqual([
    ...[5, 6, 7].map((minutes) => expect.stringContaining(`has waited ${minutes} min`)),
    expect.stringContaining('has waited 8 min'),
  ]);
  oldestOpen.mockResolvedValue(null);
  vi.advanceTimersByTime(1_000);
  expect(await lateness()).toBeNull();
});
