import { describe, expect, test } from 'vitest';
import type { DefaultUserOwner } from '../../../checks/default-user/facts.ts';
import known from '../../../checks/default-user/known.ts';
import type { EvidenceSet } from '../../../checks/facts.ts';
import ownersRead from '../../../checks/scopes/owners-read.ts';
import { OWNERS_SCOPE } from '../../../src/core/hubspot/scopes.ts';
import type { Confidence } from '../../../src/core/verdict.ts';
import { answer, causesOf, failed, found, NO_DIAGNOSIS, NOT_GIVEN, verdictOf } from '../token/judging.ts';

const OWNER = { id: '501', userId: '7001', name: 'Assistant', archived: false };
const AGENTS = { none: { 'default-user.actor': found(null) }, untold: {} };
const REFUSED = answer(403, { category: 'MISSING_SCOPES', scopes: { form: 'any', names: [OWNERS_SCOPE] } });

function lookedUp(given: string, owners: Partial<DefaultUserOwner>, more: EvidenceSet = {}) {
  return verdictOf(known, {
    'opencx.defaultUserId': found(given, 'given'),
    'default-user.owner': found({ byUserId: null, byOwnerId: null, archived: null, ...owners }),
    ...more,
  });
}

describe('default-user/known', () => {
  test.each(['A-7001', 'a-7001', '7001', ' 7001 '])('passes for %j', (given) => {
    const verdict = lookedUp(given, { byUserId: OWNER });
    expect(verdict).toMatchObject({ status: 'pass', measured: 'A-7001' });
    expect(verdict.summary).toContain('Assistant');
  });

  test.each(['', '   '])('fails for the empty field %j', (given) => {
    const verdict = verdictOf(known, { 'opencx.defaultUserId': found(given, 'stated') });
    expect([verdict.status, verdict.source, ...causesOf(verdict)]).toEqual([
      'fail',
      'stated',
      'default-user-missing',
    ]);
  });

  test.each(['assistant', 'V-7001', '7001;7002', 'A-x7001', 'pat-na1-00000000-0000-0000-0000-000000000000'])(
    'does not repeat %j, which is no user id',
    (given) => {
      const verdict = verdictOf(known, { 'opencx.defaultUserId': found(given, 'given') });
      expect(verdict.status).toBe('fail');
      // HubSpot has said nothing, and what was typed here need not stand in OpenCX.
      expect(verdict.findings).toEqual([{ cause: 'default-user-unknown', confidence: 'likely' }]);
      expect(verdict.expected).toContain('A-7001');
      expect(JSON.stringify([verdict.summary, verdict.measured, verdict.findings])).not.toContain(given);
    },
  );

  test('fails for an id that names nobody', () => {
    const verdict = lookedUp('A-9999', {});
    expect(causesOf(verdict)).toEqual(['default-user-unknown']);
    expect(verdict.findings[0]?.details).toEqual({ id: 'A-9999' });
  });

  test('accuses nobody where what answered of the agent was not HubSpot', () => {
    const actor = failed({ kind: 'parse', message: 'The answer is no JSON.' });
    expect(lookedUp('A-9999', {}, { 'default-user.actor': actor })).toMatchObject({
      status: 'unknown',
      findings: [],
    });
    expect(causesOf(lookedUp('A-9999', {}, { 'default-user.actor': answer(500) }))).toEqual([
      'default-user-unknown',
    ]);
  });

  test('tells an owner id by the user id that was meant', () => {
    const verdict = lookedUp('501', { byOwnerId: OWNER });
    expect(causesOf(verdict)).toEqual(['default-user-is-owner-id']);
    expect(verdict.findings[0]?.details).toEqual({ id: '501', name: 'Assistant', rightId: 'A-7001' });
    expect(verdict.expected).toBe('A-7001');
  });

  test.each<[string, DefaultUserOwner['byOwnerId'], EvidenceSet, Confidence | undefined]>([
    ['the owner is another user, and no agent has the id', OWNER, AGENTS.none, undefined],
    ['whether there is such an agent is not known', OWNER, AGENTS.untold, 'likely'],
    ['whose user the owner is is not known', { id: '501', archived: false }, AGENTS.none, 'likely'],
  ])('is so sure of it where %s', (_, byOwnerId, agents, confidence) => {
    expect(lookedUp('501', { byOwnerId }, agents).findings).toMatchObject([
      { cause: 'default-user-is-owner-id', ...(confidence && { confidence }) },
    ]);
    expect(lookedUp('501', { byOwnerId }, agents).findings[0]?.confidence).toBe(confidence);
  });

  test('does not take a number for an owner id only because an owner has it', () => {
    const young = { ...OWNER, id: '7001' };
    expect(lookedUp('7001', { byUserId: young, byOwnerId: young }).status).toBe('pass');
    expect(lookedUp('7001', { byOwnerId: young }).status).toBe('pass');
    const other = { ...OWNER, id: '7001', userId: '7005' };
    expect(
      lookedUp('7001', { byOwnerId: other }, { 'default-user.actor': found({ id: 'A-7001' }) }),
    ).toMatchObject({
      status: 'unknown',
      findings: [],
    });
  });

  test('names no right id for an owner without a user', () => {
    const verdict = lookedUp('501', { byOwnerId: { id: '501', archived: true } });
    expect(verdict.findings[0]?.details).not.toHaveProperty('rightId');
    expect(verdict.summary).toContain('owner 501');
  });

  test('fails for a user who has left', () => {
    const gone = { id: '502', userIdIncludingInactive: '7001', name: 'Assistant', archived: true };
    const verdict = lookedUp('7001', { archived: gone, byOwnerId: OWNER });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'default-user-inactive']);
    expect(verdict.findings[0]?.details).toEqual({ id: 'A-7001', name: 'Assistant' });
  });

  test('leaves an agent without an owner open', () => {
    const verdict = lookedUp('7001', {}, { 'default-user.actor': found({ id: 'A-7001' }) });
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
  });

  test('is manual when nobody has said', () => {
    const verdict = verdictOf(known, { 'opencx.defaultUserId': NOT_GIVEN });
    expect(verdict.status).toBe('manual');
    expect(verdict.question).toContain('Default User ID');
  });
});

