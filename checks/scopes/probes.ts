import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import { isAbout, OWNERS_SCOPE, READABLE_SCOPES } from '../../src/core/hubspot/scopes.ts';
import { demand, endIfUnreachable, peek } from '../shared/got.ts';
import { defineProbes } from '../shared/probe.ts';
import type { ScopeReads, scopeFacts } from './facts.ts';

export const scopesProbes = defineProbes<keyof typeof scopeFacts>({
  /** The call whose refusal leaves inbound email without a session; what one owner says is of no interest here. */
  'owners.read': {
    async obtain({ hubspot }) {
      await hubspot().readWith('crm.objects.owners.read');
      return { value: { readable: true } };
    },
  },
  /**
   * Stands in for introspection where that does not answer: one small read a scope, all at once, and the owners' own.
   * Only a 403 that names this scope counts as refused; anything else leaves the scope untold. When every read failed
   * the same way, that failure is the answer.
   */
  'scopes.reads': {
    after: () => ['token.introspection', 'owners.read'],
    async obtain({ hubspot }, got) {
      if (peek(got, 'token.introspection')) {
        throw new EvidenceNotGiven('Introspection lists the scopes, so no reads are needed.');
      }
      endIfUnreachable(got, 'owners.read');
      const reader = hubspot();
      const outcomes = await Promise.allSettled(
        READABLE_SCOPES.map(async (scope) => {
          if (scope === OWNERS_SCOPE) demand(got, 'owners.read');
          else await reader.readWith(scope);
        }),
      );
      const found: ScopeReads = { granted: [], refused: [] };
      let failure: unknown;
      for (const [index, scope] of READABLE_SCOPES.entries()) {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') found.granted.push(scope);
        else if (isRefusalOf(scope, outcome?.reason)) found.refused.push(scope);
        else failure = outcome?.reason;
      }
      if (failure && found.granted.length + found.refused.length === 0) throw failure;
      return { value: found };
    },
  },
});

function isRefusalOf(scope: string, reason: unknown): boolean {
  if (!(reason instanceof EvidenceFailure) || reason.error.status !== 403) return false;
  const { scopes } = reason.error;
  return scopes !== undefined && isAbout(scope, scopes.names);
}
