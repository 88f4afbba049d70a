import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped } from '../../src/core/grouped.ts';

const ENGLISH = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });

describe('grouped', () => {
  it('sets whole counts and parts of them as English does', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.maxSafeNat(),
          fc.integer(),
          fc.nat(12_000).map((n) => n / 8),
        ),
        (count) => {
          expect(grouped(count)).toBe(ENGLISH.format(count));
        },
      ),
    );
  });
});
