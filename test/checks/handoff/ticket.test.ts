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
    const verdict = judge(check, { 'conversation.ticket': null, ...values });
    expect(findingsOf(verdict)).toEqual([{ cause: 'ticket-missing' }]);
  });

  it('counts a deleted ticket as missing', () => {
    const verdict = judge(check, {
      'conversation.ticket': ticket({ archived: true }),
      'conversation.session': handedOff(),
    });
    expect(findingsOf(verdict)).toEqual([{ cause: 'ticket-missing' }]);
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
      const verdict = judge(check, { 'conversation.session': handedOff({ channel: 'whatsapp' }) });
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
