import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLogFilter, type LogFilterOptions } from '../../../src/logs/analysis/filter.ts';
import { summarize } from '../../../src/logs/analysis/summarize.ts';
import type { DateOrder } from '../../../src/logs/fields/time.ts';
import { csvReader } from '../../../src/logs/forms/csv.ts';
import type { LogReader } from '../../../src/logs/forms/form.ts';
import { KeptCalls } from '../../../src/logs/kept-calls.ts';
import { tableScannerOf } from '../../../src/logs/scanner/table-reader.ts';
import { runs } from '../../support/proof.ts';
import { chunks, cutAt } from '../forms/support.ts';
import { table } from './tables.ts';

const FILTERS: LogFilterOptions[] = [
  {},
  { routes: ['owners'] },
  { statuses: ['200', '403'] },
  { onlyErrors: true },
];

interface Given {
  bytes: readonly Uint8Array[];
  filter?: LogFilterOptions;
  dates?: DateOrder | undefined;
}

async function analysed(readerFor: (calls: KeptCalls) => LogReader, { bytes, filter = {}, dates }: Given) {
  const calls = new KeptCalls(createLogFilter(filter));
  const options = { name: 'log', map: [], isCut: () => false, ...(dates && { dates }) };
  try {
    const reading = await readerFor(calls)(chunks(bytes), options, calls);
    return { reading, log: summarize(calls.tally, [], calls.leftOut) };
  } catch (error) {
    return { refused: String(error) };
  }
}

test('whatever stands in a table, and however it is cut, the bytes are read as texts would be', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.array(fc.nat(), { maxLength: 5 }),
      fc.constantFrom(...FILTERS),
      fc.constantFrom(undefined, 'dmy' as const, 'mdy' as const),
      async ({ bytes, delimiter }, cuts, filter, dates) => {
        const plain = await analysed(() => csvReader(delimiter), { bytes: [bytes], filter, dates });
        const given = { bytes: cutAt(bytes, cuts), filter, dates };
        expect(await analysed((calls) => tableScannerOf(calls)(delimiter), given)).toEqual(plain);
      },
    ),
    { numRuns: runs(3_000) },
  );
});

test('rows of any bytes are cut as texts would be', async () => {
  const piece = fc.constantFrom(
    ...['200', '403', '/crm/v3/a', '"', '""', ',', ',', '\n', '\r\n', '\r', '\xe9', '\0', ' '],
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 40 }),
      fc.array(fc.nat(), { maxLength: 5 }),
      async (pieces, cuts) => {
        const bytes = Buffer.from(`Status,URL\n${pieces.join('')}`, 'latin1');
        const plain = await analysed(() => csvReader(','), { bytes: [bytes] });
        expect(await analysed((calls) => tableScannerOf(calls)(','), { bytes: cutAt(bytes, cuts) })).toEqual(
          plain,
        );
      },
    ),
    { numRuns: runs(10_000) },
  );
});

const USUAL: Record<string, [delimiter: string, header: string, rowOf: (id: number) => string]> = {
  'an export': [
    ',',
    'Request time,Method,Request URL,Response code,Duration (ms),Response body\n',
    (id) =>
      `2026-11-22T21:34:40.${100 + id}Z,GET,/crm/v3/owners/${id},200,${id},"{\n ""id"": ""${id}""\n}"\n`,
  ],
  "a spreadsheet's": [
    ';',
    'Date;Verb;URL;HTTP status;Duration (s)\r\n',
    (id) =>
      `2026-11-22 21:34:40.${100 + id};PATCH;https://api.hubapi.com/crm/v3/owners/A-${id};204;0,${10 + (id % 90)}\r\n`,
  ],
  'all in quotes': [
    '\t',
    '"at"\t"path"\t"status"\n',
    (id) => `"${1_795_383_280_000 + id}"\t"/crm/v3/owners/${id}?a=1"\t"204"\n`,
  ],
};

test.each(Object.entries(USUAL))(
  'rows as they are usual are read from their bytes: %s',
  async (_, [delimiter, header, rowOf]) => {
    const rows = Array.from({ length: 100 }, (_, id) => rowOf(id));
    const count = { parsed: 0, scanned: 0 };
    const sink = {
      call: () => {
        count.parsed += 1;
      },
      kindOf: () => null,
      again: () => {
        count.scanned += 1;
      },
    };
    const options = { name: 'log', map: [], isCut: () => false };
    await tableScannerOf(sink)(delimiter)(chunks([Buffer.from(header + rows.join(''))]), options, sink);
    expect(count).toEqual({ parsed: 1, scanned: 99 });
  },
);

test('a row of more than four megabytes is told and passed over, wherever the bytes are cut', async () => {
  const row = '200,/crm/v3/owners/1\n';
  const long = Buffer.from(`Status,URL\n${row}403,"${'x\n'.repeat(2 * 1024 * 1024)}\n,"\n${row}no,no\n`);
  const plain = await analysed(() => csvReader(','), { bytes: [long] });
  expect(plain.reading?.badRows.first[0]).toMatchObject({ line: 3 });
  for (const cuts of [[], [100], [3_000_000, 4_200_000], [long.length - 80, long.length - 20]]) {
    expect(await analysed((calls) => tableScannerOf(calls)(','), { bytes: cutAt(long, cuts) })).toEqual(
      plain,
    );
  }
});
