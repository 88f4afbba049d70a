import { describe, expect, it } from 'vitest';
import { agentActorId } from '../../../checks/conversation/holder.ts';
import check from '../../../checks/conversation/owner.ts';
import { QUESTIONS } from '../../../checks/facts.ts';
import {
  failed,
  findingsOf,
  handedOff,
  judge,
  REP,
  session,
  thread,
  unassigned,
  type Values,
} from './builders.ts';

const ownedByRep: Values = {
  'conversation.thread': thread({ assignedTo: REP }),
  'opencx.defaultUserId': 'A-7001',
  'conversation.owner': { id: REP, name: 'Dana Example' },
  'default-user.actor': { id: 'A-7001', name: 'Ada AI' },
};

describe('agentActorId', () => {
  it.each([
    ['7001', 'A-7001'],
    ['A-7001', 'A-7001'],
    [' a-7001 ', 'A-7001'],
    ['', undefined],
    ['A-', undefined],
  ])('reads %j as %j', (shown, actor) => {
    expect(agentActorId(shown)).toBe(actor);
  });
});

describe('conversation/owner', () => {
  it.each(['7001', 'A-7001'])('passes when the owner is the AI user, shown as %s', (id) => {
    const verdict = judge(check, { 'conversation.thread': thread(), 'opencx.defaultUserId': id });
    expect(verdict.status).toBe('pass');
  });

  it('compares nothing with an agent whom HubSpot does not know', () => {
    const verdict = judge(check, { ...ownedByRep, 'default-user.actor': null });
    expect(verdict).toMatchObject({ status: 'unknown', summary: expect.stringContaining('A-7001') });
  });

  it('accuses no owner before the id of the AI user is known to name somebody', () => {
    const unread = { 'default-user.actor': failed({ kind: 'parse', message: 'Something else answered.' }) };
    const verdict = judge(check, ownedByRep, unread);
    expect(verdict).toMatchObject({ status: 'unknown', summary: expect.stringContaining('Something else') });
    const owners = {
      byUserId: { id: '9', userId: '7001', archived: false },
      byOwnerId: null,
      archived: null,
    };
    expect(judge(check, { ...ownedByRep, 'default-user.owner': owners }, unread).status).toBe('fail');
  });

  it('does not take a longer id for the same user', () => {
    const values = {
      'conversation.thread': thread({ assignedTo: 'A-70011' }),
      'opencx.defaultUserId': '7001',
    };
    expect(judge(check, values).status).toBe('fail');
  });

  it('fails and names the owner and the AI user', () => {
    const verdict = judge(check, ownedByRep);
    expect(verdict).toMatchObject({
      status: 'fail',
      measured: 'assigned to Dana Example (A-7002)',
      expected: 'assigned to Ada AI (A-7001)',
    });
    expect(findingsOf(verdict)).toEqual([
      {
        cause: 'owner-not-ai-user',
        confidence: 'likely',
        details: { owner: 'Dana Example (A-7002)', aiUser: 'Ada AI (A-7001)', assist: false },
      },
    ]);
  });

  it('is only likely, and asks, while nobody has said whether Assist Mode is on', () => {
    const verdict = judge(check, ownedByRep);
    expect(verdict).toMatchObject({ question: QUESTIONS['opencx.assistMode'].text });
    expect(findingsOf(verdict)[0]?.confidence).toBe('likely');
  });

  it.each<[string, Values]>([
    ['the session', { 'conversation.session': session() }],
    ['a person', { 'opencx.assistMode': false }],
  ])('is sure where %s says that Assist Mode is off', (_, word) => {
    const verdict = judge(check, { ...ownedByRep, ...word });
    expect(verdict).not.toHaveProperty('question');
    expect(findingsOf(verdict)[0]).not.toHaveProperty('confidence');
  });

  it('names the owner by id where the name could not be read', () => {
    const verdict = judge(check, {
      'conversation.thread': thread({ assignedTo: REP }),
      'opencx.defaultUserId': '7001',
      'conversation.owner': null,
    });
    expect(verdict).toMatchObject({ measured: 'assigned to A-7002', expected: 'assigned to A-7001' });
  });

  it('says that it was handed off, where the session says so', () => {
    const verdict = judge(check, { ...ownedByRep, 'conversation.session': handedOff() });
    expect(verdict.status).toBe('fail');
    expect(verdict.summary).toContain('handed this conversation off');
  });

  it('is only likely the reason when nobody is assigned', () => {
    const verdict = judge(check, { 'conversation.thread': unassigned(), 'opencx.defaultUserId': '7001' });
    expect(verdict).toMatchObject({ status: 'fail', measured: 'nobody is assigned' });
    expect(verdict.summary).toContain('Nobody is assigned');
    expect(findingsOf(verdict)[0]).toMatchObject({ cause: 'owner-not-ai-user', confidence: 'likely' });
  });

  it.each<[string, Values]>([
    ['stated', { 'opencx.assistMode': true }],
    ['on in the session', { 'conversation.session': session({ assistMode: true }) }],
  ])('warns with Assist Mode %s', (_, assist) => {
    const verdict = judge(check, { ...ownedByRep, ...assist });
    expect(verdict.status).toBe('warn');
    expect(findingsOf(verdict)[0]?.details).toMatchObject({ assist: true });
    expect(verdict.summary).toContain('internal comments');
  });

  it('fails with Assist Mode stated to be off', () => {
    expect(judge(check, { ...ownedByRep, 'opencx.assistMode': false }).status).toBe('fail');
  });

  it('cannot tell where OpenCX holds no Default User ID', () => {
    expect(judge(check, { ...ownedByRep, 'opencx.defaultUserId': '' }).status).toBe('unknown');
  });
});
