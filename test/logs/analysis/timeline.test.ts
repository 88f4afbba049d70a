import { expect, test } from 'vitest';
import { analysed, call, MINUTE } from './calls.ts';

/** How long a log is and the step that it is told by, both in minutes. */
test.each([
  [1, 1],
  [120, 1],
  [121, 5],
  [600, 5],
  [601, 15],
  [1_800, 15],
  [1_801, 30],
  [3_600, 30],
  [3_601, 60],
  [7_200, 60],
  [7_201, 180],
])('a log of %d minutes is told in steps of %d, which are at most 120', (length, step) => {
  const { timeline } = analysed([call(200, 0), call(200, length - 1)]);
  expect(timeline?.stepMs).toBe(step * MINUTE);
  expect(timeline?.calls).toHaveLength(Math.ceil(length / step));
});
