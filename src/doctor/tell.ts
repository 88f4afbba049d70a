/** Verdicts and evidence as a report tells them. */
import type { EvidenceKey, EvidenceSet } from '../../checks/facts.ts';
import type { Evidence } from '../core/evidence.ts';
import type { ReportCheck, ReportEvidence } from '../core/report.ts';
import type { Verdict } from '../core/verdict.ts';

export function tellCheck(verdict: Verdict, evidence: EvidenceSet): ReportCheck {
  const statedAt = oldestWord(verdict, evidence);
  return {
    status: verdict.status,
    title: verdict.title,
    summary: verdict.summary,
    measured: verdict.measured ?? null,
    expected: verdict.expected ?? null,
    evidence: verdict.evidence,
    source: verdict.source ?? null,
    blockedBy: verdict.blockedBy,
    question: verdict.question ?? null,
    docs: verdict.docs,
    durationMs: verdict.durationMs,
    ...(statedAt !== undefined && { statedAt }),
    ...(verdict.suppressed && { suppressed: verdict.suppressed }),
  };
}

/** Of a verdict that rests on people's words alone. */
function oldestWord({ source, evidence: keys }: Verdict, evidence: EvidenceSet): string | undefined {
  if (source !== 'stated') return undefined;
  const old = keys.flatMap((key) => {
    const item = evidence[key as EvidenceKey];
    return item?.stale ? [item.at] : [];
  });
  return old.toSorted()[0];
}

export function tellEvidence(evidence: Evidence<unknown>): ReportEvidence {
  return {
    source: evidence.source,
    at: evidence.at,
    outcome: evidence.outcome,
    ...(evidence.outcome === 'error' && { error: evidence.error }),
    ...(evidence.outcome === 'missing' && {
      why: evidence.why,
      ...(evidence.refused && { error: evidence.refused }),
    }),
    ...(evidence.origin && { origin: evidence.origin }),
    ...(evidence.stale && { stale: evidence.stale }),
    durationMs: evidence.durationMs,
    calls: evidence.calls,
  };
}
