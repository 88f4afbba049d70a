import { describe, expect, it } from 'vitest';
import { sessionIdOf } from '../../../src/engine/identity.ts';
import type { EngineSettings } from '../../../src/engine/settings.ts';
import { workOn } from '../../../src/engine/work/work.ts';
import { ANSWERS, EVENT, HANDOFF, MESSAGE, SESSION, SETTINGS, THREAD } from './builders.ts';
import { type Answers, failing, walk } from './walk.ts';

const STEPS: readonly string[] = [
  'find-contact-by-id',
  'find-contact',
  'create-contact',
  'create-ticket',
  'update-ticket',
  'post-message',
  'post-comment',
  'assign-thread',
];

function handOff(answers: Answers = {}, settings: Partial<EngineSettings> = {}) {
  const context = { settings: { ...SETTINGS, ...settings }, duplicateOf: null, sessionIdOf };
  const walked = walk(workOn(EVENT, context), { ...ANSWERS, respond: HANDOFF, ...answers });
  return { ...walked, steps: walked.kinds.filter((kind) => STEPS.includes(kind)) };
}

const lastSession = ({ effects }: Pick<ReturnType<typeof handOff>, 'effects'>) =>
  effects.findLast((effect) => effect.kind === 'save-session')?.session;

describe('a handoff', () => {
  it('goes in the documented order', () => {
    const walked = handOff({ 'load-session': { ...SESSION, customData: { order_number: '1042' } } });
    expect(walked.steps).toEqual([
      'find-contact',
      'create-contact',
      'create-ticket',
      'post-comment',
      'assign-thread',
      'update-ticket',
    ]);
    expect(walked.outcome).toEqual({ status: 'done', summary: 'Handed off. Ticket 577 was made.' });
    expect(lastSession(walked)).toMatchObject({
      status: 'handed-off',
      leftAiUser: false,
      ticketId: '577',
      contactId: '1402',
      contactEmail: 'jo.doe@example.test',
    });
  });

  it('makes a ticket of summary and whole transcript in the configured stage, for the contact', () => {
    const rep = {
      ...MESSAGE,
      id: 'm0',
      createdAt: '2026-11-22T08:00:00Z',
      text: 'Hello, I am Robin.',
      createdBy: 'A-7002',
      senders: [{ actorId: 'A-7002' }],
    };
    const walked = handOff(
      { 'find-contact': { id: '1401', archived: false }, 'fetch-messages': [MESSAGE, rep] },
      { pipelineId: '7', openStageId: '71' },
    );
    const { ticket, threadId } = walked.only('create-ticket');
    expect(threadId).toBe('5001');
    expect(ticket).toMatchObject({
      pipelineId: '7',
      stageId: '71',
      contactId: '1401',
      subject: 'Conversation 5001',
    });
    expect(ticket.content).toBe(
      [
        'An order did not arrive.',
        '',
        '[2026-11-22T08:00:00Z] Rep: Hello, I am Robin.',
        '[2026-11-22T09:00:00Z] Customer: Where is my order?',
      ].join('\n'),
    );
    expect(walked.kinds).not.toContain('create-contact');
  });

  it('leaves the documented comment', () => {
    const { text } = handOff().only('post-comment');
    expect(text.split('\n')).toEqual([
      '🔄 AI decided to handoff',
      'Reason: The customer asks for a person.',
      'Summary: An order did not arrive.',
      'Sentiment: angry',
      'Language: en',
      `Session: https://platform.open.cx/inbox/${sessionIdOf('5001')}`,
    ]);
  });

  it('assigns the conversation to the default user, in whichever form the id was given', () => {
    expect(handOff({}, { aiUser: '7001' }).only('assign-thread').actorId).toBe('A-7001');
  });

  it('says a word to the customer first where the responder has one', () => {
    const walked = handOff({ respond: { ...HANDOFF, text: 'One moment, please.' } });
    expect(walked.steps[0]).toBe('post-message');
  });

  it("sends the session's own data to the ticket and nothing that is HubSpot's", () => {
    const customData = {
      order_number: '1042',
      hs_pipeline_stage: '2',
      hubspot_owner_id: '90001',
      subject: 'x',
    };
    const walked = handOff({ 'load-session': { ...SESSION, customData } });
    expect(walked.only('update-ticket')).toMatchObject({
      ticketId: '577',
      properties: { order_number: '1042' },
    });
  });
});

