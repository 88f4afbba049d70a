/** What every format tells of the evidence: what became of it, where it came from, why it could not be had. */
import type { EvidenceError } from '../core/evidence.ts';
import type { Report, ReportCheck, ReportEvidence } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import { cost, counted } from './words.ts';

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

/** What a personal access key opens first, and what it is given for. */
const BY_KEY = ['project.access', 'project.found'];

/** Why a personal access key that was given shows nothing, in a sentence; undefined where none was given, or where it does. */
export function refusedKey({ evidence }: Report): string | undefined {
  return BY_KEY.map((key) => evidence[key]).find((each) => each?.outcome === 'missing' && each.error)?.why;
}

/** What a failed call is known by, to somebody who looks for it in a log. */
export function errorFacts(error: EvidenceError): (string | number)[] {
  const { kind, status, category, policy, route, correlationId } = error;
  return [kind, status, category, policy, route, correlationId].filter((fact) => fact !== undefined);
}

/** Where a verdict's evidence came from, or undefined where there was none; of an old answer, how old. */
export function sourceOf(
  { source, statedAt }: ReportCheck,
  { startedAt }: Pick<Report, 'startedAt'>,
): string | undefined {
  if (source === null) return undefined;
  return statedAt === undefined ? source : `stated ${age(statedAt, startedAt)} ago`;
}

/** Which checks rest on old answers, with their age, in one sentence; undefined where none does. Settings change. */
export function oldAnswers({ checks, startedAt }: Report): string | undefined {
  const old = Object.entries(checks).flatMap(([id, { statedAt }]) =>
    statedAt === undefined ? [] : [`${id} (${age(statedAt, startedAt)})`],
  );
  return old.length === 0 ? undefined : `Old answers, to be asked again: ${old.join(', ')}`;
}

/** How many checks rest on old answers, and how old the oldest is; undefined where none does. */
export function oldAnswersInBrief({ checks, startedAt }: Report): string | undefined {
  const [oldest, ...others] = Object.values(checks)
    .flatMap(({ statedAt }) => statedAt ?? [])
    .toSorted();
  if (oldest === undefined) return undefined;
  const rest = others.length === 0 ? '1 check rests' : `${others.length + 1} checks rest`;
  return `${rest} on old answers, the oldest ${age(oldest, startedAt)}: ask again`;
}

/** Of what was said some time before a run: `12 days`. */
function age(saidAt: string, startedAt: string): string {
  const days = Math.floor((Date.parse(startedAt) - Date.parse(saidAt)) / (24 * 60 * 60 * 1000));
  return counted(days, 'day');
}
