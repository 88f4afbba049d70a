import type { Evidence, EvidenceError, Source } from '../../src/core/evidence.ts';

const AT = '2026-11-20T10:00:00.000Z';

export function obtained<T>(value: T, source: Source = 'live'): Evidence<T> {
  return { outcome: 'ok', value, source, at: AT, durationMs: 5, calls: source === 'live' ? 1 : 0 };
}

export function failed(error: EvidenceError): Evidence<never> {
  return { outcome: 'error', error, source: 'live', at: AT, durationMs: 5, calls: 1 };
}

export function notGiven(why = 'not given'): Evidence<never> {
  return { outcome: 'missing', why, source: 'given', at: AT, durationMs: 0, calls: 0 };
}

export const REFUSED_401: EvidenceError = { kind: 'http', status: 401, message: 'HubSpot answered 401.' };
export const REFUSED_SCOPES: EvidenceError = {
  kind: 'http',
  status: 403,
  category: 'MISSING_SCOPES',
  message: 'HubSpot answered 403.',
  scopes: { form: 'any', names: ['conversations.read'] },
};
export const TIMED_OUT: EvidenceError = { kind: 'timeout', message: 'no answer within 10 s' };
