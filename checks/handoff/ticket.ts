import { troubleshooting } from '../../src/core/docs.ts';
import type { Ticket } from '../../src/core/hubspot/records.ts';
import type { Session } from '../../src/core/opencx.ts';
import { defineCheck } from '../shared/define-check.ts';
import {
  type Confidence,
  fail,
  type Judgement,
  manual,
  notApplicable,
  pass,
  unknown,
} from '../shared/judgement.ts';
import { obtained } from '../shared/obtained.ts';
import { handoffSaid } from './handoff-signs.ts';
import { isReasonOpen, TICKET_REASON_SOURCES } from './ticket-reasons.ts';

export default defineCheck({
  id: 'handoff/ticket',
  title: 'The conversation has a ticket, associated with the contact',
  causes: ['ticket-missing', 'ticket-without-contact'],
  ofConversation: true,
  needs: [],
  uses: [
    'conversation.ticket',
    'conversation.session',
    'conversation.messages',
    'opencx.defaultUserId',
    ...TICKET_REASON_SOURCES,
  ],
  after: ['token/portal'],
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('handoff-runs-but-no-ticket-appears'),
  about:
    'After a handoff the conversation should have a ticket, and the ticket a contact. A missing ticket counts ' +
    'only where the OpenCX session or a handoff comment says that there was a handoff. While a documented reason ' +
    'for it is open (ticket creation, the workflow action, the email address), it is no more than a possible cause.',
  judge(_, used) {
    const evidence = used['conversation.ticket'];
    if (evidence.outcome === 'error') {
      return unknown(`Whether there is a ticket could not be told: ${evidence.error.message}`);
    }
    const ticket = obtained(evidence);
    if (ticket && !ticket.archived) return judgeContact(ticket);

    switch (handoffSaid(used)) {
      case 'happened':
        return ticket === undefined
          ? judgeBySession(obtained(used['conversation.session']), isReasonOpen(used) ? 'possible' : 'likely')
          : ticketMissing(ticket, isReasonOpen(used) ? 'possible' : undefined);
      case 'not-happened':
        return notApplicable('OpenCX has not handed this conversation off, so no ticket is due.');
      case 'unread':
        return unknown('There is no ticket, and whether a handoff happened could not be read.');
      case 'unsaid':
        return notApplicable(
          'Nothing says that a handoff happened. With --session and an OpenCX key the session can tell.',
        );
    }
  },
});

function judgeContact(ticket: Ticket): Judgement {
  if (ticket.contactIds.length > 0) return pass(`Ticket ${ticket.id} is associated with a contact.`);
  return fail(
    { cause: 'ticket-without-contact', details: { ticketId: ticket.id } },
    {
      summary: `Ticket ${ticket.id} exists and is associated with no contact.`,
      measured: 'no contact on the ticket',
      expected: "the customer's contact on the ticket",
    },
  );
}

/** A ticket that was deleted was made once, so no reason why none is made is left to ask for. */
function ticketMissing(ticket: Ticket | null, confidence: Confidence | undefined): Judgement {
  if (ticket !== null) {
    return fail(
      { cause: 'ticket-missing', details: { deleted: ticket.id } },
      {
        summary: `OpenCX handed this conversation off, and its ticket ${ticket.id} was deleted in HubSpot afterwards.`,
        measured: `ticket ${ticket.id} is deleted`,
        expected: 'a ticket on the conversation',
      },
    );
  }
  return fail(
    { cause: 'ticket-missing', ...(confidence && { confidence }) },
    {
      summary: 'OpenCX handed this conversation off, and it has no ticket.',
      measured: 'no ticket on the conversation',
      expected: 'a ticket on the conversation',
    },
  );
}

/** A conversation that began outside of HubSpot has no thread there; then only its session can name a ticket. */
function judgeBySession(session: Session | undefined, confidence: Confidence): Judgement {
  if (session === undefined) {
    return unknown('OpenCX handed this conversation off; its ticket was not looked for.');
  }
  if (session.ticketingId !== undefined) {
    return manual(
      `The session names ${session.ticketingSystem ?? 'a ticketing system'} ${session.ticketingId} and does not say whether that is a ticket.`,
      `Is ${session.ticketingId} a ticket or a conversation in HubSpot? Run again with --ticket or --thread and this id.`,
    );
  }
  return fail(
    { cause: 'ticket-missing', confidence },
    {
      summary: 'OpenCX handed this conversation off, and its session names no HubSpot ticket.',
      measured: 'no ticket named by the session',
      expected: 'a ticket on the conversation',
    },
  );
}
