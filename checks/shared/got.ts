import { type ErrorKind, EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { EvidenceKey, EvidenceSet, EvidenceValues } from '../facts.ts';

/** The value of evidence that this probe builds on; its failure is passed on as it was. */
export function demand<K extends EvidenceKey>(got: EvidenceSet, key: K): EvidenceValues[K] {
  const item = got[key];
  if (!item) throw new EvidenceNotGiven(`${key} was not gathered.`);
  if (item.outcome === 'missing') throw new EvidenceNotGiven(item.why);
  if (item.outcome === 'error') throw new EvidenceFailure(item.error);
  return item.value as EvidenceValues[K];
}

/** The value where there is one; undefined where it failed or nobody gave it. */
export function peek<K extends EvidenceKey>(got: EvidenceSet, key: K): EvidenceValues[K] | undefined {
  const item = got[key];
  return item?.outcome === 'ok' ? (item.value as EvidenceValues[K]) : undefined;
}

const UNREACHABLE: ReadonlySet<ErrorKind> = new Set(['dns', 'tls', 'refused', 'reset', 'timeout']);

/**
 * Passes a failure on with which another call to the same side would end as well: waiting for that one too would
 * only make the run longer. What the other side answered, a refusal say, is nothing of the kind.
 */
export function endIfUnreachable(got: EvidenceSet, key: EvidenceKey): void {
  const item = got[key];
  if (item?.outcome === 'error' && UNREACHABLE.has(item.error.kind)) throw new EvidenceFailure(item.error);
}
