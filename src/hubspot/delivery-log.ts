/**
 * The app's log of webhook deliveries, read with a personal access key as HubSpot's command line reads it. The paths are
 * published and not documented; rows are handed on as they came, for `src/logs/deliveries` to read.
 */
import { parsed } from '../core/json.ts';
import type { JsonApi } from '../wire/json-api.ts';
import { Misread } from '../wire/record.ts';
import { contentForKey } from './developer-calls.ts';

export interface DeliveryQuery {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** Of an app that several portals have installed: this one alone. */
  portalId?: number;
}

export interface DeliveryRows {
  rows: readonly object[];
  /** Every row of the time that was asked for is among them. */
  whole: boolean;
}

const ROWS_OF_PAGE = 50;
const MOST_PAGES = 4;
const MOST_DETAILS = 12;

export async function readDeliveryRows(
  ask: JsonApi,
  appId: string | number,
  query: DeliveryQuery,
): Promise<DeliveryRows> {
  const rows: object[] = [];
  let after: string | undefined;
  let whole = false;
  for (let page = 0; page < MOST_PAGES && !whole; page += 1) {
    const found = contentForKey(pageOf, await ask(searchFor(appId, query, after)));
    rows.push(...found.rows);
    after = found.after;
    whole = after === undefined;
  }
  const details = await Promise.all(
    worthALook(rows).map(async (id) => {
      const path = `/developers/logs/details/${appId}/WEBHOOKS/${encodeURIComponent(id)}`;
      // A row without its details is a row all the same.
      return anyObject(parsed((await ask({ path })).body)) ?? {};
    }),
  );
  return { rows: [...rows, ...details], whole };
}

function searchFor(appId: string | number, { from, to, portalId }: DeliveryQuery, after: string | undefined) {
  return {
    path: `/developers/logs/search/${appId}`,
    body: {
      query: {
        loggingSystemType: 'WEBHOOKS',
        limit: ROWS_OF_PAGE,
        offset: 0,
        startTime: from,
        endTime: to,
        errorTypes: [],
        resultsOrder: 'DESC',
        ...(portalId !== undefined && { portalId }),
      },
      limit: ROWS_OF_PAGE,
      ...(after !== undefined && { after }),
    },
    repeatable: true,
  };
}

/** Ids of the rows that tell most: the newest that ended in an error, and the newest of all. */
function worthALook(rows: readonly object[]): string[] {
  const failed = rows.filter((row) => Boolean((row as { errorType?: unknown }).errorType));
  const picked = [...failed.slice(0, MOST_DETAILS / 2), ...rows];
  const ids = picked.flatMap(({ id }: { id?: unknown }) => (typeof id === 'string' ? id : []));
  return [...new Set(ids)].slice(0, MOST_DETAILS);
}

function anyObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** @throws Misread for what is no list */
function pageOf(value: unknown): { rows: object[]; after?: string } {
  const { results, paging } = (anyObject(value) ?? {}) as { results?: unknown; paging?: unknown };
  if (!Array.isArray(results)) throw new Misread('results');
  const next = anyObject((anyObject(paging) as { next?: unknown } | undefined)?.next) as
    | { after?: unknown }
    | undefined;
  const rows = results.flatMap((row) => anyObject(row) ?? []);
  return { rows, ...(typeof next?.after === 'string' && { after: next.after }) };
}
