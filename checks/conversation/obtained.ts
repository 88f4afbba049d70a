import type { Evidence, EvidenceError } from '../../src/core/evidence.ts';

/** The value of evidence that a check only uses, or undefined where it was not given or could not be had. */
export function obtained<T>(evidence: Evidence<T>): T | undefined {
  return evidence.outcome === 'ok' ? evidence.value : undefined;
}

/** Whether the thing that was asked for does not exist: HubSpot or OpenCX answered 404. */
export function isNotFound(error: EvidenceError): boolean {
  return error.kind === 'http' && error.status === 404;
}
