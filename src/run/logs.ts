/** Reads API-call logs and judges what they show: `logs`. */

import type { EvidenceSet } from '../../checks/facts.ts';
import type { ApiLog } from '../core/api-log.ts';
import type { LogRefusals } from '../core/log-refusals.ts';
import type { LoggedReport, Report } from '../core/report.ts';
import { reportOn } from '../doctor/report.ts';
import { select } from '../doctor/selection.ts';
import { createLogFilter, type LogFilter } from '../logs/analysis/filter.ts';
import { toolVersion } from './package.ts';
import { type LogsToRead, nameOfLog, type ReadingProgress, readLogs } from './read-logs.ts';
import type { Surroundings } from './surroundings.ts';

/** Which calls of the logs count; all of them where nothing is said. */
export interface CallChoice {
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
  const read = await readLogs({ ...request, filter }, around, startReading);
  return reportOnLog(read, {
    files: request.files.map(nameOfLog),
    version: toolVersion(),
    startedAt,
    readAt: Date.now(),
  });
}

export function filterOf({ since, until, routes, statuses, onlyErrors }: CallChoice): LogFilter {
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
  /** Names of the logs that were read. */
  files: readonly string[];
  version: string;
  /** Epoch milliseconds at which the run began, and at which everything was read. */
  startedAt: number;
  readAt: number;
}

/** The report on API-call logs: what they show, judged by the checks that need nothing else. */
function reportOnLog(
  { log, refusals }: { log: ApiLog; refusals: LogRefusals },
  { files, version, startedAt, readAt }: LogContext,
): LoggedReport {
  const at = new Date(startedAt).toISOString();
  const evidence: EvidenceSet = {
    'logs.refusals': {
      outcome: 'ok',
      value: refusals,
      source: 'file',
      at,
      durationMs: readAt - startedAt,
      calls: 0,
      origin: files.join(', '),
    },
  };
  const report = reportOn(evidence, {
    selection: select({ symptom: undefined, only: ['logs'], skip: [] }),
    given: { webhookFiles: [], answers: {}, probeWebhook: false, offline: true },
    version,
    startedAt,
    gatheredAt: readAt,
    now: () => performance.now(),
  });
  return { ...report, nextTest: nextTestOf(report), log };
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
