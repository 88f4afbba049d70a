import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRow, createCsvTable } from '../../../src/logs/forms/csv-table.ts';
import { runs } from '../../support/proof.ts';
import { cutAt } from './support.ts';

function cut(bytes: readonly Uint8Array[], delimiter: string) {
  const rows: CsvRow[] = [];
  const table = createCsvTable(
    delimiter,
    (row) => rows.push(row),
    (line, reason) => expect({ line, reason }).toBeUndefined(),
  );
  for (const chunk of bytes) table.write(chunk);
  const { last, inQuotes } = table.end();
  if (last !== undefined) rows.push(last);
  return { rows: rows.map(({ cells }) => cells), lines: rows.map(({ line }) => line), inQuotes };
}

/** Cells as a well-known library cuts them. */
function parsed(bytes: Uint8Array, delimiter: string): string[][] {
  return parse(Buffer.from(bytes), {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as unknown as string[][];
}

const PIECES = [
  'a',
  'é',
  '😀',
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\\',
  '\t',
  '"a,b"',
  '"a\nb"',
  ',"',
  '",',
];

test('rows are cut as csv-parse cuts them, however the bytes come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }),
      fc.constantFrom(',', ';', '\t'),
      fc.array(fc.nat(), { maxLength: 5 }),
      (pieces, delimiter, cuts) => {
        const bytes = Buffer.from(pieces.join(''));
        const whole = cut([bytes], delimiter);
        expect(cut(cutAt(bytes, cuts), delimiter)).toEqual(whole);
        fc.pre(!whole.inQuotes);
        expect(whole.rows).toEqual(parsed(bytes, delimiter));
      },
    ),
    { numRuns: runs(20_000) },
  );
});
