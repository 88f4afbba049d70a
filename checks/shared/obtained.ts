import type { Evidence, EvidenceError, Provenance } from '../../src/core/evidence.ts';
import { type Confidence, type Judgement, unknown } from './judgement.ts';

/** The value where there is one; undefined where it failed or nobody gave it. */
export function obtained<T>(evidence: Evidence<T>): T | undefined {
  return evidence.outcome === 'ok' ? evidence.value : undefined;
}

/** The error behind evidence that failed; undefined where it was obtained or nobody gave it. */
export function errorOf(evidence: Evidence<unknown>): EvidenceError | undefined {
  return evidence.outcome === 'error' ? evidence.error : undefined;
}

/** Whether the server itself answered with one of these statuses. A connection that broke is no answer. */
export function answered(evidence: Evidence<unknown>, ...statuses: readonly number[]): boolean {
  const error = errorOf(evidence);
  return error?.kind === 'http' && error.status !== undefined && statuses.includes(error.status);
}

/** Nothing can be said; tells why in the words of the first evidence that failed, else of the first not given. */
export function untold(...items: readonly Evidence<unknown>[]): Judgement {
  const error = items.map(errorOf).find((each) => each !== undefined);
  const absent = items.find((each) => each.outcome === 'missing');
  const reason = error?.message ?? absent?.why ?? 'nothing was measured';
  return unknown(`Could not be told: ${reason.replace(/\.$/, '')}.`);
}

/** Whether the thing that was asked for does not exist: HubSpot or OpenCX answered 404. */
export function isNotFound(error: EvidenceError): boolean {
  return error.kind === 'http' && error.status === 404;
}

/** How sure a cause is that rests on this one evidence, whatever else the check has looked at. */
export function confidenceIn({ source, stale }: Provenance): Confidence {
  return source === 'stated' || stale ? 'likely' : 'confirmed';
}
