import type { EvidenceKey, EvidenceSet } from '../../../checks/facts.ts';
import { CHECKS } from '../../../checks/index.ts';
import type { Evidence } from '../../core/evidence.ts';

interface Saved {
  evidence: EvidenceSet;
  /** Ids of the checks that the run was to make. */
  checks: readonly string[];
  savedAt: string;
}

/**
 * The same evidence, and of all that the run's checks rest on and that is not there, that it is not. A run saves each fact,
 * also why it could not be had, so what lacks was taken out, or is not understood here: no check passes over that.
 */
export function withAbsent({ evidence, checks, savedAt }: Saved): EvidenceSet {
  const needed = CHECKS.filter(({ id }) => checks.includes(id)).flatMap(({ needs, uses = [] }) => [
    ...needs,
    ...uses,
  ]);
  const lacking = [...new Set(needed)].filter((key) => !(key in evidence));
  return {
    ...Object.fromEntries(lacking.map((key) => [key, absent(key as EvidenceKey, savedAt)])),
    ...evidence,
  };
}

function absent(key: EvidenceKey, at: string): Evidence<never> {
  const message = `The bundle does not hold ${key} in a form that is understood: it was taken out, or another version saved it.`;
  return {
    outcome: 'error',
    source: 'replay',
    at,
    durationMs: 0,
    calls: 0,
    error: { kind: 'parse', message },
  };
}
