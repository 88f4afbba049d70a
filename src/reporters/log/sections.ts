/**
 * What every format for people says of API-call logs: what was looked at, what it shows under which heading, and what
 * is left to say.
 */
import type {
  ApiLog,
  LogFile,
  LogMissingScope,
  LogPercentiles,
  LogRefusal,
  LogRoute,
  LogSpan,
} from '../../core/api-log.ts';
import { grouped } from '../../core/grouped.ts';
import type { UntoldRun } from '../../core/log-refusals.ts';
import type { LoggedReport } from '../../core/report.ts';
import { leftOutLines } from './reading.ts';
import { formOf, many, percentiles, scopesInWords, when } from './words.ts';

/** One line of a section: how many calls, what they were, when or how, and what else is to be said. */
export interface LogRow {
  count: number;
  text: string;
  remark: string;
  more: readonly string[];
}

/** What every format for people tells under one heading. */
export interface LogSection {
  heading: string;
  rows: readonly LogRow[];
  /** Rows that are left to `--format json`. */
  left: number;
  /** What its rows count, where these are not calls. */
  counts?: 'Calls' | 'Deliveries';
}

const MOST_ROWS = 10;
const MOST_WINDOWS = 5;
const MOST_NAMED = 4;

/** What was refused or failed, most telling first; a section with nothing in it is left out. */
export function findingsOf(log: ApiLog, full: boolean): LogSection[] {
  const most = full ? Number.POSITIVE_INFINITY : MOST_ROWS;
  return [
    cut('Refused calls', log.refusals.map(refusalRow), most),
    cut('Missing scopes', [...log.missingScopes.map(scopeRow), ...ownersRows(log)], most),
    cut('Token refused (401)', log.unauthorized.runs.map(tokenRow), most),
    cut('401 on these routes alone', routesAloneRows(log), most),
    cut('Rate limits (429)', log.rateLimits.map(limitRow), most),
    cut('Server errors (5xx)', log.serverErrors.map(serverErrorRow), most),
  ].filter(({ rows }) => rows.length > 0);
}

/** What every call took and where it went, and how the files were read: for whoever looks closer. */
export function backgroundOf(log: ApiLog): LogSection[] {
  return [
    cut('Response times', timeRows(log)),
    cut('Busiest routes', log.routes.map(routeRow)),
    cut('Files', log.files.map(fileRow)),
  ].filter(({ rows }) => rows.length > 0);
}

function cut(heading: string, rows: readonly LogRow[], most = Number.POSITIVE_INFINITY): LogSection {
  return { heading, rows: rows.slice(0, most), left: Math.max(0, rows.length - most) };
}

function rowOf(
  span: LogSpan,
  text: string,
  remarks: readonly string[],
  more: readonly string[] = [],
): LogRow {
  const remark = [when(span), ...remarks].filter((part) => part !== '').join('; ');
  return { count: span.count, text, remark, more };
}

function refusalRow(refusal: LogRefusal): LogRow {
  const { status, category, route } = refusal;
  return rowOf(refusal, [status, category, route].filter((part) => part !== null).join(' '), [
    atEnd(refusal),
  ]);
}

function atEnd({ stillAtEnd }: { stillAtEnd: boolean }): string {
  return stillAtEnd ? 'still so at the end' : 'a later call succeeded';
}

function scopeRow(missing: LogMissingScope): LogRow {
  return rowOf(
    missing,
    scopesInWords(missing),
    [atEnd(missing)],
    [
      ...(missing.inferred ? ['Concluded from the route: the log keeps no answer that would name it'] : []),
      `Refused: ${someOf(missing.routes)}`,
    ],
  );
}

function ownersRows({ ownersLookup }: ApiLog): LogRow[] {
  if (ownersLookup === null) return [];
  const text = 'of these: the owner lookup that OpenCX makes for inbound email';
  return [rowOf(ownersLookup, text, [atEnd(ownersLookup)], [`Paths: ${someOf(ownersLookup.paths)}`])];
}

const UNTOLD: Readonly<Record<UntoldRun, string>> = {
  'no-times': 'refused; without times the log does not tell whether a token was accepted after them',
  zones:
    'refused; some times name their zone and some do not, so nothing tells whether a token was accepted after them',
  'same-time':
    'refused, the last at the same time at which a token was accepted; which came last is not told',
  'other-routes':
    'refused to the end of the log; no call came after them of a route that was accepted before',
  'expired-at-end': 'refused at the end of the log, since the token had expired; the next one is not seen',
};

