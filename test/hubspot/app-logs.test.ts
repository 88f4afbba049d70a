/** How much of HubSpot's logs is read, and what of it in full. */
import { expect, test } from 'vitest';
import { readCallRows, readDeliveryRows } from '../../src/hubspot/app-logs.ts';
import type { JsonApi, JsonRequest } from '../../src/wire/json-api.ts';

interface Row {
  id: string;
  errorType: string | null;
}

const row = (id: number, errorType: string | null = null): Row => ({ id: `row-${id}`, errorType });

/** A log that hands out its rows as HubSpot does. */
function logOf(rows: readonly Row[]) {
  const searches: { errorTypes: string[]; system: string; portalId?: number }[] = [];
  const details: string[] = [];
  const ask: JsonApi = async (request) => {
    const value = answerTo(request);
    return { status: 200, body: JSON.stringify(value), headers: {}, bytes: new Uint8Array() } as never;
  };
  function answerTo({ path, body }: JsonRequest): unknown {
    const id = /\/details\/7\/(?:WEBHOOKS|API_CALL)\/(.+)$/.exec(path)?.[1];
    if (id !== undefined) {
      details.push(id);
      return { log: { ...rows.find((each) => each.id === id), responseBody: 'in full' }, consoleOutput: '' };
    }
    const {
      query,
      limit,
      after = '0',
    } = body as {
      query: { errorTypes: string[]; loggingSystemType: string; portalId?: number };
      limit: number;
      after?: string;
    };
    const { portalId } = query;
    searches.push({
      errorTypes: query.errorTypes,
      system: query.loggingSystemType,
      ...(portalId !== undefined && { portalId }),
    });
    const found = query.errorTypes.length > 0 ? rows.filter(({ errorType }) => errorType) : rows;
    const end = Number(after) + limit;
    return {
      results: found.slice(Number(after), end),
      ...(end < found.length && { paging: { next: { after: String(end) } } }),
    };
  }
  return { ask, searches, details };
}

const DAY = { from: 0, to: 86_400_000 };

test('of deliveries four pages are read, and twelve of them in full', async () => {
  const { ask, searches, details } = logOf(
    Array.from({ length: 900 }, (_, id) => row(id, id % 3 === 0 ? 'HTTP_ERROR' : null)),
  );
  const { rows, whole } = await readDeliveryRows(ask, 7, { ...DAY, portalId: 5 });
  expect([rows.length, whole, searches.length, details.length]).toEqual([200, false, 4, 12]);
  expect(searches[0]).toEqual({ errorTypes: [], system: 'WEBHOOKS', portalId: 5 });
  expect(rows.filter((each) => 'responseBody' in each)).toHaveLength(12);
});

test('a log that ends is whole', async () => {
  expect(await readDeliveryRows(logOf([row(1)]).ask, 7, DAY)).toMatchObject({ whole: true });
  expect(await readDeliveryRows(logOf([]).ask, 7, DAY)).toEqual({ rows: [], whole: true });
});

test.each<[string, object, boolean]>([
  ['a mark of the next page in another form', { results: [row(1)], paging: { next: { after: {} } } }, false],
  ['a page that is no page', { results: [row(1)], paging: 'more' }, false],
  ['a row that is no row', { results: [row(1), 'row-2'] }, false],
  ['no page behind it', { results: [row(1)], paging: null }, true],
])('a log is %s: whole is what was read to its end', async (_what, answer, whole) => {
  const ask = (async () => ({ status: 200, body: JSON.stringify(answer), headers: {} })) as never;
  expect(await readDeliveryRows(ask, 7, DAY)).toMatchObject({ whole });
});

test('a mark of the next page may be a number', async () => {
  const pages = [{ results: [row(1)], paging: { next: { after: 50 } } }, { results: [row(2)] }];
  const ask = (async ({ path }: JsonRequest) => ({
    status: 200,
    body: JSON.stringify(path.includes('/search/') ? pages.shift() : {}),
    headers: {},
  })) as never;
  const { rows, whole } = await readDeliveryRows(ask, 7, DAY);
  expect([rows.length, whole]).toEqual([2, true]);
});

test('of calls a refused one is found behind any number of others, once, and with its answer', async () => {
  const rows = [...Array.from({ length: 5_000 }, (_, id) => row(id)), row(9_999, 'MISSING_SCOPES')];
  const { ask, searches, details } = logOf(rows);
  const read = await readCallRows(ask, 7, DAY);
  expect(read.rows).toHaveLength(101);
  expect(read.rows[0]).toEqual({ ...row(9_999, 'MISSING_SCOPES'), responseBody: 'in full' });
  expect(details).toEqual(['row-9999']);
  expect(searches.map(({ errorTypes }) => errorTypes.length).sort()).toEqual([0, 0, 1]);
});

test('a burst of one kind of refusal hides no other', async () => {
  const burst = Array.from({ length: 60 }, (_, id) => row(id, 'RATE_LIMITS'));
  const { ask, details } = logOf([...burst, row(100, 'MISSING_SCOPES')]);
  await readCallRows(ask, 7, DAY);
  expect(details).toHaveLength(12);
  expect(details).toContain('row-100');
});
