import type { RefusedScopes } from '../../core/evidence.ts';
import { SCOPE_RULES } from '../../core/scopes.ts';
import { copyOf, isScopeName } from './api-words.ts';

/** Scopes that calls were refused for. Never changed once it is made. */
export interface ScopeSet {
  /** Everyday scopes first; none where the answer speaks of scopes and names none. */
  scopes: readonly string[];
  form: RefusedScopes['form'];
  inferred: boolean;
  /** The same for the same set. */
  key: string;
}

const MOST_SCOPES = 100;

export function scopeSet({ names, form }: RefusedScopes, inferred: boolean): ScopeSet {
  const scopes = everydayFirst(names.filter(isScopeName).map(copyOf)).slice(0, MOST_SCOPES);
  return { scopes, form, inferred, key: `${form} ${inferred ? 'inferred' : 'named'} ${scopes.join(' ')}` };
}

/** Calls that were refused for want of a scope that nothing names. */
export const UNNAMED_SCOPES: ScopeSet = scopeSet({ names: [], form: 'unsaid' }, false);

/**
 * Where any of several scopes is enough, the first should be the one that a person would tick: those that OpenCX
 * asks for before others, those for sensitive data last. HubSpot's own order varies and says nothing.
 */
function everydayFirst(names: readonly string[]): string[] {
  return [...new Set(names)].sort(
    (one, other) => rankOf(one) - rankOf(other) || (one < other ? -1 : Number(one > other)),
  );
}

function rankOf(name: string): number {
  const rule = SCOPE_RULES.findIndex((each) => each.name === name);
  if (rule >= 0) return rule;
  return SCOPE_RULES.length + (name.includes('sensitive') ? 1 : 0);
}
