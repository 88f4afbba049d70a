import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { summarize } from '../../../src/logs/analysis/summarize.ts';
import { Tally } from '../../../src/logs/analysis/tally.ts';
import { cutAtLines, type PartRead, readPart } from '../../../src/logs/parts/part.ts';
import { joinLines } from '../../../src/logs/parts/read-in-parts.ts';
import { runs } from '../../support/proof.ts';
import { ndjson } from '../scanner/rows.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-'));
  file = join(folder, 'log.ndjson');
});
afterAll(() => rm(folder, { recursive: true }));

const WHOLE = { from: 0, to: Number.POSITIVE_INFINITY };
const row = (id: number) =>
  `{"method":"GET","path":"/crm/v3/owners/${id}","status":200,"time":"2026-11-22T21:34:40Z"}`;

function read(part: { from: number; to: number }): PartRead {
  return readPart({ ...part, file, map: [], filter: {} }, () => {});
}

function joined(parts: readonly PartRead[]) {
  const tally = new Tally();
  for (const part of parts) tally.merge(part.tally);
  return { reading: joinLines(parts.map(({ lines }) => lines)), log: summarize(tally, [], 0) };
}

test('a log that is read in parts tells the same as one that is read whole', async () => {
  await fc.assert(
    fc.asyncProperty(ndjson, fc.integer({ min: 2, max: 5 }), async (bytes, count) => {
      await writeFile(file, bytes);
      const parts = await cutAtLines(file, bytes.length, count);
      expect(joined(parts.map(read))).toEqual(joined([read(WHOLE)]));
    }),
    { numRuns: runs(500) },
  );
});

test('parts begin at lines and follow one another', async () => {
  const lines = Array.from({ length: 50 }, (_, id) => `${row(id)}\n`);
  await writeFile(file, lines.join(''));
  const parts = await cutAtLines(file, lines.join('').length, 3);
  const places = lines.map((_, index) => lines.slice(0, index).join('').length);
  expect(parts.map(({ from }) => from)).toEqual([0, places[17], places[34]]);
  expect(parts.map(({ to }) => to)).toEqual([places[17], places[34], Number.POSITIVE_INFINITY]);
});

test.each([
  ['a line that is longer than a part', `${row(1)}${' '.repeat(200_000)}\n${row(2)}\n`, 1],
  ['a single line without an end', row(1), 1],
  ['nothing', '', 1],
])('%s is not cut', async (_, text, count) => {
  await writeFile(file, text);
  expect(await cutAtLines(file, text.length, 4)).toHaveLength(count + Number(text.includes('\n')));
});

test('bad rows keep the numbers of their lines, wherever the log was cut', async () => {
  const lines = Array.from({ length: 90 }, (_, id) => (id % 9 === 4 ? 'no JSON' : row(id)));
  await writeFile(file, lines.join('\n'));
  const parts = await cutAtLines(file, lines.join('\n').length, 4);
  const { badRows, truncated } = joined(parts.map(read)).reading;
  expect(badRows.count).toBe(10);
  expect(badRows.first.map(({ line }) => line)).toEqual([5, 14, 23, 32, 41, 50, 59, 68, 77, 86]);
  expect(truncated).toBe(false);
});
