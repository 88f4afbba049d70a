import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PartJob, readInThread, readPart } from '../../../src/logs/parts/part.ts';

let folder: string;
let whole: PartJob;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-'));
  whole = { from: 0, to: Number.POSITIVE_INFINITY, file: join(folder, 'log.ndjson'), map: [], filter: {} };
});
afterAll(() => rm(folder, { recursive: true }));

test('a thread sends what it read, and how far it has come', async () => {
  const rows = [1, 2].map((id) =>
    JSON.stringify({ method: 'GET', path: `/crm/v3/owners/${id}`, status: 200 }),
  );
  const text = `${rows.join('\n')}\n`;
  await writeFile(whole.file, text);
  let bytes = 0;
  const part = await readInThread(whole, new AbortController().signal, (more) => {
    bytes += more;
  });
  expect(bytes).toBe(text.length);
  expect(part).toEqual(readPart(whole, () => {}));
});

test('a thread is ended by the signal, and its failure is told', async () => {
  const stopped = new AbortController();
  const job = { ...whole, file: '/dev/zero' };
  const reading = readInThread(job, stopped.signal, () => stopped.abort(new Error('Stop.')));
  await expect(reading).rejects.toThrow('Stop.');
  await expect(readInThread(job, stopped.signal, () => {})).rejects.toThrow('Stop.');
  const missing = { ...whole, file: join(folder, 'gone') };
  await expect(readInThread(missing, new AbortController().signal, () => {})).rejects.toThrow('ENOENT');
});
