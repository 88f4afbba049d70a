/** What is told of a check once it is concluded: its verdict, with what it rests on. */
import type { Check } from '../core/check.ts';
import type { Evidence, EvidenceByKey, Source } from '../core/evidence.ts';
import type { Judgement, Verdict } from '../core/verdict.ts';

/** Best first. */
const SOURCE_RANK: readonly Source[] = ['tested', 'live', 'file', 'journal', 'given', 'replay', 'stated'];

/** What a check said, or what kept it from saying anything. */
export type Conclusion = Judgement | { status: 'blocked' | 'crash'; summary: string };

/** @param by the failed check that has to hold first */
export function blocked(check: Check, evidence: EvidenceByKey, by: string): Verdict {
  const summary = `Cannot be told until ${by} holds.`;
  const verdict = verdictOn(check, evidence, { status: 'blocked', summary });
  verdict.blockedBy = by;
  return verdict;
}

/** Without the time that it took. */
export function verdictOn(check: Check, evidence: EvidenceByKey, conclusion: Conclusion): Verdict {
  const source = sourceOf(check, evidence);
  // Filled in one after another: it is made for every check and every way of connecting.
  const verdict: Verdict = {
    check: check.id,
    status: conclusion.status,
    title: check.title,
    summary: conclusion.summary,
    evidence: obtainedOf(check, evidence),
    blockedBy: null,
    findings: 'findings' in conclusion ? conclusion.findings : [],
    docs: check.docs,
    durationMs: 0,
  };
  if ('measured' in conclusion && conclusion.measured !== undefined) verdict.measured = conclusion.measured;
  if ('expected' in conclusion && conclusion.expected !== undefined) verdict.expected = conclusion.expected;
  if ('question' in conclusion && conclusion.question !== undefined) verdict.question = conclusion.question;
  if (source) verdict.source = source;
  return verdict;
}

function obtainedOf({ needs, uses = [] }: Check, evidence: EvidenceByKey): string[] {
  const isThere = (key: string) => (evidence[key]?.outcome ?? 'missing') !== 'missing';
  const needed = needs.filter(isThere);
  return uses.length === 0 ? needed : needed.concat(uses.filter(isThere));
}

/**
 * A verdict is no better than a person's word when anything that it needs is one; otherwise its best source is
 * named, because what was given is only what the measurement was compared with. A check that needs nothing lists
 * its sources best first, so the first one obtained is what it rests on.
 */
function sourceOf({ needs, uses = [] }: Check, evidence: EvidenceByKey): Source | undefined {
  const sources = needs.map((key) => evidence[key]?.source);
  if (sources.some((source) => source !== undefined))
    return sources.includes('stated') ? 'stated' : SOURCE_RANK.find((rank) => sources.includes(rank));
  const firstThat = (outcome: Evidence<unknown>['outcome']) =>
    uses.find((key) => evidence[key]?.outcome === outcome);
  const first = firstThat('ok') ?? firstThat('error');
  return first === undefined ? undefined : evidence[first]?.source;
}
