import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLogFilter, type LogFilterOptions } from '../../src/logs/analysis/filter.ts';
import { summarize } from '../../src/logs/analysis/summarize.ts';
import type { ApiCall } from '../../src/logs/fields/roles.ts';
import { KeptCalls } from '../../src/logs/kept-calls.ts';
import { anyCalls, minutes, timedCalls } from './analysis/calls.ts';

const filters: fc.Arbitrary<LogFilterOptions> = fc.constantFrom(
  {},
  { onlyErrors: true },
  { since: minutes(20) },
  { statuses: ['2xx', '403'] },
  { routes: ['owners'] },
);

/** A call, and after how many more of its kind the log is summed up in between; 0: it is not. */
const logs = fc.array(
  fc.tuple(
    fc.oneof(timedCalls, anyCalls),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.nat(4_000)), { maxLength: 4 }),
    fc.boolean(),
  ),
  { maxLength: 12 },
);

const summed = ({ tally, leftOut }: KeptCalls) => summarize(tally, [], leftOut);

test('calls that are like others are counted as if each had come by itself, also where they are summed up in between', () => {
  fc.assert(
    fc.property(filters, logs, (filter, log) => {
      const each = new KeptCalls(createLogFilter(filter));
      const alike = new KeptCalls(createLogFilter(filter));
      for (const [call, others, isSummedUp] of log) {
        const kind = alike.kindOf(call);
        each.call(call);
        alike.call(call);
        for (const [minute, durationMs] of others) {
          const other: ApiCall = { ...call, at: minutes(minute), durationMs };
          each.call(other);
          alike.again(kind, minutes(minute), durationMs);
        }
        if (isSummedUp) summed(alike);
      }
      expect(summed(alike)).toEqual(summed(each));
    }),
  );
});
