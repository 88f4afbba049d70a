import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { seldom } from '../../../src/engine/watch/counting.ts';

let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/** Counts that take so many milliseconds each; one that is to fail says so. */
function counting(...each: readonly (number | 'fails')[]) {
  let times = 0;
  return seldom(async () => {
    const took = each[times];
    times += 1;
    if (took === 'fails') throw new Error('away');
    now += took ?? 0;
    return times;
  });
}

describe('counting a journal', () => {
  test('takes a hundredth of the time, where it takes long each time', async () => {
    const count = counting(2_000, 2_000, 2_000);
    expect(await count()).toBe(1);
    expect(await count()).toBe(2);
    now += 199_999;
    expect(await count()).toBeUndefined();
    now += 1;
    expect(await count()).toBe(3);
  });

  test('is not kept from the next one by one that took long, as where the engine slept', async () => {
    const count = counting(10, 10, 15_000, 10);
    for (const expected of [1, 2, 3, 4]) {
      expect(await count()).toBe(expected);
      now += 1_000;
    }
  });

  test('is done again at once where it failed', async () => {
    const count = counting(2_000, 2_000, 'fails', 2_000);
    await count();
    await count();
    now += 200_000;
    await expect(count()).rejects.toThrow('away');
    expect(await count()).toBe(4);
  });
});
