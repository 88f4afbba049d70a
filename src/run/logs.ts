/** Reads API-call logs and judges what they show: `logs`. */

import type { EvidenceSet } from '../../checks/facts.ts';
import { type Deliveries, ofSeveralApps } from '../core/delivery-log.ts';
import { foreignCalls } from '../core/log-accounts.ts';
import type { LoggedReport, Report } from '../core/report.ts';
import { redactEvidence } from '../doctor/bundle/redact.ts';
import { reportOn } from '../doctor/report.ts';
import { select } from '../doctor/selection.ts';
import { UsageError } from '../files/usage-error.ts';
import { createLogFilter, type LogFilter } from '../logs/analysis/filter.ts';
import { type DeliveriesRead, readDeliveries } from '../logs/deliveries/read.ts';
import { appsOf, summarizeDeliveries } from '../logs/deliveries/summarize.ts';
import { parseColumnMap } from '../logs/fields/columns.ts';
import { createDisguise } from '../redact/disguise.ts';
import { toolVersion } from './package.ts';
import { type CallsRead, type LogsToRead, type ReadingProgress, readCalls, sortLogs } from './read-logs.ts';
import type { Surroundings } from './surroundings.ts';

/** Which calls of the logs count; all of them where nothing is said. */
interface CallChoice {
  /** Epoch milliseconds of the first and of the last that counts. */
  since?: number;
  until?: number;
  /** Parts of a path, or with `*` whole ones. */
  routes?: readonly string[];
  /** `403`, `4xx`, `500-504`; several may stand in one, with commas between them. */
  statuses?: readonly string[];
  /** Refused or failed. */
  onlyErrors?: boolean;
}

export interface LogsRequest extends Omit<LogsToRead, 'filter'>, CallChoice {}

/** @throws UsageError for what is no status, and for a file that cannot be read or holds no calls */
export async function logs(
  request: LogsRequest,
  around: Surroundings,
  startReading?: () => Promise<ReadingProgress>,
): Promise<LoggedReport> {
  const filter = filterOf(request);
  const startedAt = Date.now();
  const map = parseColumnMap(request.map ?? []);
  const sources = await sortLogs(request.files, around);
  const { dates } = request;
  const calls = await readCalls(
    sources.calls,
    { map, ...(dates && { dates }), filter },
    around,
    startReading,
  );
  const isDeliveriesAlone = sources.calls.length === 0 && sources.deliveries.length > 0;
  if (isDeliveriesAlone) expectNothingOfCalls(request);
  const deliveries =
    sources.deliveries.length === 0 ? undefined : chosen(await readDeliveries(sources.deliveries), filter);
  return reportOnLog(isDeliveriesAlone ? { log: calls.log } : calls, deliveries, {
    version: toolVersion(),
    startedAt,
    readAt: Date.now(),
  });
}

/** Routes and columns are of calls: beside deliveries alone they would do nothing. */
function expectNothingOfCalls({ routes, map = [], dates }: LogsRequest): void {
  const given = { '--route': routes, '--map': map.length > 0, '--dates': dates };
  const flag = Object.entries(given).find(([, value]) => value)?.[0];
  if (flag === undefined) return;
  throw new UsageError(`${flag} speaks of calls, and what was named are webhook deliveries alone.`);
}

interface ChosenDeliveries {
  shown: Deliveries;
  /** Those that the rows name. */
  appIds: readonly number[];
}

/** Those that the filter keeps; of a part of the log no time is known to be covered. */
function chosen(
  { deliveries, covered, files, cut, unread }: DeliveriesRead,
  filter: LogFilter,
): ChosenDeliveries {
  const kept = deliveries.filter(
    ({ at = Number.NaN, status, outcome }) =>
      filter.keepsTime(at) && filter.keepsStatus(status ?? (outcome === 'answered' ? 200 : Number.NaN)),
  );
  const isWhole = kept.length === deliveries.length && covered !== undefined;
  const shown = {
    files,
    ...summarizeDeliveries(kept, isWhole ? { covered } : {}),
    ...(cut.length > 0 && { cut }),
    ...(unread > 0 && { unread }),
  };
  return { shown, appIds: appsOf(kept) };
}

