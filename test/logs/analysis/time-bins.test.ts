import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BinKind, binAt, createBins, sortedBins } from '../../../src/logs/analysis/time-bins.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Count {
  calls: number;
}

const FEW: BinKind<Count> = {
  most: 5,
  create: () => ({ calls: 0 }),
  absorb(into, from) {
    into.calls += from.calls;
  },
};

function counted(times: readonly number[]) {
  const bins = createBins<Count>();
  for (const at of times) binAt(bins, FEW, at).calls += 1;
  return bins;
}

const told = (bins: ReturnType<typeof counted>) => ({ width: bins.width, bins: sortedBins(bins) });

it('counts by the minute as long as there are few of them', () => {
  expect(told(counted([MINUTE, 3 * MINUTE + 5, MINUTE + 59_999]))).toEqual({
    width: MINUTE,
    bins: [
      { startsAt: MINUTE, bin: { calls: 2 } },
      { startsAt: 3 * MINUTE, bin: { calls: 1 } },
    ],
  });
});

it('counts by the hour when there are more', () => {
  expect(told(counted([0, 1, 2, 3, 4, 60].map((minute) => minute * MINUTE)))).toEqual({
    width: HOUR,
    bins: [
      { startsAt: 0, bin: { calls: 5 } },
      { startsAt: HOUR, bin: { calls: 1 } },
    ],
  });
});

const times = fc.array(
  fc
    .tuple(fc.constantFrom(MINUTE, HOUR, 24 * HOUR, 300 * 24 * HOUR), fc.nat(8))
    .map(([unit, count]) => unit * count),
  { maxLength: 30 },
);

it('has bins of the same width whatever the order, and loses no call', () => {
  const shuffled = times.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
  );
  fc.assert(
    fc.property(shuffled, ([some, others]) => {
      expect(told(counted(others))).toEqual(told(counted(some)));
      expect(sortedBins(counted(some)).reduce((sum, { bin }) => sum + bin.calls, 0)).toBe(some.length);
    }),
  );
});
