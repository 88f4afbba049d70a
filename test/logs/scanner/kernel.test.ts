import { afterEach, expect, test, vi } from 'vitest';
import { summarize } from '../../../src/logs/analysis/summarize.ts';
import { csvReader } from '../../../src/logs/forms/csv.ts';
import type { LogReader } from '../../../src/logs/forms/form.ts';
import { readNdjsonPlainly } from '../../../src/logs/forms/ndjson.ts';
import { KeptCalls } from '../../../src/logs/kept-calls.ts';
import { Kernel } from '../../../src/logs/scanner/kernel.ts';
import { scannerOf } from '../../../src/logs/scanner/line-reader.ts';
import { tableScannerOf } from '../../../src/logs/scanner/table-reader.ts';
import { chunks } from '../forms/support.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function analysed(readerFor: (calls: KeptCalls) => LogReader, text: string) {
  const calls = new KeptCalls();
  const options = { name: 'log', map: [], isCut: () => false };
  const reading = await readerFor(calls)(chunks([Buffer.from(text)]), options, calls);
  return { reading, log: summarize(calls.tally, [], calls.leftOut) };
}

const call = (id: number) => ({ method: 'GET', path: `/crm/v3/owners/${id}`, status: 200 + 203 * (id % 2) });
const ndjson = (rowOf: (id: number) => object, count: number) =>
  Array.from({ length: count }, (_, id) => `${JSON.stringify(rowOf(id))}\n`).join('');

test('more keys than there is room for are left to the parser', async () => {
  // Each comes twice, once it is known.
  const rowOf = (id: number) => ({ ...call(id), request: { [`${id >> 1}`.padEnd(1_500, 'k')]: id } });
  const log = ndjson(rowOf, 4_000);
  expect(await analysed(scannerOf, log)).toEqual(await analysed(() => readNdjsonPlainly, log));
});

test.each([4_096, 4_097])('a table of %d columns is read as texts would be', async (width) => {
  const lineOf = (cells: unknown[]) => `${[...cells, ...Array(width - 3).fill('"x,"')].join(',')}\n`;
  const rows = Array.from({ length: 20 }, (_, id) => lineOf(Object.values(call(id))));
  const log = lineOf(['method', 'path', 'status']) + rows.join('');
  const plain = await analysed(() => csvReader(','), log);
  expect(plain.reading.calls).toBe(20);
  expect(await analysed((calls) => tableScannerOf(calls)(','), log)).toEqual(plain);
});

test('where there is no WebAssembly, or none with vectors, logs are read plainly', async () => {
  vi.spyOn(Kernel, 'create').mockReturnValue(undefined);
  const log = ndjson(call, 10);
  expect(await analysed(scannerOf, log)).toEqual(await analysed(() => readNdjsonPlainly, log));
  const table = 'status,path\n403,/crm/v3/owners/1\n';
  const fast = await analysed((calls) => tableScannerOf(calls)(','), table);
  expect(fast).toEqual(await analysed(() => csvReader(','), table));
  expect(fast.reading.calls).toBe(1);
});