function filterOf({ since, until, routes, statuses, onlyErrors }: CallChoice): LogFilter {
  const words = statuses?.flatMap((word) => word.split(',')).filter((word) => word.trim() !== '');
  return createLogFilter({
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(routes && { routes }),
    ...(words && { statuses: words }),
    ...(onlyErrors && { onlyErrors }),
  });
}

interface LogContext {
  version: string;
  /** Epoch milliseconds at which the run began, and at which everything was read. */
  startedAt: number;
  readAt: number;
}

/** The report on what was read: judged by the checks that need nothing else. */
function reportOnLog(
  { log, refusals, accounts }: Pick<CallsRead, 'log'> & Partial<CallsRead>,
  chosen: ChosenDeliveries | undefined,
  { version, startedAt, readAt }: LogContext,
): LoggedReport {
  const read = (files: readonly { name: string }[]) =>
    ({
      outcome: 'ok',
      source: 'file',
      at: new Date(startedAt).toISOString(),
      durationMs: readAt - startedAt,
      calls: 0,
      origin: files.map(({ name }) => name).join(', '),
    }) as const;
  const found = chosen && redactedLog({ ...read(chosen.shown.files), value: chosen.shown });
  const evidence: EvidenceSet = {
    ...(refusals && {
      'logs.refusals': unlessForeign<'logs.refusals'>(
        { ...read(log.files), value: refusals },
        accounts && foreignCalls(accounts),
      ),
    }),
    ...(found && {
      'deliveries.log': unlessForeign<'deliveries.log'>(
        found,
        chosen.appIds.length > 1 ? ofSeveralApps(chosen.appIds) : undefined,
      ),
    }),
  };
  const areas = [...(refusals ? ['logs'] : []), ...(found ? ['deliveries'] : [])];
  const report = reportOn(evidence, {
    selection: select({ symptom: undefined, only: areas, skip: [] }),
    given: { webhookFiles: [], answers: {}, probeWebhook: false, offline: true },
    version,
    startedAt,
    gatheredAt: readAt,
    now: Date.now,
  });
  return {
    ...report,
    questions: [],
    nextTest: nextTestOf(report),
    log,
    ...(found?.outcome === 'ok' && { deliveries: { ...found.value, files: chosen?.shown.files ?? [] } }),
  };
}

type Found<K extends keyof EvidenceSet> = NonNullable<EvidenceSet[K]>;

/** A webhook URL leaves as a fingerprint of this run alone. */
function redactedLog(found: Found<'deliveries.log'>): Found<'deliveries.log'> | undefined {
  return redactEvidence({ 'deliveries.log': found }, createDisguise())['deliveries.log'];
}

/** What became of one account, or app, says nothing of another, so a log of several is shown and not judged. */
function unlessForeign<K extends 'logs.refusals' | 'deliveries.log'>(
  found: Found<K>,
  message: string | undefined,
): Found<K> {
  if (message === undefined) return found;
  const { source, at, durationMs, calls, origin = '' } = found;
  const error = { kind: 'http', message } as const;
  return { outcome: 'error', source, at, durationMs, calls, origin, error } as Found<K>;
}

/** A log tells of the past; whether it is so now, HubSpot itself can tell. */
function nextTestOf({ causes }: Report): Report['nextTest'] {
  const [leading] = causes;
  const check = leading && LIVE_CHECKS[leading.id];
  if (!check || leading.confidence === 'confirmed') return null;
  const command = `opencx-hubspot doctor --only ${check}`;
  return {
    check,
    question: `Is it still so? \`${command}\`, with the token that OpenCX uses, asks HubSpot itself.`,
    command,
  };
}

const LIVE_CHECKS: Partial<Record<string, string>> = {
  'token-rejected': 'token/accepted',
  'scope-missing': 'scopes/required',
  'owners-scope-missing': 'scopes/owners-read',
};
