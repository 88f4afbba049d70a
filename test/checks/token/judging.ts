import type { EvidenceSet } from '../../../checks/facts.ts';
import type { Check } from '../../../src/core/check.ts';
import type { ConnectionMode } from '../../../src/core/connection.ts';
import type { Evidence, EvidenceError, Source } from '../../../src/core/evidence.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { runChecks } from '../../../src/doctor/run-checks.ts';

/** When the evidence of these tests was obtained. */
export const AT = '2026-11-20T10:00:00.000Z';

export function found<T>(value: T, source: Source = 'live', at = AT): Evidence<T> {
  return { outcome: 'ok', value, source, at, durationMs: 5, calls: source === 'live' ? 1 : 0 };
}

export function failed(error: EvidenceError): Evidence<never> {
  return { outcome: 'error', error, source: 'live', at: AT, durationMs: 5, calls: 1 };
}

/** HubSpot, or OpenCX, answered with this status. */
export function answer(status: number, more: Partial<EvidenceError> = {}): Evidence<never> {
  return failed({ kind: 'http', status, message: `HubSpot answered ${status}.`, ...more });
}

export const TIMED_OUT = failed({ kind: 'timeout', message: 'HubSpot did not answer within 10 s.' });
export const NO_TOKEN = failed({ kind: 'not-configured', message: 'There is no token to ask with.' });
export const NOT_GIVEN: Evidence<never> = {
  outcome: 'missing',
  why: 'Nobody has said.',
  source: 'given',
  at: AT,
  durationMs: 0,
  calls: 0,
};

/** Failures that say nothing about the customer's settings. */
export const NO_DIAGNOSIS: Record<string, Evidence<never>> = {
  'no route to the host': failed({ kind: 'dns', message: 'api.hubapi.com was not found.' }),
  'a broken TLS handshake': failed({ kind: 'tls', message: 'The certificate has expired.' }),
  'a refused connection': failed({ kind: 'refused', message: 'The connection was refused.' }),
  'a reset connection': failed({ kind: 'reset', message: 'The connection was reset.' }),
  'a timeout': TIMED_OUT,
  'an answer that is no JSON': failed({ kind: 'parse', message: 'The answer is not JSON.' }),
  'a 429 of the seconds': answer(429, { policy: 'TEN_SECONDLY_ROLLING' }),
  'a 500': answer(500),
  'a 503': answer(503),
};

/** One check's verdict, given by the runner as in a real run, with the checks that may block it. */
export function verdictOf(
  check: Check,
  evidence: EvidenceSet,
  options: { mode?: ConnectionMode; before?: readonly Check[] } = {},
): Verdict {
  const { mode = 'legacy-app', before = [] } = options;
  const context = { mode, conversation: 'wanted', now: () => 0 } as const;
  const verdict = runChecks([...before, check], evidence, context).at(-1);
  if (!verdict) throw new Error('The runner gave no verdict.');
  return verdict;
}

/** Causes in the order in which the check names them. */
export function causesOf(verdict: Verdict): string[] {
  return verdict.findings.map(({ cause }) => cause);
}
