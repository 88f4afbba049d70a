import type { EvidenceError } from '../core/evidence.ts';
import type { Fix, Report, ReportCause, ReportCheck, ReportEvidence } from '../core/report.ts';
import { STATUSES } from '../core/verdict.ts';
import { logInOrder } from './log/in-order.ts';

/** The keys of each part in the order in which the contract shows them. */
const REPORT_KEYS: readonly (keyof Report)[] = [
  'schemaVersion',
  'tool',
  'startedAt',
  'durationMs',
  'portal',
  'symptom',
  'status',
  'summary',
  'causes',
  'nextTest',
  'checks',
  'evidence',
  'calls',
];
const CAUSE_KEYS: readonly (keyof ReportCause)[] = [
  'id',
  'checks',
  'title',
  'confidence',
  'owner',
  'measured',
  'expected',
  'evidence',
  'against',
  'fixes',
  'followsFrom',
  'explains',
];
const FIX_KEYS: readonly (keyof Fix)[] = ['kind', 'steps', 'where', 'url'];
const CHECK_KEYS: readonly (keyof ReportCheck)[] = [
  'status',
  'title',
  'summary',
  'measured',
  'expected',
  'evidence',
  'source',
  'blockedBy',
  'question',
  'docs',
  'durationMs',
];
const EVIDENCE_KEYS: readonly (keyof ReportEvidence)[] = [
  'source',
  'at',
  'outcome',
  'error',
  'why',
  'origin',
  'stale',
  'durationMs',
  'calls',
];
const ERROR_KEYS: readonly (keyof EvidenceError)[] = ['kind', 'status', 'category', 'message'];

/**
 * The report as one JSON document, two blanks deep, with a newline at its end. Its keys stand in the documented
 * order however the report was put together; keys that a command adds (the `log` of `logs`) come after them.
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(reportInOrder(report), null, 2)}\n`;
}

/** The report with the keys of all its parts in the documented order. */
export function reportInOrder(report: Report): Report {
  return {
    ...inOrder(report, REPORT_KEYS),
    tool: inOrder(report.tool, ['name', 'version']),
    portal: inOrder(report.portal, ['hubId', 'appId', 'uiDomain', 'region']),
    summary: inOrder(report.summary, STATUSES),
    causes: report.causes.map(causeInOrder),
    nextTest: report.nextTest === null ? null : inOrder(report.nextTest, ['check', 'question']),
    checks: mapValues(report.checks, checkInOrder),
    evidence: mapValues(report.evidence, evidenceInOrder),
    ...(report.log && { log: logInOrder(report.log) }),
  };
}

function causeInOrder(cause: ReportCause): ReportCause {
  return { ...inOrder(cause, CAUSE_KEYS), fixes: cause.fixes.map((fix) => inOrder(fix, FIX_KEYS)) };
}

/** One check's entry with its keys in the documented order. */
export function checkInOrder(check: ReportCheck): ReportCheck {
  return inOrder(check, CHECK_KEYS);
}

function evidenceInOrder(evidence: ReportEvidence): ReportEvidence {
  const ordered = inOrder(evidence, EVIDENCE_KEYS);
  return ordered.error === undefined ? ordered : { ...ordered, error: inOrder(ordered.error, ERROR_KEYS) };
}

/** A copy with the named keys first, in their order; absent ones stay absent. */
function inOrder<T extends object>(value: T, keys: readonly (keyof T)[]): T {
  const first = keys.filter((key) => key in value).map((key) => [key, value[key]]);
  return { ...(Object.fromEntries(first) as Partial<T>), ...value };
}

function mapValues<V>(record: Readonly<Record<string, V>>, change: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
