import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Pauses } from '../../src/run/while-waiting.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
});

/** Longer than any pause has to be. */
const A_WHILE_MS = 1000;

test('work is done once in each pause, in so many of them, and in none where one thing follows another', () => {
  const work = vi.fn(async () => {});
  const pauses = new Pauses(2, work);
  for (let answers = 0; answers < 100; answers += 1) {
    vi.advanceTimersByTime(5);
    pauses.stir();
  }
  expect(work).toHaveBeenCalledTimes(0);
  for (const done of [1, 2, 2]) {
    vi.advanceTimersByTime(A_WHILE_MS);
    expect(work).toHaveBeenCalledTimes(done);
    pauses.stir();
  }
});

test('nothing is done any more once all has come, and what goes wrong does not show', async () => {
  const work = vi.fn(() => Promise.reject(new Error('broken')));
  const pauses = new Pauses(2, work);
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  pauses.stir();
  pauses.end();
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  expect(work).toHaveBeenCalledTimes(1);
});
