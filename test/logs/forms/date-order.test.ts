import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTime } from '../../../src/logs/fields/time.ts';
import { datesIn, decided } from '../../../src/logs/forms/date-order.ts';
import { runs } from '../../support/proof.ts';
import { chunks, outcome, read, readFixture, readText } from './support.ts';

describe('what dates say of their order', () => {
  test.each([
    ['13/02/2026 09:00,a', 'dmy'],
    ['"02/13/2026 9:00 AM"', 'mdy'],
    ['{"at":"02-13-2026"}', 'mdy'],
    ['02/03/2026;13/03/2026', 'dmy'],
    ['02/03/2026,a', undefined],
    ['13/02/2026,02/13/2026', undefined],
    ['/reports/13/02/2026,https://x.test/13/02/2026/a', undefined],
    ['2026/13/02 13.02.2026 13/14/2026 32/01/2026', undefined],
    ['11/13/26 9:00 AM,a', 'mdy'],
    ['26/11/02 09:00,26/11/20 09:00', undefined],
    ['part 13/02/26 of it', undefined],
  ])('%s: %s', (text, order) => {
    expect(decided(datesIn(text))).toBe(order);
  });
});

test('a date is read as the log writes it, or not at all', () => {
  const day = fc.integer({ min: 1, max: 31 });
  const date = fc
    .tuple(day, fc.integer({ min: 1, max: 12 }))
    .filter(([d, m]) => new Date(Date.UTC(2026, m - 1, d)).getUTCDate() === d);
  fc.assert(
    fc.property(date, fc.constantFrom('dmy', 'mdy'), ([d, m], order) => {
      const moment = Date.UTC(2026, m - 1, d, 21, 5);
      const text = `${order === 'dmy' ? `${d}/${m}` : `${m}/${d}`}/2026 9:05 PM`;
      expect(readTime(text, order as 'dmy' | 'mdy')).toBe(moment);
      expect(readTime(text)).toBe(d > 12 || d === m ? moment : undefined);
    }),
    { numRuns: runs(200) },
  );
});

const TIMES = (rows: readonly string[]) =>
  `Time,URL,Status\n${rows.map((row) => `${row},/crm/v3/owners,200\n`).join('')}`;
const FIRST = Array.from({ length: 4_000 }, () => '02/11/2026 09:00');

describe('a whole log', () => {
  const at = Date.UTC(2026, 10, 2, 9);

  test('of which one date decides, wherever it stands', async () => {
    expect(
      (await readFixture('slashes-day-first.csv')).calls.map((call) => new Date(call.at ?? 0).getUTCMonth()),
    ).toEqual([10, 10, 10, 10, 10]);
    const rows = Buffer.from(TIMES([...FIRST, '13/11/2026 09:00']));
    const source = { name: 'log', file: '/log', sizeBytes: rows.length, open: () => chunks([rows]) };
    const { file, calls } = await read(source);
    expect(calls[0]?.at).toBe(at);
    expect(file).not.toHaveProperty('undecidedDates');
  });

  test('that comes as a stream is not read twice: nothing tells', async () => {
    const { file, calls } = await readText(TIMES([...FIRST, '13/11/2026 09:00']));
    expect(file.undecidedDates).toBe(true);
    expect(calls[0]).not.toHaveProperty('at');
    expect(calls.at(-1)?.at).toBe(Date.UTC(2026, 10, 13, 9));
  });

  test('of which nothing tells but a person', async () => {
    const unsaid = await readText(TIMES(FIRST.slice(0, 2)));
    expect(unsaid.file.undecidedDates).toBe(true);
    const said = await readText(TIMES(FIRST.slice(0, 2)), { dates: 'dmy' });
    expect(said.file).not.toHaveProperty('undecidedDates');
    expect(said.calls.map((call) => call.at)).toEqual([at, at]);
    expect(await outcome(readText(TIMES(['02/13/2026 09:00']), { dates: 'dmy' }))).toEqual({
      name: 'UsageError',
      message: '--dates dmy does not fit the API-call log log: it has the date 02/13/2026.',
    });
  });
});
