import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';

/** What a personal access key may not read is no finding, and no failure either: the next source is taken. */
export function givingWay(error: unknown): unknown {
  if (!(error instanceof EvidenceFailure)) return error;
  const { kind, status = 0 } = error.error;
  const isRefused = kind === 'http' && status >= 400 && status < 500 && status !== 429;
  return isRefused ? new EvidenceNotGiven(error.message) : error;
}
