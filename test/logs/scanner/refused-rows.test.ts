import { describe, expect, test } from 'vitest';
import type { LogReader } from '../../../src/logs/forms/form.ts';
import type { AlikeSink } from '../../../src/logs/scanner/alike-calls.ts';
import { scannerOf } from '../../../src/logs/scanner/line-reader.ts';
import { tableScannerOf } from '../../../src/logs/scanner/table-reader.ts';
import { chunks } from '../forms/support.ts';

const ROWS = 100;

const call = (id: number) => ({
  method: 'GET',
  url: `https://api.hubapi.com/crm/v3/owners/${id}`,
  status: 403,
});
const answer = (id: number, message = 'No.') => {
  const correlationId = `00000000-0000-4000-8000-${100_000_000_000 + id}`;
  return { message, correlationId, category: 'MISSING_SCOPES' };
};
const text = (id: number, message?: string) => JSON.stringify(answer(id, message));

/** How the answers to a hundred refused calls are kept, and how many of their rows it takes to know the others. */
const WRITERS: [name: string, most: number, rowOf: (id: number) => object][] = [
  ['not at all', 2, call],
  ['as text', 3, (id) => ({ ...call(id), responseBody: text(id) })],
  ['as an object', 3, (id) => ({ ...call(id), responseBody: answer(id) })],
  ['as text within text', 3, (id) => ({ ...call(id), responseBody: JSON.stringify(text(id)) })],
  ['in two columns', 3, (id) => ({ ...call(id), errorType: 'MISSING_SCOPES', responseBody: text(id) })],
  ['beside other words', 3, (id) => ({ ...call(id), msg: `GET ${id}`, responseBody: text(id) })],
  ['as words that say nothing', 3, (id) => ({ ...call(id), msg: 'request failed' })],
  ['each in its own words', ROWS, (id) => ({ ...call(id), responseBody: text(id, `No ${id}.`) })],
  ['in words that may be an answer', ROWS, (id) => ({ ...call(id), msg: text(id) })],
];

const cellOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const lineOf = (cells: unknown[]) =>
  `${cells.map((cell) => `"${cellOf(cell).replaceAll('"', '""')}"`).join(',')}\n`;

async function parsedOf(readerFor: (sink: AlikeSink<null>) => LogReader, lines: readonly string[]) {
  const seen = { parsed: 0, alike: 0 };
  const sink = {
    call: () => {
      seen.parsed += 1;
    },
    kindOf: () => null,
    again: () => {
      seen.alike += 1;
    },
  };
  const options = { name: 'log', map: [], isCut: () => false };
  await readerFor(sink)(chunks([Buffer.from(lines.join(''))]), options, sink);
  expect(seen.parsed + seen.alike).toBe(ROWS);
  return seen.parsed;
}

describe.each(WRITERS)('refused calls whose answers are kept %s', (_, most, rowOf) => {
  const rows = Array.from({ length: ROWS }, (_, id) => rowOf(id));

  test('one object a line', async () => {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
    expect(await parsedOf(scannerOf, lines)).toBe(most);
  });

  test('in a table', async () => {
    const lines = [Object.keys(rows[0] ?? {}), ...rows.map(Object.values)].map(lineOf);
    // The header tells the columns before the first row.
    expect(await parsedOf((sink) => tableScannerOf(sink)(','), lines)).toBe(most === ROWS ? ROWS : most - 1);
  });
});
