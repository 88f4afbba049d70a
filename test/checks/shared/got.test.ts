import { describe, expect, test } from 'vitest';
import { endIfUnreachable } from '../../../checks/shared/got.ts';
import type { ErrorKind, EvidenceError } from '../../../src/core/evidence.ts';
import { EvidenceFailure } from '../../../src/core/evidence.ts';

const provenance = { source: 'live', at: '2026-11-20T15:00:00Z', durationMs: 1, calls: 1 } as const;

function afterFailure(error: EvidenceError): () => void {
  return () => endIfUnreachable({ 'owners.read': { outcome: 'error', ...provenance, error } }, 'owners.read');
}

describe('after a failure of the same side', () => {
  test.each<ErrorKind>(['dns', 'tls', 'refused', 'reset', 'timeout'])('%s is passed on', (kind) => {
    const error = { kind, message: 'api.hubapi.com is out of reach.' };
    expect(afterFailure(error)).toThrow(new EvidenceFailure(error));
  });

  test.each<EvidenceError>([
    { kind: 'http', status: 503, message: 'HubSpot could not answer.' },
    { kind: 'parse', message: 'The answer cannot be read.' },
  ])('an answer ($kind) is none', (error) => {
    expect(afterFailure(error)).not.toThrow();
  });
});

test('what was obtained or not given ends nothing', () => {
  const value = { readable: true } as const;
  expect(() =>
    endIfUnreachable({ 'owners.read': { outcome: 'ok', ...provenance, value } }, 'owners.read'),
  ).not.toThrow();
  expect(() => endIfUnreachable({}, 'owners.read')).not.toThrow();
});
