import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import accepted from '../../../checks/token/accepted.ts';
import format from '../../../checks/token/format.ts';
import {
  answer,
  causesOf,
  failed,
  found,
  NO_DIAGNOSIS,
  NO_TOKEN,
  NOT_GIVEN,
  TIMED_OUT,
  verdictOf,
} from './judging.ts';

const INTROSPECTION = found({ hubId: 1001, appId: 2002, userId: 7001, scopes: ['oauth'] });
const DETAILS = found({ portalId: 1001 });
const REFUSED = answer(401, { category: 'INVALID_AUTHENTICATION' });
const REMOVED = { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' };

function judged(evidence: EvidenceSet) {
  return verdictOf(accepted, evidence);
}

describe('token/accepted', () => {
  test.each<[string, EvidenceSet]>([
    ['introspection answers', { 'token.introspection': INTROSPECTION, 'account.details': TIMED_OUT }],
    ['the account answers', { 'token.introspection': TIMED_OUT, 'account.details': DETAILS }],
    [
      'the account answers, though introspection says 401',
      { 'token.introspection': REFUSED, 'account.details': DETAILS },
    ],
    [
      'the account answers, though introspection says 488',
      { 'token.introspection': answer(488), 'account.details': DETAILS },
    ],
    [
      'owners can be read',
      {
        'token.introspection': answer(500),
        'account.details': answer(500),
        'owners.read': found({ readable: true }),
      },
    ],
    [
      'only a scope is missing',
      {
        'token.introspection': INTROSPECTION,
        'account.details': DETAILS,
        'owners.read': answer(403, { category: 'MISSING_SCOPES' }),
      },
    ],
  ])('passes when %s', (_when, evidence) => {
    expect(judged(evidence)).toMatchObject({ status: 'pass', findings: [] });
  });

  test.each<[string, EvidenceSet]>([
    ['both calls answer 401', { 'token.introspection': REFUSED, 'account.details': REFUSED }],
    [
      'introspection answers 401 and the account not at all',
      { 'token.introspection': REFUSED, 'account.details': TIMED_OUT },
    ],
    [
      'the account answers 401 and introspection breaks',
      { 'token.introspection': answer(502), 'account.details': REFUSED },
    ],
  ])('names a rejected token when %s', (_when, evidence) => {
    const verdict = judged(evidence);
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-rejected']);
    expect(verdict.summary).toContain('cannot be told');
  });

  test('says expired only when HubSpot does', () => {
    const expired = answer(401, { category: 'EXPIRED_AUTHENTICATION' });
    const { summary, findings } = judged({ 'token.introspection': expired, 'account.details': expired });
    expect(summary).toContain('has expired');
    expect(findings[0]?.details).toMatchObject({ expired: true });
  });

  test('names the region that a 488 names', () => {
    const verdict = judged({
      'token.introspection': answer(488, { region: 'eu1' }),
      'account.details': TIMED_OUT,
    });
    expect(causesOf(verdict)).toEqual(['token-wrong-region']);
    expect(verdict.findings[0]?.details).toEqual({ region: 'eu1' });
    expect(verdict.summary).toContain('eu1');
  });

  test('names a wrong region where HubSpot names none', () => {
    const verdict = judged({ 'token.introspection': INTROSPECTION, 'account.details': answer(488) });
    expect(causesOf(verdict)).toEqual(['token-wrong-region']);
  });

  test.each<[string, EvidenceSet]>([
    ['introspection', { 'token.introspection': answer(401, REMOVED), 'account.details': TIMED_OUT }],
    ['the account', { 'token.introspection': INTROSPECTION, 'account.details': answer(403, REMOVED) }],
    [
      'a read of owners',
      {
        'token.introspection': INTROSPECTION,
        'account.details': DETAILS,
        'owners.read': answer(403, REMOVED),
      },
    ],
    [
      'a conversation',
      {
        'token.introspection': INTROSPECTION,
        'account.details': DETAILS,
        'conversation.thread': answer(403, REMOVED),
      },
    ],
  ])('names a removed creator when %s says so', (_where, evidence) => {
    const verdict = judged(evidence);
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-creator-removed']);
  });

  test.each(Object.entries(NO_DIAGNOSIS))('says nothing about the token after %s', (_name, failure) => {
    const verdict = judged({
      'token.introspection': failure,
      'account.details': failure,
      'owners.read': failure,
    });
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
  });

  test('a 403 for a scope says nothing about the token', () => {
    const refused = answer(403, { category: 'MISSING_SCOPES' });
    expect(judged({ 'token.introspection': refused, 'account.details': refused }).status).toBe('unknown');
  });

  test('is unknown without a token', () => {
    const evidence = {
      'token.form': NO_TOKEN,
      'token.introspection': NO_TOKEN,
      'account.details': NO_TOKEN,
      'owners.read': NO_TOKEN,
      'conversation.thread': NOT_GIVEN,
    };
    const verdict = verdictOf(accepted, evidence, { before: [format] });
    expect(verdict).toMatchObject({ status: 'unknown', blockedBy: null, findings: [] });
  });

  test('is judged although the token was pasted with quotes', () => {
    const form = found(
      { kind: 'hubspot-app', faults: ['quotes'], usable: true, length: 46, origin: 'environment' } as const,
      'given',
    );
    const evidence = { 'token.form': form, 'token.introspection': INTROSPECTION } as EvidenceSet;
    expect(verdictOf(accepted, evidence, { before: [format] }).status).toBe('pass');
  });

  test('repeats why it could not be told', () => {
    const offline = failed({ kind: 'not-allowed', message: 'No calls are made with --offline.' });
    expect(judged({ 'token.introspection': offline }).summary).toContain('--offline');
  });
});
