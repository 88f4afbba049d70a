import { describe, expect, it } from 'vitest';
import { CHECK_IDS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { nearest, nearestClause, nearestHint } from '../../src/files/nearest.ts';
import { UsageError } from '../../src/files/usage-error.ts';

describe('nearest', () => {
  it.each([
    ['a letter left out', 'throtle', ['committed', 'throttle'], 'throttle'],
    ['a letter too many', 'sloww', ['refused', 'slow'], 'slow'],
    ['letters swapped, however short', 'ue', ['us', 'eu'], 'eu'],
    ['letters swapped', 'josn', ['text', 'json', 'junit'], 'json'],
    ['upper and lower case', 'APIURL', ['tokenFile', 'apiUrl'], 'apiUrl'],
    ['lines for dashes', 'HEALTHY_EMAIL', ['healthy-email', 'healthy-chat'], 'healthy-email'],
    ['another order of its words', 'missing-scope', ['scope-missing', 'session-missing'], 'scope-missing'],
    ['a slip beside it', 'missing-scop', ['scope-missing', 'session-missing'], 'scope-missing'],
    ['a beginning', 'reply', ['healthy-email', 'reply-internal'], 'reply-internal'],
    ['a name without its area', 'owners-read', CHECK_IDS, 'scopes/owners-read'],
    ['a slip in it', 'trottle', CHECK_IDS, 'webhooks/throttle'],
    [
      'a key without its object',
      'defaultUserID',
      ['opencx.defaultUserId', 'defaults'],
      'opencx.defaultUserId',
    ],
    ['two slips in a long name', 'replies-not-synching', SYMPTOM_IDS, 'replies-not-syncing'],
    ['the nearer of two', 'portals', ['portable', 'portal'], 'portal'],
  ] as const)('forgives %s', (_, word, candidates, meant) => {
    expect(nearest<string>(word, candidates)).toBe(meant);
  });

  it.each([
    ['another word', 'banana', ['committed', 'throttle']],
    ['two letters of three', 'xyn', ['json']],
    ['one letter of two', 'ab', ['ac']],
    ['a single letter', 'x', ['y']],
    ['a beginning too short to tell', 'co', ['committed']],
    ['half of a word', 'committee-meeting', ['committed']],
    ['nothing', '', ['eu', 'committed']],
    ['a word where there is nothing to choose from', 'eu', []],
  ] as const)('does not guess at %s', (_, word, candidates) => {
    expect(nearest<string>(word, candidates)).toBeUndefined();
  });

  it('finds each candidate from itself', () => {
    for (const id of CHECK_IDS) expect(nearest(id, CHECK_IDS)).toBe(id);
  });
});

it('ends or begins a sentence only where something is near', () => {
  expect(nearestClause('josn', ['json'])).toBe('; the nearest one is "json"');
  expect(nearestHint('josn', ['json'])).toBe('Did you mean json? ');
  expect(nearestClause('banana', ['json'])).toBe('');
  expect(nearestHint('banana', ['json'])).toBe('');
});

it.each([
  [
    'missing-scop',
    ['scope-missing', 'logs/missing-scopes', 'session-missing'],
    'logs/missing-scopes or scope-missing',
  ],
  ['portal', ['portal-a', 'portal-b', 'portal-c', 'portal-d'], 'portal-a, portal-b or portal-c'],
  ['webhook', ['webhooks', 'webhooks/paused', 'webhooks/throttle'], 'webhooks'],
  ['portal-a', ['portal-a', 'portal-ab'], 'portal-a'],
  ['portals', ['portable', 'portal'], 'portal'],
])('names for %s each that it may stand for as well', (word, candidates, named) => {
  expect(nearestHint(word, candidates)).toBe(`Did you mean ${named}? `);
});

it('a usage error never repeats what looks like a secret', () => {
  const error = new UsageError('"pat-na1-00000000-0000-0000-0000-000000000000" is no mode.', {
    hint: 'Not ocx_live_0123456789abcdef.',
  });
  expect(error.message).toBe('"pat-na1-[secret]" is no mode.');
  expect(error.hint).toBe('Not ocx_live_[secret].');
});
