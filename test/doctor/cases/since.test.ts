import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { type Look, sinceThen, subjectOf } from '../../../src/doctor/cases/since.ts';
import { cause, check, passed, report } from '../../reporters/build.ts';

const SCOPE = 'owners-scope-missing';
const OWNER = 'owner-not-ai-user';

const scoped = cause(SCOPE, { title: 'Owners cannot be read', checks: ['scopes/owners-read'] });
const owned = cause(OWNER, { title: 'A rep holds it', checks: ['conversation/owner'] });
const failed = (id: string) => check(id, 'fail', 'It is not so.');
const untold = (id: string) => check(id, 'unknown', 'It could not be told.');

const reports = {
  nothing: report({
    status: 'healthy',
    checks: [passed('scopes/owners-read'), passed('conversation/owner')],
  }),
  scope: report({
    status: 'problems',
    causes: [scoped],
    checks: [failed('scopes/owners-read'), passed('conversation/owner')],
  }),
  owner: report({
    status: 'warnings',
    causes: [owned],
    checks: [passed('scopes/owners-read'), failed('conversation/owner')],
  }),
  untold: report({
    status: 'incomplete',
    checks: [untold('scopes/owners-read'), untold('conversation/owner')],
  }),
} satisfies Record<string, Report>;
type Name = keyof typeof reports;

const look = (name: Name, subject?: string, thread?: string): Look => ({
  report: reports[name],
  ...(subject !== undefined && { subject }),
  ...(thread !== undefined && { thread }),
});

/** Each list that is not empty. */
function told(before: [Look, ...Look[]], after: Look[]): Record<string, string[]> {
  const { case: _case, at: _at, status: _status, ...lists } = sinceThen('ACME-1', before, after);
  return Object.fromEntries(
    Object.entries(lists).flatMap(([list, found]) =>
      found.length > 0 ? [[list, found.map(({ id, thread }) => (thread ? `${id} of ${thread}` : id))]] : [],
    ),
  );
}

describe('of one look', () => {
  test.each<[Name, Name, Record<string, string[]>]>([
    ['nothing', 'nothing', {}],
    ['scope', 'nothing', { mended: [SCOPE] }],
    ['scope', 'scope', { open: [SCOPE] }],
    ['nothing', 'scope', { broke: [SCOPE] }],
    ['untold', 'scope', { revealed: [SCOPE] }],
    ['scope', 'untold', { untold: [SCOPE] }],
    ['owner', 'nothing', { mended: [OWNER] }],
  ])('%s, then %s', (before, after, lists) => {
    expect(told([look(before)], [look(after)])).toEqual(lists);
  });
});

describe('of other conversations', () => {
  test('what is of the portal is compared all the same, and what is of a conversation is not', () => {
    expect(told([look('scope', '1')], [look('nothing', '2')])).toEqual({ mended: [SCOPE] });
    expect(told([look('owner', '1')], [look('nothing', '2')])).toEqual({});
    expect(told([look('nothing', '1')], [look('owner', '2')])).toEqual({});
  });

  test('each is compared with itself', () => {
    const before: [Look, ...Look[]] = [look('owner', '1', '1'), look('nothing', '2', '2')];
    expect(told(before, [look('nothing', '1', '1'), look('owner', '2', '2')])).toEqual({
      mended: [`${OWNER} of 1`],
      broke: [`${OWNER} of 2`],
    });
  });

  test('what is of the portal is told once, and of no conversation', () => {
    const before: [Look, ...Look[]] = [look('scope', '1', '1'), look('scope', '2', '2')];
    expect(told(before, [look('scope', '1', '1'), look('scope', '2', '2')])).toEqual({ open: [SCOPE] });
  });
});

test('names the case, and the run before at its worst', () => {
  const { case: name, at, status } = sinceThen('ACME-1', [look('owner', '1'), look('scope', '2')], []);
  expect({ name, at, status }).toEqual({ name: 'ACME-1', at: reports.owner.startedAt, status: 'problems' });
});

test.each([
  [{ threadId: '1', ticketId: '2', sessionId: '3', contact: 'jo' }, '1'],
  [{ ticketId: '2', sessionId: '3', contact: 'jo' }, '2'],
  [{ sessionId: '3', contact: 'jo' }, '3'],
  // Addresses are in disguise in a bundle, so that no two of them can be told apart.
  [{ contact: 'jo' }, 'a contact'],
  [{}, undefined],
])('%o was looked at by %s', (context, subject) => {
  expect(subjectOf(context as Parameters<typeof subjectOf>[0])).toBe(subject);
});
