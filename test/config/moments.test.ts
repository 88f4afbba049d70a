import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../src/config/moments.ts';
import { UsageError } from '../../src/files/usage-error.ts';

describe('a moment', () => {
  const now = Date.UTC(2026, 10, 22, 12);

  it.each([
    ['90s', now - 90_000],
    ['30m', now - 30 * 60_000],
    ['2h', now - 2 * 3_600_000],
    [' 7d ', now - 7 * 86_400_000],
    ['2026-11-22T10:00:00Z', Date.UTC(2026, 10, 22, 10)],
    ['2026-11-22T10:00:00.250+02:00', Date.UTC(2026, 10, 22, 8) + 250],
    ['2026-11-20', Date.UTC(2026, 10, 20)],
    ['2026-11-22T10:00', Date.UTC(2026, 10, 22, 10)],
    ['2026-11-22 10:00:30', Date.UTC(2026, 10, 22, 10, 0, 30)],
  ])('is read from %j', (text, at) => {
    expect(parseMoment(text, now)).toBe(at);
  });

  it.each(['yesterday', '', '7', '7w', '-2h', '2026', '2026-13-01', '2026-11-22T99:00'])(
    'is not read from %j',
    (text) => {
      expect(() => parseMoment(text, now)).toThrow(UsageError);
    },
  );
});
