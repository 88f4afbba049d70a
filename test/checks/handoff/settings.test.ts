import { describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../../checks/facts.ts';
import channel from '../../../checks/handoff/channel.ts';
import contactEmail from '../../../checks/handoff/contact-email.ts';
import ticketCreation from '../../../checks/handoff/ticket-creation.ts';
import workflowAction from '../../../checks/handoff/workflow-action.ts';
import { CHANNEL_CHOICES } from '../../../src/core/hubspot/channels.ts';
import { findingsOf, handedOff, judge, ticket, type Values } from '../conversation/builders.ts';

const email = { channel: 'hubspot-email', certain: true };
const whatsapp = { channel: 'whatsapp', certain: true };
const messenger = { channel: 'facebook-messenger', certain: true };
const others = Object.keys(CHANNEL_CHOICES).filter((name) => !name.startsWith('hubspot-'));

describe('handoff/channel', () => {
  it.each(['hubspot-chat', 'hubspot-email'])('passes for %s, which HubSpot owns', (name) => {
    const origin = { channel: name, certain: true };
    expect(judge(channel, { 'conversation.channel': origin }).status).toBe('pass');
  });

  it.each(others)('fails for %s', (name) => {
    const verdict = judge(channel, {
      'conversation.channel': { channel: name, certain: true },
      'opencx.workflowAction': false,
    });
    expect(verdict.status).toBe('fail');
    expect(findingsOf(verdict)).toEqual([{ cause: 'channel-not-hubspot', details: { channel: name } }]);
  });

  it('says that mail to an instant.cx address never reaches HubSpot', () => {
    const verdict = judge(channel, { 'conversation.channel': { ...whatsapp, channel: 'opencx-email' } });
    expect(verdict.summary).toContain('never reaches HubSpot');
  });

  it('is only likely while nobody has said whether a workflow makes the ticket', () => {
    const verdict = judge(channel, { 'conversation.channel': whatsapp });
    expect(findingsOf(verdict)[0]?.confidence).toBe('likely');
  });

  it('is only likely where the channel is concluded from signs', () => {
    const verdict = judge(channel, {
      'conversation.channel': { ...whatsapp, certain: false },
      'opencx.workflowAction': false,
    });
    expect(findingsOf(verdict)[0]?.confidence).toBe('likely');
    expect(verdict.summary).toContain('By all signs');
  });

  it('passes where a workflow creates the ticket, and says so', () => {
    const verdict = judge(channel, { 'conversation.channel': whatsapp, 'opencx.workflowAction': true });
    expect(verdict.status).toBe('pass');
    expect(verdict.summary).toContain('workflow');
  });

  it('passes where the ticket is there all the same', () => {
    const verdict = judge(channel, { 'conversation.channel': whatsapp, 'conversation.ticket': ticket() });
    expect(verdict.status).toBe('pass');
  });

  it.each([
    ['is not wired', { 'opencx.workflowAction': false }],
    ['is not wired and there is no ticket', { 'opencx.workflowAction': false, 'conversation.ticket': null }],
  ])('fails where the workflow action %s', (_, values) => {
    expect(judge(channel, { 'conversation.channel': whatsapp, ...values }).status).toBe('fail');
  });
});

describe('handoff/workflow-action', () => {
  it('is not needed on a channel of HubSpot', () => {
    const verdict = judge(workflowAction, { 'conversation.channel': email, 'opencx.workflowAction': false });
    expect(verdict.status).toBe('na');
  });

  it.each([
    [true, 'pass'],
    [false, 'fail'],
  ] as const)('stated as %s: %s', (isWired, status) => {
    const verdict = judge(workflowAction, {
      'conversation.channel': whatsapp,
      'opencx.workflowAction': isWired,
    });
    expect(verdict.status).toBe(status);
    expect(findingsOf(verdict).map(({ cause }) => cause)).toEqual(isWired ? [] : ['workflow-action-missing']);
  });

  it('asks the question of the answers file where nobody has said', () => {
    expect(judge(workflowAction, { 'conversation.channel': whatsapp })).toMatchObject({
      status: 'manual',
      question: QUESTIONS['opencx.workflowAction'].text,
    });
  });

  it.each<[string, Values]>([
    ['no handoff is known', {}],
    [
      'the ticket is there after a handoff',
      { 'conversation.session': handedOff(), 'conversation.ticket': ticket() },
    ],
  ])('accuses nobody on a channel of which OpenCX says nothing where %s', (_, values) => {
    const stated = { 'conversation.channel': messenger, 'opencx.workflowAction': false, ...values };
    expect(judge(workflowAction, stated).status).toBe('na');
  });

  it('does not ask where the ticket is there', () => {
    const values = { 'conversation.channel': whatsapp, 'conversation.ticket': ticket() };
    expect(judge(workflowAction, values).status).toBe('na');
  });
});

describe('handoff/ticket-creation', () => {
  it('passes when it is enabled', () => {
    expect(judge(ticketCreation, { 'opencx.ticketCreation': true }).status).toBe('pass');
  });

  it('fails when it is off', () => {
    const verdict = judge(ticketCreation, { 'opencx.ticketCreation': false });
    expect(findingsOf(verdict)).toEqual([{ cause: 'ticket-creation-disabled' }]);
  });
});

describe('handoff/contact-email', () => {
  it('passes with an address and does not repeat it', () => {
    const verdict = judge(contactEmail, { 'conversation.contactEmail': 'jo@example.test' });
    expect(verdict.status).toBe('pass');
    expect(JSON.stringify(verdict)).not.toContain('jo@');
  });

  it.each(['', '  '])('fails for %j', (address) => {
    const verdict = judge(contactEmail, { 'conversation.contactEmail': address });
    expect(findingsOf(verdict)).toEqual([{ cause: 'contact-without-email' }]);
  });
});