function tokenRow(run: ApiLog['unauthorized']['runs'][number]): LogRow {
  const untilEnd = run.untold
    ? UNTOLD[run.untold]
    : 'refused to the end of the log: the token is likely dead';
  const text = run.ended ? 'refused for a while; then HubSpot accepted a token again' : untilEnd;
  return rowOf(run, text, [], [`Refused: ${someOf(run.routes)}`]);
}

function routesAloneRows({ unauthorized: { routesAlone = [] } }: ApiLog): LogRow[] {
  const remark =
    'This says nothing of the token: it likely wants another sign-in, such as a developer API key or a client secret';
  return routesAlone.map((refused) => rowOf(refused, refused.route, [], [remark]));
}

function limitRow({ policy, count, windows }: ApiLog['rateLimits'][number]): LogRow {
  const shown = windows.slice(0, MOST_WINDOWS).map((window) => [when(window), many(window.count, 'call')]);
  const others = windows.length - shown.length;
  return {
    count,
    text: policy === 'unsaid' ? 'policy not named' : policy,
    remark: many(windows.length, 'window'),
    more: [
      ...shown.map((parts) => parts.filter((part) => part !== '').join(', ')),
      ...(others > 0 ? [`and ${many(others, 'window')} more`] : []),
    ],
  };
}

function serverErrorRow(failed: ApiLog['serverErrors'][number]): LogRow {
  return rowOf(failed, `${failed.status} ${failed.route}`, []);
}

/** All calls first, then the routes that most of their calls are slowest on. */
function timeRows({ latency, routes }: ApiLog): LogRow[] {
  if (latency === null) return [];
  const slowest = routes
    .flatMap(({ route, latency: own }) => (own === null ? [] : [{ route, own }]))
    .sort((one, other) => other.own.p95 - one.own.p95);
  return [timeRow('all calls', latency), ...slowest.map(({ route, own }) => timeRow(route, own))];
}

function timeRow(text: string, latency: LogPercentiles): LogRow {
  return { count: latency.count, text, remark: percentiles(latency), more: [] };
}

function routeRow({ count, route, statuses }: LogRoute): LogRow {
  const outcomes = Object.entries(statuses).map(([status, calls]) =>
    status === 'none' ? `${grouped(calls)} without a status` : `${grouped(calls)} with ${status}`,
  );
  return { count, text: route, remark: outcomes.join(', '), more: [] };
}

function fileRow(file: LogFile): LogRow {
  const { columns, ignoredColumns, badRows, truncated, stoppedAt } = file;
  const meanings = columns.map(({ column, field }) => (column === field ? field : `${column} -> ${field}`));
  return {
    count: file.calls,
    text: file.name,
    remark: formOf(file),
    more: [
      ...(meanings.length > 0 ? [`Understood: ${meanings.join(', ')}`] : []),
      ...(ignoredColumns.length > 0 ? [`Not used: ${ignoredColumns.join(', ')}`] : []),
      ...leftOutLines(file),
      ...badRowLines(badRows),
      ...(truncated ? ['It ends in the middle of a row; what came before was read'] : []),
      ...(stoppedAt === undefined ? [] : [`It cannot be read from line ${stoppedAt} on`]),
    ],
  };
}

function badRowLines({ count, first }: LogFile['badRows']): string[] {
  if (count === 0) return [];
  const others = count - first.length;
  const named = first.map(({ line, reason }) => `line ${line}: ${reason}`);
  return [
    `Left out ${many(count, 'bad row')}: ${named.join('; ')}${others > 0 ? `; and ${others} more` : ''}`,
  ];
}

function someOf(names: readonly string[]): string {
  const others = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

/**
 * What is left to say where calls were refused or failed and no cause stands for it: that nothing was found is no
 * news then. Undefined where there is a cause, or every call went well.
 */
export function withoutReason({ causes, log }: LoggedReport): string | undefined {
  const refused = sumOf(log.refusals.map(({ count }) => count));
  const failed = sumOf(log.serverErrors.map(({ count }) => count));
  if (causes.length > 0 || refused + failed === 0) return undefined;
  const parts = [
    ...(refused > 0 ? [`${many(refused, 'call')} ${refused === 1 ? 'was' : 'were'} refused`] : []),
    ...(failed > 0 ? [`${many(failed, 'call')} failed on a server`] : []),
  ];
  return `Still, ${parts.join(' and ')}: which ones, and when, is told below.`;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