describe('default-user/known, where owners cannot be read', () => {
  const given = { 'opencx.defaultUserId': found('7001', 'given') } as const;

  test('cannot tell of an agent whether the user is active, and says what was not seen', () => {
    const actor = found({ id: 'A-7001', name: 'Assistant' });
    const verdict = verdictOf(known, {
      ...given,
      'default-user.owner': REFUSED,
      'default-user.actor': actor,
    });
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
    expect(verdict.summary).toMatch(/Assistant.*was not seen/);
  });

  test('fails where there is no such agent', () => {
    const verdict = verdictOf(known, {
      ...given,
      'default-user.owner': REFUSED,
      'default-user.actor': found(null),
    });
    expect(causesOf(verdict)).toEqual(['default-user-unknown']);
  });

  test('accuses nobody where an owner came that could not be read', () => {
    const verdict = verdictOf(known, {
      ...given,
      'default-user.owner': failed({ kind: 'parse', message: 'The answer lacks something.' }),
      'default-user.actor': found(null),
    });
    expect(verdict.status).toBe('unknown');
  });

  test('is blocked by the missing owners scope when the agent cannot be read either', () => {
    const evidence = {
      ...given,
      'owners.read': REFUSED,
      'default-user.owner': REFUSED,
      'default-user.actor': answer(403),
    };
    const verdict = verdictOf(known, evidence, { before: [ownersRead] });
    expect(verdict).toMatchObject({ status: 'blocked', blockedBy: 'scopes/owners-read' });
  });

  test.each(Object.entries(NO_DIAGNOSIS))('accuses nobody after %s', (_name, failure) => {
    const evidence = { ...given, 'default-user.owner': failure, 'default-user.actor': failure };
    expect(verdictOf(known, evidence)).toMatchObject({ status: 'unknown', findings: [] });
  });
});
