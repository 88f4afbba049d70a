import { OWNERS_SCOPE, SCOPE_RULES, type ScopeRule } from '../../src/core/hubspot/scopes.ts';
import type { Confidence, Finding } from '../shared/judgement.ts';

/** The rule of a scope that HubSpot named, be it by its own name or by one that stands in for it. */
export function ruleOf(scope: string): ScopeRule | undefined {
  return SCOPE_RULES.find((rule) => rule.name === scope || rule.standsIn.includes(scope));
}

/** `tickets (handoff runs but …)`: the scope and what stops without it, as far as that is known. */
export function withConsequence(scope: string): string {
  const breaks = ruleOf(scope)?.breaks;
  return breaks ? `${scope} (${breaks})` : scope;
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
  return { scopes, breaks: scopes.flatMap((scope) => ruleOf(scope)?.breaks ?? []).join('; ') };
}
