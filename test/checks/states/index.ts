/**
 * What may be known of each fact: a few values that the checks tell apart, and each way in which it may fail. A new fact
 * has to have some here, or this does not compile.
 */
import { EVIDENCE_KEYS, type EvidenceKey, type EvidenceValues, FACTS } from '../../../checks/facts.ts';
import type { Evidence } from '../../../src/core/evidence.ts';
import { CONVERSATION_STATES } from './conversation.ts';
import { PROJECT_STATES } from './project.ts';
import { PROOF_STATES } from './proof.ts';
import { FAILURES, NOT_GIVEN, type States } from './state.ts';
import { TOKEN_STATES } from './token.ts';
import { WEBHOOK_STATES } from './webhooks.ts';

const VALUES: { readonly [K in EvidenceKey]: States<EvidenceValues[K]> } = {
  ...TOKEN_STATES,
  ...WEBHOOK_STATES,
  ...CONVERSATION_STATES,
  ...PROJECT_STATES,
  ...PROOF_STATES,
};

export interface State {
  key: EvidenceKey;
  /** What is so, in a few words; unique for its fact. */
  name: string;
  evidence: Evidence<unknown>;
}

/** Of each fact: what is as it should be comes first, then other values, and at last how it may fail. */
export const STATES: ReadonlyMap<EvidenceKey, readonly State[]> = new Map(
  EVIDENCE_KEYS.map((key) => [key, statesOf(key)]),
);

function statesOf(key: EvidenceKey): State[] {
  const isAsked = FACTS[key].sources.some((source) => source === 'live');
  const named = { ...VALUES[key], 'not given': NOT_GIVEN, ...(isAsked && FAILURES) };
  return Object.entries(named).map(([name, evidence]) => ({ key, name, evidence }));
}
