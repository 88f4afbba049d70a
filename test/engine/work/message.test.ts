import { describe, expect, it } from 'vitest';
import { sessionIdOf } from '../../../src/engine/identity.ts';
import type { EngineSettings } from '../../../src/engine/settings.ts';
import { workOn } from '../../../src/engine/work/work.ts';
import { ANSWERS, EVENT, HANDOFF, MESSAGE, SESSION, SETTINGS, THREAD } from './builders.ts';
import { type Answers, walk } from './walk.ts';

function work(answers: Answers = {}, settings: Partial<EngineSettings> = {}, event = EVENT) {
  const context = { settings: { ...SETTINGS, ...settings }, duplicateOf: null, sessionIdOf };
  return walk(workOn(event, context), { ...ANSWERS, ...answers });
}

describe("a customer's message", () => {
  it('is answered on its own channel in the name of the AI user', () => {
    const walked = work();
    expect(walked.only('post-message')).toEqual({
      kind: 'post-message',
      threadId: '5001',
      text: 'It arrives tomorrow.',
      senderActorId: 'A-7001',
      inReplyTo: MESSAGE,
    });
    expect(walked.outcome).toEqual({ status: 'done', summary: 'The AI answered with message m2.' });
  });

  it('tells its decision before anything is done about it', () => {
    const { kinds } = work();
    expect(kinds.indexOf('record-decision')).toBeLessThan(kinds.indexOf('save-session'));
  });

  it('that names no channel goes back on the channel of its thread', () => {
    const { channelId: _none, channelAccountId: _neither, ...bare } = MESSAGE;
    const { inReplyTo } = work({ 'fetch-message': bare }).only('post-message');
    expect(inReplyTo).toMatchObject({ channelId: '1000', channelAccountId: '148662' });
  });

  it('gets no answer where the responder has none', () => {
    const walked = work({ respond: { kind: 'silent' } });
    expect(walked.kinds).not.toContain('post-message');
    expect(walked.outcome.status).toBe('done');
  });

  it('by email waits first and is then read again', () => {
    const email = { ...MESSAGE, channelId: '1002' };
    const { kinds, only } = work({ 'fetch-message': email });
    expect(kinds.slice(0, 5)).toEqual([
      'fetch-message',
      'load-session',
      'wait',
      'fetch-message',
      'fetch-thread',
    ]);
    expect(only('wait').milliseconds).toBe(5_000);
  });

  it('that is gone by then is told of', () => {
    expect(work({ 'fetch-message': null }).outcome).toMatchObject({ reason: 'message-not-found' });
    expect(work({ 'fetch-thread': null }).outcome).toMatchObject({ reason: 'thread-not-found' });
  });

  it('is skipped with the words of the rule that decided', () => {
    const { outcome, kinds } = work({ 'fetch-thread': { ...THREAD, assignedTo: 'A-7002' } });
    expect(outcome).toMatchObject({ status: 'skipped', reason: 'owner-not-ai-user' });
    expect(outcome.summary).toContain('assigned to the AI user');
    expect(kinds).not.toContain('save-session');
  });
});

describe('the turns', () => {
  it('end with the message that is answered and leave out what the customer wrote later', () => {
    const later = { ...MESSAGE, id: 'm9', createdAt: '2026-11-22T09:05:00Z', text: 'Later' };
    const ai = {
      ...MESSAGE,
      id: 'm8',
      createdAt: '2026-11-22T09:04:00Z',
      text: 'Hello',
      createdBy: 'A-7001',
      clientType: 'INTEGRATION',
      senders: [{ actorId: 'A-7001' }],
    };
    const note = { ...ai, id: 'm7', type: 'COMMENT', text: 'Internal' };
    const bot = { ...ai, id: 'm6', text: 'Welcome', createdBy: 'B-1', senders: [{ actorId: 'B-1' }] };
    const { turns } = work({ 'fetch-messages': [later, ai, note, bot, MESSAGE] }).only('respond');
    expect(turns.map(({ from, text }) => `${from}: ${text}`)).toEqual([
      'ai: Hello',
      'customer: Where is my order?',
    ]);
  });

  it('hold the message also where the newest page does not show it yet', () => {
    expect(work({ 'fetch-messages': [] }).only('respond').turns).toHaveLength(1);
  });
});

