/** Whether a call succeeded between two refusals: what a run of 401, or a rate limit, ends by. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Activity } from '../../../src/logs/analysis/activity.ts';
import { acceptedTimes, successTimes } from '../../../src/logs/analysis/successes.ts';
import { runs } from '../../support/proof.ts';
import { MINUTE, minutes } from './calls.ts';

/** One call a minute at most, so that each is the first of its minute and the last. */
const calls = fc.uniqueArray(
  fc.record({
    minute: fc.nat(12),
    // Few seconds, so that calls often stand on the very moment that is asked for.
    second: fc.nat(2),
    outcome: fc.constantFrom('succeeded', 'accepted', 'refused'),
  }),
  { selector: ({ minute }) => minute },
);
const moment = fc
  .record({ minute: fc.nat(12), second: fc.nat(2) })
  .map(({ minute, second }) => minutes(minute) + second * 1_000);

test('a call between two moments is seen, also on the first of them and on the last', () => {
  fc.assert(
    fc.property(calls, moment, moment, (all, one, other) => {
      const activity = new Activity();
      for (const { minute, second, outcome } of all) {
        const at = minutes(minute) + second * 1_000;
        activity.count(at, outcome === 'succeeded' ? 200 : 403);
        if (outcome === 'accepted') activity.accept(at);
      }
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const isBetween = (...outcomes: string[]) =>
        all.some(({ minute, second, outcome }) => {
          const at = minutes(minute) + second * 1_000;
          return outcomes.includes(outcome) && from <= at && at <= to;
        });
      const inOrder = activity.inOrder();
      expect(inOrder.width).toBe(MINUTE);
      expect(successTimes(inOrder)(from, to)).toBe(isBetween('succeeded'));
      expect(acceptedTimes(inOrder)(from, to)).toBe(isBetween('succeeded', 'accepted'));
    }),
    { numRuns: runs(1_000) },
  );
});
