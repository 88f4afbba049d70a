import { troubleshooting } from '../../src/core/docs.ts';
import {
  missingFor,
  REQUIRED_SCOPES,
  ruleOf,
  SCOPE_RULES,
  type ScopeTier,
  scopeWords,
} from '../../src/core/hubspot/scopes.ts';
import type { LogRefusals } from '../../src/core/log-refusals.ts';
import { defineCheck } from '../shared/define-check.ts';
import { type Confidence, fail, type Judgement, pass, unknown, warn } from '../shared/judgement.ts';
import { untold } from '../shared/obtained.ts';
import { OPENCX_HOLDS_THE_TOKEN } from '../token/own-token.ts';
import type { ScopeReads } from './facts.ts';
import { scopeFindings, withConsequence } from './findings.ts';

/**
 * Reads the list of granted scopes where HubSpot gives it, else what small reads proved, else what an API-call log
 * shows of refusals. Only the list can prove a write scope, so without it a clean result stays open.
 */
export default defineCheck({
  id: 'scopes/required',
  title: 'Every required scope is granted',
  causes: ['scope-missing', 'owners-scope-missing'],
  needs: [],
  uses: ['token.introspection', 'scopes.reads', 'logs.refusals'],
  notFor: { oauth: OPENCX_HOLDS_THE_TOKEN },
  symptoms: 'every',
  docs: troubleshooting('connection-test-fails'),
  about:
    "Compares the scopes that HubSpot lists for the token with those that OpenCX needs, and says what each missing one breaks. Where HubSpot gives no list, one small read for each readable scope takes its place, and after that the refusals in an API-call log. Where HubSpot has replaced an older scope by granular ones, those count for it, all of them together. OpenCX's own table of scopes is known only in part.",
  judge(_needed, used) {
    const introspection = used['token.introspection'];
    const reads = used['scopes.reads'];
    const logs = used['logs.refusals'];
    if (introspection.outcome === 'ok') return fromList(introspection.value.scopes);
    if (reads.outcome === 'ok') return fromReads(reads.value);
    return (logs.outcome === 'ok' && fromLog(logs.value)) || untold(introspection, reads);
  },
});

function fromList(granted: readonly string[]): Judgement {
  const missing = SCOPE_RULES.flatMap((rule) => missingFor(rule, granted));
  const optional = ofTier('optional', missing);
  const remark =
    optional.length > 0 ? ` Not granted, and OpenCX can work without: ${optional.join(', ')}.` : '';
  return (
    missingScopes(missing) ??
    pass(`Every required scope is granted.${remark}`, { measured: `${granted.length} scopes granted` })
  );
}

function fromReads({ granted, refused }: ScopeReads): Judgement {
  // A read that worked says nothing of the right to write, which some scopes give along.
  const untried = REQUIRED_SCOPES.filter((name) => !refused.includes(name)).flatMap((name) =>
    granted.includes(name) ? (ruleOf(name)?.successors?.filter(isWrite) ?? []) : [name],
  );
  return (
    missingScopes(SCOPE_RULES.map(({ name }) => name).filter((name) => refused.includes(name))) ??
    unknown(
      `HubSpot gave no list of scopes, and small reads could not tell of these whether they are granted: ${untried.map(scopeWords).join('; ')}.`,
      { measured: `readable with: ${granted.join(', ')}` },
    )
  );
}

/** A log tells of the past: what was refused then may be granted by now, so it is likely at most. */
function fromLog(refusals: LogRefusals): Judgement | undefined {
  const rows = refusals.missingScopes.filter(({ over }) => !over);
  const refused = new Set(rows.flatMap(({ scope }) => scope ?? []));
  return missingScopes([...refused], rows.every(({ inferred }) => inferred) ? 'possible' : 'likely');
}

/**
 * Fails for a required scope, warns for a secondary one; an optional one alone is nothing to report, and one that
 * OpenCX does not ask for is none at all.
 */
function missingScopes(missing: readonly string[], confidence?: Confidence): Judgement | undefined {
  const required = ofTier('required', missing);
  const secondary = ofTier('secondary', missing);
  const told = required.length > 0 ? required : secondary;
  const [first, ...rest] = scopeFindings(told, confidence);
  if (!first) return undefined;
  const verdict = required.length > 0 ? fail : warn;
  const wanted = SCOPE_RULES.filter(({ tier }) => tier === (required.length > 0 ? 'required' : 'secondary'));
  return verdict([first, ...rest], {
    summary: `Not granted: ${[...required, ...secondary].map(withConsequence).join('; ')}.`,
    measured: `not granted: ${told.map(scopeWords).join('; ')}`,
    expected: `granted: ${wanted.map(({ name }) => name).join(', ')}`,
  });
}

function ofTier(tier: ScopeTier, scopes: readonly string[]): string[] {
  return scopes.filter((scope) => ruleOf(scope)?.tier === tier);
}

function isWrite(scope: string): boolean {
  return scope.endsWith('.write');
}
