import fc from 'fast-check';
import { USUAL, usualOf, WRITTEN_VALUES, withId } from './rows.ts';

/** What stands in a cell, beside the values that JSON has. */
const CELLS: Record<string, readonly string[]> = {
  durationMs: ['0,12', '12,5', '1,234', '"1"', '1.50'],
  url: ['n/ab', 'null', 'https://api.hubapi.com/crm/v3/owners/7001?a="b"', '/crm/v3/owners/7001;x', '/a,b/1'],
  time: ['22.11.2026 21:34:40', '2026-11-22 21:34:40.123', '11/22/26 21:34'],
  note: ['a\nb', 'a\r\nb', '""', 'a "quoted" word', ' ', 'gr\xf6\xdfe', '"', ';,\t|'],
};

/** Of a JSON value, its text. */
function textOf(value: string): string {
  try {
    const read: unknown = JSON.parse(value);
    return read === null ? '' : typeof read === 'string' ? read : value;
  } catch {
    return value;
  }
}

const COLUMNS = Object.keys(WRITTEN_VALUES).filter((key) => /^[\w.]+$/.test(key));

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const asNeeded = (text: string) => (/[",;|\t\n\r]/.test(text) ? quoted(text) : text);
/** Not as RFC 4180 has it. */
const carelessly = (text: string) => (text.length % 3 === 0 ? `"${text}"` : text);

/** Rows that are none, or have too much or too little in them. */
const LINES = ['', ' ', '"', '""', ',', ';;;;;;;;;;;;;', 'a', '"a"b', '"a\nb"', 'sep=;', '\xff'];

const writer = fc.record({
  columns: fc
    .tuple(
      fc.constantFrom(['time'], ['ts', 'time'], []),
      fc.constantFrom(['path'], ['url'], ['url', 'path']),
      fc.constantFrom(['status'], ['code', 'status']),
      fc.constantFrom(['durationMs'], ['elapsed_s'], []),
      fc.subarray(COLUMNS, { maxLength: 4 }),
    )
    .map((columns) => [...new Set(['method', ...columns.flat()])])
    .chain((columns) => fc.shuffledSubarray(columns, { minLength: columns.length })),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  quote: fc.constantFrom(quoted, asNeeded, asNeeded, carelessly),
  usual: USUAL,
  /** For each column: of a hundred values, so many are unusual. */
  unusual: fc.array(fc.constantFrom(0, 0, 0, 0, 10, 100), { minLength: 12, maxLength: 12 }),
});
type Writer = typeof writer extends fc.Arbitrary<infer Value> ? Value : never;

function rowOf({ columns, delimiter, lineEnd, quote, usual, unusual }: Writer): fc.Arbitrary<string> {
  const drawn = fc.array(fc.tuple(fc.nat(99), fc.nat(1_000), fc.nat(99_999)), {
    minLength: columns.length,
    maxLength: columns.length,
  });
  return drawn.map((draws) => {
    const cells = columns.map((column, index) => {
      const [chance = 0, which = 0, id = 0] = draws[index] ?? [];
      const all = [...(WRITTEN_VALUES[column] ?? []).map(textOf), ...(CELLS[column] ?? [])];
      const isUnusual = chance < (unusual[index] ?? 0);
      const value = isUnusual ? all[which % all.length] : textOf(usualOf(column, usual + (which % 2)));
      return quote(withId(value ?? '', id));
    });
    return `${cells.join(delimiter)}${lineEnd}`;
  });
}

/** A table as bytes, with its delimiter. Letters above ASCII are written as one byte, so they are broken UTF-8. */
export const table: fc.Arbitrary<{ bytes: Uint8Array; delimiter: string }> = writer.chain((written) =>
  fc
    .tuple(
      fc.array(
        fc.oneof(
          { weight: 15, arbitrary: rowOf(written) },
          { weight: 1, arbitrary: fc.constantFrom(...LINES).map((line) => `${line}${written.lineEnd}`) },
        ),
        { maxLength: 60, size: 'max' },
      ),
      fc.nat(30),
    )
    .map(([rows, cut]) => {
      const header = `${written.columns.map(written.quote).join(written.delimiter)}${written.lineEnd}`;
      const bytes = Buffer.from(header + rows.join(''), 'latin1');
      return { bytes: bytes.subarray(0, cut > 9 ? undefined : -cut - 1), delimiter: written.delimiter };
    }),
);
