import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from '../../src/files/usage-error.ts';
import { analyseLogs } from '../../src/logs/analyse.ts';
import { createLogFilter } from '../../src/logs/analysis/filter.ts';
import { fileSource, streamSource } from '../../src/logs/forms/source.ts';
import { chunks } from './forms/support.ts';

let folder: string;
let large: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-'));
  large = join(folder, 'large.ndjson');
  await writeFile(large, LARGE);
});
afterAll(() => rm(folder, { recursive: true }));

const REFUSAL = `{"time":"2026-11-22T21:34:40Z","method":"GET","path":"/crm/v3/owners/1","status":403,"body":"{\\"category\\":\\"MISSING_SCOPES\\",\\"errors\\":[{\\"message\\":\\"One or more of the following scopes are required.\\",\\"context\\":{\\"requiredGranularScopes\\":[\\"crm.objects.owners.read\\"]}}]}"}`;
const SUCCESS = '{"time":"2026-11-22T21:34:41Z","method":"GET","path":"/crm/v3/owners/2","status":200}';

/** Several chunks of a file: one call a second, every hundredth of them refused. */
const ROWS = 15_000;
const LARGE = Array.from({ length: ROWS }, (_, second) =>
  (second % 100 === 0 ? REFUSAL : SUCCESS).replace(
    /2026-11-22T[\d:]+Z/,
    new Date(Date.UTC(2026, 9, 1) + second * 1_000).toISOString(),
  ),
).join('\n');

const log = (name: string, ...rows: string[]) => streamSource(name, chunks([Buffer.from(rows.join('\n'))]));

test('a large log is read whole, chunk by chunk', async () => {
  const { log: found } = await analyseLogs([await fileSource('large.ndjson', large)]);
  expect(found.statuses).toEqual({ 200: ROWS - ROWS / 100, 403: ROWS / 100 });
  expect(found.missingScopes).toMatchObject([{ scopes: ['crm.objects.owners.read'], count: ROWS / 100 }]);
  expect(found.lastAt).toBe(new Date(Date.UTC(2026, 9, 1) + (ROWS - 1) * 1_000).toISOString());
});

test('a filter holds in a file as it does in a stream, and progress counts the bytes of all logs', async () => {
  const filter = createLogFilter({ routes: ['owners'], since: Date.UTC(2026, 9, 1, 0, 30) });
  const small = join(folder, 'small.ndjson');
  await writeFile(small, `${SUCCESS}\n`);
  const sources = [await fileSource('large', large), await fileSource('small', small)];
  const told: [number, number | undefined][] = [];
  const found = await analyseLogs(sources, {
    filter,
    onProgress: (done, total) => told.push([done, total]),
  });
  const streams = sources.map(({ name, open }) => streamSource(name, open()));
  expect(found).toEqual(await analyseLogs(streams, { filter }));
  expect(found.log.leftOut).toBeGreaterThan(0);
  const totalBytes = LARGE.length + SUCCESS.length + 1;
  expect(told.at(-1)).toEqual([totalBytes, totalBytes]);
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
});

test('the whole of a stream is not known', async () => {
  const totals: unknown[] = [];
  await analyseLogs([log('one', SUCCESS)], { onProgress: (_, total) => totals.push(total) });
  expect(totals).toEqual([undefined]);
});

test('several logs make one result, in the order in which they are given', async () => {
  const whole = await analyseLogs([log('one', REFUSAL, REFUSAL), log('two', SUCCESS)]);
  expect(whole.log.files.map(({ name, calls }) => ({ name, calls }))).toEqual([
    { name: 'one', calls: 2 },
    { name: 'two', calls: 1 },
  ]);
  expect(whole.log.calls).toBe(3);
  expect(whole.refusals.missingScopes).toMatchObject([
    { scope: 'crm.objects.owners.read', route: 'GET /crm/v3/owners/{id}', count: 2 },
  ]);
});

test('a filter leaves calls out and counts them', async () => {
  const filter = createLogFilter({ statuses: ['403'] });
  const { log: found } = await analyseLogs([log('one', REFUSAL, SUCCESS, SUCCESS)], { filter });
  expect(found).toMatchObject({
    calls: 1,
    leftOut: 2,
    routes: [{ route: 'GET /crm/v3/owners/{id}', count: 1 }],
  });
});

test('the log that nothing can be made of is named', async () => {
  const reading = analyseLogs([log('one', SUCCESS), log('two.csv', '%PDF-1.7')]);
  await expect(reading).rejects.toThrow(UsageError);
  await expect(reading).rejects.toThrow(/two\.csv/);
});

test('a log that is gone before it is opened is named', async () => {
  const file = join(folder, 'gone.ndjson');
  await writeFile(file, SUCCESS);
  const source = await fileSource('gone.ndjson', file);
  await rm(file);
  await expect(analyseLogs([source])).rejects.toThrow(
    new UsageError('The API-call log gone.ndjson does not exist.'),
  );
});

test.each(['file', 'stream'])('the reading of a %s ends when the signal says so', async (kind) => {
  const stop = new AbortController();
  const source = await fileSource('large', large);
  const reading = analyseLogs([kind === 'file' ? source : streamSource('large', source.open())], {
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('Stop.')),
  });
  await expect(reading).rejects.toThrow('Stop.');
});

test('--map names a column that a large log has not got', async () => {
  const map = [{ column: 'no such', field: 'status' as const }];
  await expect(analyseLogs([await fileSource('large', large)], { map })).rejects.toThrow(
    /no column "no such"/,
  );
});

test('a log that is passed over is named, and what to bring instead where there is no other', async () => {
  const elsewhere = () => log('proxy', '{"url":"https://api.example.test/v1/x","method":"GET","status":403}');
  const alone = await analyseLogs([elsewhere()], { passOverForeign: true });
  expect(alone.refusals.foreign).toEqual([
    expect.stringMatching(
      /^The API-call log proxy holds no call to HubSpot: .* Bring the calls that OpenCX makes/,
    ),
  ]);
  const beside = await analyseLogs([log('calls', SUCCESS), elsewhere()], { passOverForeign: true });
  expect(beside.refusals.foreign).toEqual([expect.stringMatching(/go to other hosts\.$/)]);
});
