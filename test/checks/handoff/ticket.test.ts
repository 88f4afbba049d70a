import { describe, expect, it } from 'vitest';
import check from '../../../checks/handoff/ticket.ts';
import {
  failed,
  findingsOf,
  handedOff,
  judge,
  session,
  ticket,
  type Values,
} from '../conversation/builders.ts';
import { fromCustomer, handoffComment, newestFirst, repComment } from '../replies/message-builders.ts';

/** Every documented reason for a missing ticket is asked after, and none of them holds. */
const settled: Values = {
  'opencx.ticketCreation': true,
  'conversation.channel': { channel: 'hubspot-email', certain: true },
  'conversation.contactEmail': 'jo@example.test',
};

const commented = newestFirst(fromCustomer(), handoffComment());
const talked = newestFirst(fromCustomer(), repComment());

describe('handoff/ticket', () => {
  it('passes for a ticket with a contact', () => {
    expect(judge(check, { 'conversation.ticket': ticket() }).status).toBe('pass');
  });

  it('fails for a ticket without a contact, handoff or not', () => {
    const verdict = judge(check, { 'conversation.ticket': ticket({ contactIds: [] }) });
    expect(findingsOf(verdict)).toEqual([{ cause: 'ticket-without-contact', details: { ticketId: '9001' } }]);
  });

  it.each<[string, Values]>([
    ['the session', { 'conversation.session': handedOff() }],
    ['how the session was closed', { 'conversation.session': session({ closure: 'handed_off' }) }],
    ['a handoff comment', { 'conversation.messages': commented, 'opencx.defaultUserId': '7001' }],
    [
      'a handoff comment against the session',
      { 'conversation.messages': commented, 'conversation.session': session() },
    ],
  ])('fails for a missing ticket after a handoff, by %s', (_, values) => {
    const verdict = judge(check, { 'conversation.ticket': null, ...settled, ...values });
    expect(findingsOf(verdict)).toEqual([{ cause: 'ticket-missing' }]);
  });

  it.each(Object.keys(settled))('is no more than a symptom while %s is open', (key) => {
    const values = { ...settled, 'conversation.session': handedOff(), [key]: undefined };
    const verdict = judge(check, { 'conversation.ticket': null, ...values });
    expect(verdict.status).toBe('fail');
    expect(findingsOf(verdict)).toEqual([{ cause: 'ticket-missing', confidence: 'possible' }]);
  });

  it.each([
    [undefined, 'possible'],
    [false, undefined],
    [true, undefined],
  ])('waits for the workflow action on WhatsApp: stated as %s', (isWired, confidence) => {
    const verdict = judge(check, {
      ...settled,
      'conversation.ticket': null,
      'conversation.session': handedOff(),
      'conversation.channel': { channel: 'whatsapp', certain: true },
      ...(isWired !== undefined && { 'opencx.workflowAction': isWired }),
    });
    expect(findingsOf(verdict)[0]?.confidence).toBe(confidence);
  });

  it('counts a deleted ticket as missing', () => {
    const verdict = judge(check, {
      'conversation.ticket': ticket({ archived: true }),
      'conversation.session': handedOff(),
    });
    expect(findingsOf(verdict)).toEqual([{ cause: 'ticket-missing', details: { deleted: '9001' } }]);
    expect(verdict.summary).toContain('deleted');
  });

  it.each<[string, Values]>([
    [
      'the session says that there was none',
      { 'conversation.session': session(), 'conversation.messages': talked },
    ],
    ['nothing says that there was one', { 'conversation.messages': talked }],
    ['nothing was read', {}],
  ])('asks for no ticket before a handoff: %s', (_, values) => {
    expect(judge(check, { 'conversation.ticket': null, ...values }).status).toBe('na');
  });

  it.each([
    ['the messages', { 'conversation.messages': failed() }],
    ['the session', { 'conversation.session': failed({ kind: 'http', status: 401 }) }],
    ['the ticket', { 'conversation.ticket': failed() }],
  ])('cannot tell where %s could not be read', (_, failures) => {
    expect(judge(check, { 'conversation.ticket': null }, failures).status).toBe('unknown');
  });

  describe('of a conversation without a thread in HubSpot', () => {
    it('fails, as likely, where the session names no ticket', () => {
      const verdict = judge(check, {
        ...settled,
        'conversation.session': handedOff({ channel: 'whatsapp' }),
      });
      expect(findingsOf(verdict)).toEqual([{ cause: 'ticket-missing', confidence: 'likely' }]);
    });

    it('asks what the id of the session is', () => {
      const verdict = judge(check, {
        'conversation.session': handedOff({ ticketingSystem: 'hubspot', ticketingId: '777' }),
      });
      expect(verdict.status).toBe('manual');
      expect(verdict.summary).toContain('hubspot 777');
    });

    it('cannot tell from a comment alone', () => {
      expect(judge(check, { 'conversation.messages': commented }).status).toBe('unknown');
    });
  });
});
