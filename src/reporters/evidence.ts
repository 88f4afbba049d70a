/** What every format tells of the evidence: what became of it, where it came from, why it could not be had. */
import type { EvidenceError } from '../core/evidence.ts';
import type { ReportCheck, ReportEvidence } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import { cost } from './words.ts';

/** The status whose mark stands for what became of a piece of evidence. */
export const OUTCOME_MARKS: Readonly<Record<ReportEvidence['outcome'], Status>> = {
  ok: 'pass',
  missing: 'manual',
  error: 'unknown',
};

/** What became of one piece of evidence, in a line. */
export function evidenceText(evidence: ReportEvidence): string {
  const { error } = evidence;
  if (evidence.outcome === 'missing') return `not given: ${evidence.why ?? 'nobody said'}`;
  const origin = evidence.origin === undefined ? '' : ` (${evidence.origin})`;
  const age = evidence.stale === true ? ', over 7 days old' : '';
  const provenance = `${evidence.source}${origin}, ${evidence.at}${age}, ${cost(evidence.calls, evidence.durationMs)}`;
  return evidence.outcome === 'ok'
    ? provenance
    : `failed: ${error === undefined ? 'no reason was recorded' : errorText(error)}; ${provenance}`;
}

/** Why evidence could not be had, with the facts of the refused call. */
export function errorText(error: EvidenceError): string {
  return `${error.message} [${errorFacts(error).join(', ')}]`;
}

/** What a failed call is known by, to somebody who looks for it in a log. */
export function errorFacts(error: EvidenceError): (string | number)[] {
  const { kind, status, category, policy, route, correlationId } = error;
  return [kind, status, category, policy, route, correlationId].filter((fact) => fact !== undefined);
}

/** Where a verdict's evidence came from, or undefined where there was none. An old answer is called old. */
export function sourceOf(
  check: ReportCheck,
  evidence: Readonly<Record<string, ReportEvidence>>,
): string | undefined {
  if (check.source === null) return undefined;
  const isOld = check.source === 'stated' && check.evidence.some((key) => evidence[key]?.stale === true);
  return isOld ? 'stated over 7 days ago' : check.source;
}
