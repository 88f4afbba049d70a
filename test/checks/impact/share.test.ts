import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalOf } from '../../../checks/impact/interval.ts';
import { spread } from '../../../checks/impact/sample.ts';
import { type Case, shareOf } from '../../../checks/impact/share.ts';
import { runs } from '../../support/proof.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString();

/** One conversation a minute; `x` is hit. */
function run(pattern: string, over: Partial<Case> = {}): Case[] {
  return [...pattern].map((sign, minute) => ({
    threadId: String(minute),
    at: at(minute),
    channel: 'hubspot-email',
    hit: sign === 'x',
    ...over,
  }));
}

describe('a share', () => {
  it('counts those that are hit, with the first, the last and the newest three', () => {
    expect(shareOf(run('.x..x.x.x'))).toEqual({
      of: 9,
      hit: 4,
      firstAt: at(1),
      lastAt: at(8),
      places: [{ channel: 'hubspot-email', of: 9, hit: 4 }],
      examples: ['8', '6', '4'],
    });
  });

  it('tells places apart by channel and inbox, those that are hit most first', () => {
    const cases = [
      ...run('..', { inbox: '1' }),
      ...run('x.', { inbox: '2' }),
      ...run('xx', { channel: 'hubspot-chat', inbox: '2' }),
    ];
    expect(shareOf([...cases, ...run('.')]).places).toStrictEqual([
      { channel: 'hubspot-chat', inbox: '2', of: 2, hit: 2 },
      { channel: 'hubspot-email', inbox: '2', of: 2, hit: 1 },
      { channel: 'hubspot-email', inbox: '1', of: 2, hit: 0 },
      { channel: 'hubspot-email', of: 1, hit: 0 },
    ]);
  });

  it.each<[string, string, string | undefined, number?]>([
    ['well before and hit since', '......xxxx', 'hit', 6],
    ['with one exception among many', '...........x..........xxxxx', 'hit', 22],
    ['hit before and well since', 'xxxx....', 'well', 4],
    ['hit now and then', '..x...x...x..', undefined],
    ['all hit', 'xxxxxxxx', undefined],
    ['none hit', '........', undefined],
    ['too few since', '........xx', undefined],
    ['too few before', '..xxxxxxxx', undefined],
    ['half of them since', '......x.x.x.x.', undefined],
  ])('finds where it changed over: %s', (_, pattern, to, index) => {
    const { turn } = shareOf(run(pattern));
    expect(turn?.to).toBe(to);
    if (index === undefined) return;
    expect(turn).toMatchObject({ lastBefore: at(index - 1), firstSince: at(index) });
  });

  it('puts no change between two conversations of the same moment', () => {
    const cases = run('....xxxx').map((each) => ({ ...each, at: at(0) }));
    expect(shareOf(cases).turn).toBeUndefined();
    const together = run('...xxx').map((each, index) => ({ ...each, at: at(index === 3 ? 2 : index) }));
    expect(shareOf(together).turn).toBeUndefined();
  });

  it('is the same in whatever order the conversations come', () => {
    const pattern = fc.array(fc.constantFrom('.', 'x'), { maxLength: 40 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(pattern, fc.infiniteStream(fc.nat()), (signs, numbers) => {
        const cases = run(signs);
        const keys = new Map(cases.map((each) => [each, numbers.next().value]));
        const shuffled = [...cases].sort((one, other) => Number(keys.get(one)) - Number(keys.get(other)));
        expect(shareOf(shuffled)).toEqual(shareOf(cases));
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('the interval of a sample', () => {
  // Wilson's interval as statistics packages give it.
  it.each([
    [0, 10, 0, 0.278],
    [10, 10, 0.722, 1],
    [5, 10, 0.237, 0.763],
    [12, 87, 0.081, 0.226],
  ])('of %i among %i', (hit, of, low, high) => {
    const [from, to] = intervalOf(hit, of);
    expect(from).toBeCloseTo(low, 3);
    expect(to).toBeCloseTo(high, 3);
  });

  it('says nothing of nobody', () => {
    expect(intervalOf(0, 0)).toEqual([0, 1]);
  });
});

describe('a sample', () => {
  it('takes each item once, and all where there are few', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.integer({ min: 1, max: 200 }), (length, most) => {
        const items = Array.from({ length }, (_, index) => index);
        const sample = spread(items, most);
        expect(new Set(sample).size).toBe(sample.length);
        expect(sample.length).toBe(Math.min(length, most));
      }),
      { numRuns: runs(500) },
    );
  });

  it('is spread over the whole however early one stops', () => {
    const items = Array.from({ length: 1000 }, (_, index) => index);
    for (const looked of [4, 16, 50]) {
      const quarters = spread(items)
        .slice(0, looked)
        .map((item) => Math.floor(item / 250));
      expect(new Set(quarters)).toEqual(new Set([0, 1, 2, 3]));
    }
  });
});
