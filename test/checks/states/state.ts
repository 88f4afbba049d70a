/** How the states of facts are written down: what was found, and in which way it could not be had. */
import type { Evidence, EvidenceError, Source } from '../../../src/core/evidence.ts';

/** When the evidence of every state was obtained. */
const AT = '2026-11-20T10:00:00.000Z';

/** What may be known of one fact, by a few words that name it. The first is as it should be. */
export type States<T> = Readonly<Record<string, Evidence<T>>>;

export function known<T>(value: T, source: Source, more: { at?: string; stale?: true } = {}): Evidence<T> {
  return {
    outcome: 'ok',
    value,
    source,
    at: AT,
    durationMs: 5,
    calls: source === 'live' ? 1 : 0,
    ...more,
  };
}

/** The same source for all of them, as a rule HubSpot or OpenCX itself. */
export function all<T>(values: Readonly<Record<string, T>>, source: Source = 'live'): States<T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, known(value, source)]));
}

function failed(error: EvidenceError): Evidence<never> {
  return { outcome: 'error', error, source: 'live', at: AT, durationMs: 5, calls: 1 };
}

/** HubSpot, or OpenCX, answered so. */
export function answered(status: number, more: Partial<EvidenceError> = {}): Evidence<never> {
  return failed({ kind: 'http', status, message: `It answered ${status}.`, ...more });
}

export const NOT_GIVEN: Evidence<never> = {
  outcome: 'missing',
  why: 'Nobody gave it.',
  source: 'given',
  at: AT,
  durationMs: 0,
  calls: 0,
};

/** How a fact that is asked of a server may fail, whichever it is. */
export const FAILURES: States<never> = {
  'timed out': failed({ kind: 'timeout', message: 'No answer came within 10 s.' }),
  'answered 401': answered(401, { category: 'INVALID_AUTHENTICATION' }),
  'answered 403 for a scope': answered(403, {
    category: 'MISSING_SCOPES',
    scopes: { form: 'any', names: ['crm.objects.owners.read'] },
  }),
  'answered 404': answered(404),
  'answered 429 of the day': answered(429, { policy: 'DAILY' }),
  'in no known form': failed({ kind: 'parse', message: 'The answer is in no known form.' }),
};