describe('the contact', () => {
  it.each(['find-contact', 'create-contact'] as const)(
    'may fail (%s) without stopping the handoff',
    (kind) => {
      const walked = handOff({ [kind]: failing(kind, 'missing-scopes') });
      expect(walked.outcome.status).toBe('done');
      expect(walked.only('create-ticket').ticket).not.toHaveProperty('contactId');
      expect(walked.notes.join()).toContain('goes on without a contact (missing-scopes)');
    },
  );

  it('is looked up through the thread where the message shows no address', () => {
    const walked = handOff({
      'fetch-message': { ...MESSAGE, senders: [{ actorId: 'V-1401' }] },
      'find-contact-by-id': { id: '1401', email: 'sam.hill@example.test', archived: false },
    });
    expect(walked.only('find-contact').email).toBe('sam.hill@example.test');
  });
});

describe('no ticket is made', () => {
  const noAddress = { 'fetch-message': { ...MESSAGE, senders: [{ actorId: 'V-1401' }] } };
  const sms = { 'fetch-thread': { ...THREAD, originalChannelId: '1009' } };
  const custom = { 'fetch-thread': { ...THREAD, originalChannelId: '32' } };
  it.each<[string, Answers, Partial<EngineSettings>, string]>([
    ['while ticket creation is off', {}, { ticketing: false }, 'ticket creation is off'],
    ['on a channel that HubSpot does not own', sms, {}, 'SMS, which HubSpot does not own'],
    ['on a channel of which OpenCX says nothing', custom, {}, 'does not say whether HubSpot owns'],
    ['without an email address to match', noAddress, {}, 'no email address'],
  ])('%s, and the story says why', (_name, answers, settings, why) => {
    const walked = handOff(answers, settings);
    expect(walked.kinds).not.toContain('create-ticket');
    expect(walked.notes.join()).toContain(why);
    expect(walked.steps.slice(-2)).toEqual(['post-comment', 'assign-thread']);
    expect(walked.outcome).toEqual({ status: 'done', summary: 'Handed off.' });
    expect(lastSession(walked)?.status).toBe('handed-off');
  });

  it('but on any channel with the workflow action', () => {
    expect(handOff(custom, { workflowAction: true }).kinds).toContain('create-ticket');
  });

  it('where the thread has got one since the session began', () => {
    const walked = handOff({ 'load-session': SESSION, 'fetch-thread': { ...THREAD, ticketId: '600' } });
    expect(walked.kinds).not.toContain('create-ticket');
    expect(walked.outcome).toEqual({
      status: 'done',
      summary: 'Handed off. The conversation keeps ticket 600.',
    });
  });

  it('where the engine closed one; that one is opened again', () => {
    const session = { ...SESSION, ticketId: '600', ticketClosed: true };
    const walked = handOff({ 'load-session': session });
    expect(walked.only('update-ticket')).toMatchObject({
      ticketId: '600',
      properties: { hs_pipeline_stage: '1' },
    });
    expect(lastSession(walked)).toMatchObject({ ticketId: '600', ticketClosed: false });
  });
});

describe('a step that fails', () => {
  it('leaves the others, and the event counts as failed', () => {
    const walked = handOff({ 'create-ticket': failing('create-ticket', 'missing-scopes') });
    expect(walked.steps.slice(-2)).toEqual(['post-comment', 'assign-thread']);
    expect(walked.outcome).toMatchObject({ status: 'failed', reason: 'missing-scopes' });
    expect(walked.outcome.summary).toContain('create-ticket: It failed (missing-scopes).');
    expect(lastSession(walked)?.status).toBe('handed-off');
  });

  it('ends the handoff where no other call would get through', () => {
    const walked = handOff({ 'create-ticket': failing('create-ticket', 'hubspot-401') });
    expect(walked.kinds).not.toContain('post-comment');
    expect(walked.outcome).toMatchObject({ status: 'failed', reason: 'hubspot-401' });
  });

  it('does not lose the ticket that was made before it', () => {
    const walked = handOff({ 'post-comment': failing('post-comment', 'hubspot-401') });
    expect(lastSession(walked)).toMatchObject({ status: 'open', ticketId: '577', contactId: '1402' });
  });

  it('does not silence the AI where nobody in HubSpot can see the handoff', () => {
    const walked = handOff({
      'create-ticket': failing('create-ticket', 'hubspot-503'),
      'post-comment': failing('post-comment', 'hubspot-503'),
    });
    expect(lastSession(walked)?.status).toBe('open');
  });
});
