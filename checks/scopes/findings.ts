import { OWNERS_SCOPE, ruleOf, scopeWords } from '../../src/core/hubspot/scopes.ts';
import type { Confidence, Finding } from '../shared/judgement.ts';

/** `tickets (handoff runs but …)`: the scope and what stops without it, as far as that is known. */
export function withConsequence(scope: string): string {
  const breaks = ruleOf(scope)?.breaks;
  return breaks ? `${scopeWords(scope)} (${breaks})` : scope;
}

/**
 * Missing scopes as causes. The owners scope has a cause of its own, because the page knows it by a symptom of its
 * own; all the others share one.
 */
export function scopeFindings(scopes: readonly string[], confidence?: Confidence): Finding[] {
  const others = scopes.filter((scope) => scope !== OWNERS_SCOPE);
  const sureness = confidence && { confidence };
  const findings: Finding[] = [];
  if (scopes.includes(OWNERS_SCOPE)) {
    findings.push({ cause: 'owners-scope-missing', ...sureness, details: detailsOf([OWNERS_SCOPE]) });
  }
  if (others.length > 0) findings.push({ cause: 'scope-missing', ...sureness, details: detailsOf(others) });
  return findings;
}

function detailsOf(scopes: readonly string[]) {
  const breaks = new Set(scopes.flatMap((scope) => ruleOf(scope)?.breaks ?? []));
  return { scopes, breaks: [...breaks].join('; ') };
}
