import { describe, expect, test } from 'vitest';
import key from '../../../checks/opencx/key.ts';
import { answer, causesOf, found, NO_DIAGNOSIS, NOT_GIVEN, verdictOf } from '../token/judging.ts';

describe('opencx/key', () => {
  test('passes for a key that reads sessions', () => {
    const verdict = verdictOf(key, { 'opencx.access': found({ sessionsReadable: true }) });
    expect(verdict.summary).toBe('OpenCX accepts the API key.');
    expect(verdict.status).toBe('pass');
  });

  test('passes for a key without the right to sessions and names that right', () => {
    const verdict = verdictOf(key, { 'opencx.access': found({ sessionsReadable: false }) });
    expect(verdict.status).toBe('pass');
    expect(verdict.summary).toContain('chat-sessions:read');
  });

  test.each(['opencx.access', 'conversation.session'] as const)('fails for a 401 of %s', (refused) => {
    const verdict = verdictOf(key, { [refused]: answer(401) });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'opencx-key-rejected']);
  });

  test('has no meaning without a key', () => {
    const verdict = verdictOf(key, { 'opencx.access': NOT_GIVEN, 'conversation.session': NOT_GIVEN });
    expect(verdict.status).toBe('na');
  });

  test.each([...Object.entries(NO_DIAGNOSIS), ['a 403', answer(403)] as const])(
    'says nothing of the key after %s',
    (_name, failure) => {
      const verdict = verdictOf(key, { 'opencx.access': failure, 'conversation.session': failure });
      expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
    },
  );
});
