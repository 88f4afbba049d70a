/**
 * What HubSpot logs of an app, its webhook deliveries and its calls, read with a personal access key as HubSpot's command
 * line reads it. The paths are published and not documented; rows are handed on as they came, for `src/logs` to read.
 */
import { isObject, type JsonObject, parsed } from '../core/json.ts';
import type { LoggedRows, LogQuery } from '../core/ports.ts';
import type { JsonApi } from '../wire/json-api.ts';
import { type Form, id, key, maybe, record } from '../wire/record.ts';
import { contentForKey } from './developer-calls.ts';

/** What HubSpot calls each of its logs (its command line, `--type`). */
type LoggingSystem = 'WEBHOOKS' | 'API_CALL';

const ROWS_OF_PAGE = 50;
const MOST_PAGES = 4;
const MOST_DETAILS = 12;

/** The newest deliveries, and the details of those that tell most. */
export async function readDeliveryRows(ask: JsonApi, appId: number, query: LogQuery): Promise<LoggedRows> {
  const { rows, whole } = await readPages(ask, appId, { system: 'WEBHOOKS', ...query }, MOST_PAGES);
  const failed = rows.filter(hasFailed).slice(0, MOST_DETAILS / 2);
  return { rows: await withDetails(ask, appId, 'WEBHOOKS', rows, [...failed, ...rows]), whole };
}

/**
 * The newest refused calls, which may be few among many, and the newest of all, which show whether that goes on; with
 * the answers of the refused ones.
 */
export async function readCallRows(ask: JsonApi, appId: number, query: LogQuery): Promise<LoggedRows> {
  const asked = { system: 'API_CALL', ...query } as const;
  const [refused, all] = await Promise.all([
    readPages(ask, appId, { ...asked, errorTypes: ['*'] }, MOST_PAGES / 2),
    readPages(ask, appId, asked, MOST_PAGES / 2),
  ]);
  const rows = eachOnce([...refused.rows, ...all.rows]);
  return {
    rows: await withDetails(ask, appId, 'API_CALL', rows, eachKind(rows.filter(hasFailed))),
    whole: all.whole,
  };
}

interface Search extends LogQuery {
  system: LoggingSystem;
  /** `*`: what failed alone. */
  errorTypes?: readonly string[];
}

async function readPages(
  ask: JsonApi,
  appId: number,
  search: Search,
  mostPages: number,
): Promise<{ rows: JsonObject[]; whole: boolean }> {
  const rows: JsonObject[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const found = contentForKey(pageOf, await ask(requestFor(appId, search, after)));
    rows.push(...found.rows.filter(isObject));
    after = found.after;
    // A row, or a mark of the next page, that cannot be read hides what may be behind it.
    const isRead = found.unreadable === undefined && found.rows.every(isObject);
    if (after === undefined || !isRead) return { rows, whole: isRead };
  }
  return { rows, whole: false };
}

function requestFor(
  appId: number,
  { system, from, to, portalId, errorTypes = [] }: Search,
  after: string | undefined,
) {
  return {
    path: `/developers/logs/search/${appId}`,
    body: {
      query: {
        loggingSystemType: system,
        limit: ROWS_OF_PAGE,
        offset: 0,
        startTime: from,
        endTime: to,
        errorTypes,
        resultsOrder: 'DESC',
        ...(portalId !== undefined && { portalId }),
      },
      limit: ROWS_OF_PAGE,
      ...(after !== undefined && { after }),
    },
    repeatable: true,
  };
}

/**
 * Each row with its details, where these are among the first that are wanted; a row without its details is a row all the
 * same.
 */
async function withDetails(
  ask: JsonApi,
  appId: number,
  system: LoggingSystem,
  rows: readonly JsonObject[],
  wanted: readonly JsonObject[],
): Promise<JsonObject[]> {
  const ids = [...new Set(wanted.flatMap(idOf))].slice(0, MOST_DETAILS);
  const details = new Map(
    await Promise.all(
      ids.map(async (id) => {
        const path = `/developers/logs/details/${appId}/${system}/${encodeURIComponent(id)}`;
        return [id, detailsIn(parsed((await ask({ path })).body))] as const;
      }),
    ),
  );
  return rows.map((row) => ({ ...row, ...idOf(row).map((id) => details.get(id))[0] }));
}

function detailsIn(answer: unknown): JsonObject {
  if (!isObject(answer)) return {};
  return isObject(answer['log']) ? answer['log'] : {};
}

const idOf = ({ id }: JsonObject): string[] => (typeof id === 'string' ? [id] : []);
const hasFailed = ({ errorType }: JsonObject) => Boolean(errorType);

function eachOnce(rows: readonly JsonObject[]): JsonObject[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const [id] = idOf(row);
    if (id === undefined) return true;
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
}

/** The first of each kind of error before the second ones: a burst of one kind hides no other. */
function eachKind(failed: readonly JsonObject[]): JsonObject[] {
  const kinds = Map.groupBy(failed, ({ errorType, label }) => `${errorType} ${label}`);
  return [...kinds.values()]
    .flatMap((rows) => rows.map((row, place) => ({ row, place })))
    .sort((one, other) => one.place - other.place)
    .map(({ row }) => row);
}

const anyList: Form<unknown[]> = (value) => (Array.isArray(value) ? value : undefined);

const pageOf = record({
  rows: key(anyList, { at: 'results' }),
  after: maybe(id, { at: 'paging.next.after' }),
});