describe('a resolution', () => {
  const withTicket = { 'load-session': { ...SESSION, ticketId: '577' } };

  it('says its last word, resolves the session and has the ticket closed later', () => {
    const walked = work({ ...withTicket, respond: { kind: 'resolve', text: 'Glad to help.' } });
    expect(walked.only('post-message').text).toBe('Glad to help.');
    expect(walked.only('schedule-close')).toMatchObject({ threadId: '5001', milliseconds: 15_000 });
    expect(walked.effects.findLast(({ kind }) => kind === 'save-session')).toMatchObject({
      session: { status: 'resolved' },
    });
  });

  it.each<[string, Answers, Partial<EngineSettings>]>([
    ['without a ticket', {}, {}],
    ['while ticketing is off', withTicket, { ticketing: false }],
    [
      'with a ticket that is closed already',
      { 'load-session': { ...SESSION, ticketId: '577', ticketClosed: true } },
      {},
    ],
  ])('closes nothing %s', (_name, answers, settings) => {
    expect(work({ ...answers, respond: { kind: 'resolve' } }, settings).kinds).not.toContain(
      'schedule-close',
    );
  });

  it.each<[string, Answers]>([
    ['is answered', {}],
    ['is skipped', { 'fetch-thread': { ...THREAD, assignedTo: 'A-7002' } }],
  ])('is undone by a new message of the customer, which %s', (_name, answers) => {
    const walked = work({ 'load-session': { ...SESSION, status: 'resolved' }, ...answers });
    expect(walked.kinds.indexOf('cancel-close')).toBe(2);
    expect(walked.effects.find(({ kind }) => kind === 'save-session')).toMatchObject({
      session: { status: 'open' },
    });
  });

  it("is not undone by a rep's message", () => {
    const rep = { ...MESSAGE, createdBy: 'A-7002', senders: [{ actorId: 'A-7002' }], direction: 'OUTGOING' };
    const walked = work({ 'fetch-message': rep, 'load-session': { ...SESSION, status: 'resolved' } });
    expect(walked.kinds).not.toContain('cancel-close');
  });
});

describe('Assist Mode', () => {
  const assist = { assistMode: true };

  it('posts the draft as an internal comment and sends nothing, whoever owns the conversation', () => {
    const walked = work({ 'fetch-thread': { ...THREAD, assignedTo: 'A-7002' } }, assist);
    expect(walked.only('post-comment').text).toBe('It arrives tomorrow.');
    expect(walked.kinds).not.toContain('post-message');
  });

  it('hands nothing off by itself', () => {
    const walked = work({ respond: HANDOFF }, assist);
    expect(walked.only('post-comment').text).toBe(
      'The AI would hand this conversation off: The customer asks for a person.',
    );
    expect(walked.kinds).not.toContain('create-ticket');
    expect(walked.kinds).not.toContain('assign-thread');
  });

  it('says nothing where there is nothing to suggest', () => {
    expect(work({ respond: { kind: 'silent' } }, assist).kinds).not.toContain('post-comment');
  });
});

describe("a rep's message", () => {
  const rep = {
    ...MESSAGE,
    createdBy: 'A-7002',
    senders: [{ actorId: 'A-7002' }],
    direction: 'OUTGOING',
    text: 'Hello, I am Robin.',
  };

  it('goes to the customer of the session and not to the AI', () => {
    const walked = work({ 'fetch-message': rep, 'load-session': SESSION });
    expect(walked.only('deliver')).toMatchObject({
      sessionId: SESSION.sessionId,
      message: { text: 'Hello, I am Robin.' },
    });
    expect(walked.kinds).not.toContain('respond');
  });

  it.each(['G2', 'G3'] as const)('that is internal is never delivered (%s)', (generation) => {
    const comment = { ...rep, type: 'COMMENT' };
    const event = { ...EVENT, messageType: 'COMMENT' };
    const { kinds } = work({ 'fetch-message': comment, 'load-session': SESSION }, { generation }, event);
    expect(kinds).not.toContain('deliver');
  });
});

describe('after a handoff', () => {
  const handedOff = { ...SESSION, status: 'handed-off' } as const;

  it('the AI is silent while the conversation has not left it', () => {
    expect(work({ 'load-session': handedOff }).outcome).toMatchObject({ reason: 'handed-off' });
  });

  it('it is remembered that somebody else has owned the conversation', () => {
    const walked = work({ 'load-session': handedOff, 'fetch-thread': { ...THREAD, assignedTo: 'A-7002' } });
    expect(walked.only('save-session').session.leftAiUser).toBe(true);
  });

  it('the AI resumes once the conversation is its own again', () => {
    const walked = work({ 'load-session': { ...handedOff, leftAiUser: true } });
    expect(walked.kinds).toContain('post-message');
    expect(walked.only('save-session').session).toMatchObject({ status: 'open', leftAiUser: false });
  });
});
