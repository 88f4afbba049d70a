import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLogFilter, type LogFilterOptions } from '../../../src/logs/analysis/filter.ts';
import { refusalsOf } from '../../../src/logs/analysis/refusals-of.ts';
import { summarize } from '../../../src/logs/analysis/summarize.ts';
import type { ColumnMap } from '../../../src/logs/fields/columns.ts';
import { ROLE_NAMES, rolesOf } from '../../../src/logs/fields/roles.ts';
import type { LogReader } from '../../../src/logs/forms/form.ts';
import { readNdjsonPlainly } from '../../../src/logs/forms/ndjson.ts';
import { KeptCalls } from '../../../src/logs/kept-calls.ts';
import { scannerOf } from '../../../src/logs/scanner/line-reader.ts';
import { runs } from '../../support/proof.ts';
import { chunks, cutAt } from '../forms/support.ts';
import { ndjson, WRITTEN_KEYS } from './rows.ts';

const FILTERS: LogFilterOptions[] = [
  {},
  { routes: ['owners'] },
  { statuses: ['200', '403'] },
  { since: Date.UTC(2026, 10, 22, 21, 34, 40, 123), until: Date.UTC(2026, 10, 22, 21, 59, 59, 999) },
  { onlyErrors: true },
];
const MAPS: ColumnMap[] = [[], [], [{ column: 'note', field: 'status' }]];

interface Given {
  bytes: readonly Uint8Array[];
  filter: LogFilterOptions;
  map: ColumnMap;
}

async function analysed(readerFor: (calls: KeptCalls) => LogReader, { bytes, filter, map }: Given) {
  const calls = new KeptCalls(createLogFilter(filter));
  const reading = await readerFor(calls)(chunks(bytes), { name: 'log', map, isCut: () => false }, calls);
  const log = summarize(calls.tally, [], calls.leftOut);
  const { portalIds, appIds } = calls.accounts;
  const accounts = { portalIds: [...portalIds].sort(), appIds: [...appIds].sort() };
  return { reading, log, refusals: refusalsOf(log), accounts };
}

test('whatever stands in a log, and however it is cut, the bytes are read as JSON would be', async () => {
  await fc.assert(
    fc.asyncProperty(
      ndjson,
      fc.array(fc.nat(), { maxLength: 5 }),
      fc.constantFrom(...FILTERS),
      fc.constantFrom(...MAPS),
      async (log, cuts, filter, map) => {
        const plain = await analysed(() => readNdjsonPlainly, { bytes: [log], filter, map });
        const fast = await analysed(scannerOf, { bytes: cutAt(log, cuts), filter, map });
        expect(fast).toEqual(plain);
      },
    ),
    { numRuns: runs(3_000) },
  );
});

test('every role of a column is among what is written there', () => {
  const written = WRITTEN_KEYS.flatMap((key) => rolesOf(key).map(({ role }) => role));
  expect([...new Set(written)].sort()).toEqual([...ROLE_NAMES].sort());
});

const USUAL = {
  'a proxy of its own': (id: number) =>
    `{"time":"2026-11-22T21:34:40.${100 + id}Z","method":"GET","path":"/crm/v3/owners/${id}","status":200,"durationMs":${id}.5}`,
  Python: (id: number) =>
    `{"ts": "2026-11-22T21:34:40.${100_000 + id}+00:00", "method": "POST", "url": "https://api.hubapi.com/crm/objects/2026-03/tickets/${id}/notes?x=1", "status_code": 201, "elapsed_s": 0.25, "note": "a ${id}", "user": null}`,
  nginx: (id: number) =>
    `{"time_iso8601":"2026-11-22T21:34:40+00:00","request_method":"PATCH","request_uri":"/crm/v3/owners/A-${id}","status":"204","upstream_response_time":"0.${100 + id}"}`,
  epochs: (id: number) =>
    `{"method":"DELETE","timestamp":${1_795_383_280_000 + id},"path":"/crm/v3/objects/0-5/${id}","status":204}`,
};

test.each(Object.entries(USUAL))('rows as they are usual are read from their bytes: %s', async (_, rowOf) => {
  const lines = Array.from({ length: 100 }, (_, id) => `${rowOf(id)}\n`);
  let parsed = 0;
  let scanned = 0;
  const sink = {
    call: () => {
      parsed += 1;
    },
    kindOf: () => null,
    again: () => {
      scanned += 1;
    },
  };
  const options = { name: 'log', map: [], isCut: () => false };
  await scannerOf(sink)(chunks([Buffer.from(lines.join(''))]), options, sink);
  expect({ parsed, scanned }).toEqual({ parsed: 2, scanned: 98 });
});

test('a line of more than four megabytes is told and passed over, wherever the bytes are cut', async () => {
  const row = '{"method":"GET","path":"/crm/v3/owners/1","status":200}\n';
  const long = Buffer.from(`${row}{"note":"${'x'.repeat(4 * 1024 * 1024)}"}\n${row}no JSON\n`);
  for (const cuts of [[], [100], [3_000_000, 4_200_000], [long.length - 80, long.length - 70]]) {
    const given = { bytes: cutAt(long, cuts), filter: {}, map: [] };
    const { reading } = await analysed(scannerOf, given);
    expect(reading.calls).toBe(2);
    expect(reading.badRows.first).toEqual([
      { line: 2, reason: 'longer than 4 MB' },
      { line: 4, reason: 'not JSON' },
    ]);
  }
});
