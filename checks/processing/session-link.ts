import type { Contact, Thread, Ticket } from '../../src/core/hubspot.ts';
import type { Session } from '../../src/core/opencx.ts';
import { type Judgement, pass, unknown } from '../shared/judgement.ts';

/** What is known of the conversation on HubSpot's side. */
export interface HubSpotSide {
  thread: Thread | undefined;
  ticket: Ticket | null | undefined;
  contact: Contact | null | undefined;
}

/**
 * Whether a session that exists is the session of the conversation that was named. Which of HubSpot's ids a
 * session carries is not documented, so that of the thread and that of the ticket are both taken.
 */
export function judgeLink(session: Session, { thread, ticket, contact }: HubSpotSide): Judgement {
  const hubSpotIds = [thread?.id, thread?.ticketId, ticket?.id, ticket?.threadId].filter(
    (id) => id !== undefined,
  );
  if (hubSpotIds.length === 0) return pass('The OpenCX session exists.');
  if (session.ticketingId !== undefined && hubSpotIds.includes(session.ticketingId)) {
    return pass('The OpenCX session exists and points at this conversation.');
  }
  if (isSameEmail(session.contactEmail, contact?.email)) {
    return pass('The OpenCX session exists and has the same contact as this conversation.');
  }
  if (session.ticketingId !== undefined) {
    return unknown('The session that was named points at another conversation than the one that was named.', {
      measured: `the session points at ${session.ticketingSystem ?? 'an unnamed system'} ${session.ticketingId}`,
      expected: `one of ${hubSpotIds.join(', ')}`,
    });
  }
  return pass(
    'The OpenCX session exists. It names no HubSpot id, so that it is the right one is taken as given.',
  );
}

function isSameEmail(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.trim().toLowerCase() === other?.trim().toLowerCase();
}
