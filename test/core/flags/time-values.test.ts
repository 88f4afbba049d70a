import { describe, expect, it } from 'vitest';
import { MOMENT, START } from '../../../src/core/flags/time-values.ts';
import { NOW, refused } from './refused.ts';

describe('a start', () => {
  it.each([
    ['7d', { agoMs: 7 * 86_400_000 }],
    ['2026-11-20', { at: Date.UTC(2026, 10, 20) }],
  ])('is read from %j, and no clock is asked', (word, start) => {
    expect(START.read(word)).toEqual(start);
  });

  it('is not read from another text', () => {
    expect(refused(START, 'yesterday')).toContain('"yesterday" is no time. It takes a span such as 90s');
  });
});

describe('a moment', () => {
  it.each([
    ['90s', NOW - 90_000],
    ['30m', NOW - 30 * 60_000],
    ['2h', NOW - 2 * 3_600_000],
    [' 7d ', NOW - 7 * 86_400_000],
    ['2026-11-22T10:00:00Z', Date.UTC(2026, 10, 22, 10)],
    ['2026-11-22T10:00:00.250+02:00', Date.UTC(2026, 10, 22, 8) + 250],
    ['2026-11-20', Date.UTC(2026, 10, 20)],
    ['2026-11-22T10:00', Date.UTC(2026, 10, 22, 10)],
    ['2026-11-22 10:00:30', Date.UTC(2026, 10, 22, 10, 0, 30)],
  ])('is read from %j', (word, at) => {
    expect(MOMENT.read(word, NOW)).toBe(at);
  });

  it.each(['yesterday', '', '7', '7w', '-2h', '2026', '2026-13-01', '2026-11-22T99:00'])(
    'is not read from %j',
    (word) => {
      expect(refused(MOMENT, word)).toContain(`"${word}" is no time. It takes a span such as 90s`);
    },
  );
});
