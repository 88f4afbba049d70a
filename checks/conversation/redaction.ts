/** Conversations without what identifies a customer or holds anybody's words. */
import { OPENCX_MARKERS } from '../../src/core/hubspot/authors.ts';
import type { Contact, Message, MessageParty, Thread, Ticket } from '../../src/core/hubspot/records.ts';
import type { Session } from '../../src/core/opencx.ts';
import { type Redaction, redactActorId } from '../shared/redaction.ts';

export function redactThread({ contactId, assignedTo, ...rest }: Thread, redaction: Redaction): Thread {
  return {
    ...rest,
    ...(assignedTo !== undefined && { assignedTo: redactActorId(assignedTo, redaction) }),
    ...(contactId !== undefined && { contactId: redaction.disguise.contactId(contactId) }),
  };
}

/** Without its subject, and with so much of its text as a check needs. */
export function redactMessage(
  { text, richText, subject: _subject, createdBy, assignedTo, senders, recipients, ...rest }: Message,
  redaction: Redaction,
): Message {
  const { sessionId } = redaction;
  return {
    ...rest,
    ...(createdBy !== undefined && { createdBy: redactActorId(createdBy, redaction) }),
    ...(assignedTo !== undefined && { assignedTo: redactActorId(assignedTo, redaction) }),
    ...(text !== undefined && { text: tellingWords(text, sessionId) }),
    ...(richText !== undefined && { richText: tellingWords(richText, sessionId) }),
    senders: senders.map((each) => redactParty(each, redaction)),
    recipients: recipients.map((each) => redactParty(each, redaction)),
  };
}

function redactParty(
  { name: _name, actorId: id, deliveryValue: value, ...rest }: MessageParty,
  redaction: Redaction,
): MessageParty {
  const { disguise } = redaction;
  const deliveryValue = value?.includes('@') ? disguise.email(value) : value && disguise.word(value);
  return {
    ...rest,
    ...(id !== undefined && { actorId: redactActorId(id, redaction) }),
    ...(deliveryValue !== undefined && { deliveryValue }),
  };
}

export function redactTicket(
  { subject: _subject, contactIds, ...rest }: Ticket,
  { disguise }: Redaction,
): Ticket {
  return { ...rest, contactIds: contactIds.map((id) => disguise.contactId(id)) };
}

/** Whether there is an address is what checks look at, so an empty one stays empty. */
export function redactContact(
  { id, email, otherEmails, archived, unreadable }: Contact,
  { disguise }: Redaction,
): Contact {
  return {
    ...(unreadable && { unreadable }),
    id: disguise.contactId(id),
    ...(email !== undefined && { email: disguise.email(email) }),
    ...(otherEmails !== undefined && { otherEmails: otherEmails.map((one) => disguise.email(one)) }),
    archived,
  };
}

export function redactSession(
  { contactEmail, contactPhone: _phone, ...rest }: Session,
  { disguise }: Redaction,
): Session {
  return { ...rest, ...(contactEmail !== undefined && { contactEmail: disguise.email(contactEmail) }) };
}

/** Words by which the parts of a handoff comment are known (OpenCX troubleshooting page, "Replies not syncing", step 1). */
const PARTS = ['summary', 'reason', 'sentiment', 'language'];

const OPENCX_LINK = /https?:\/\/(?:[\w-]+\.)*open\.cx(?![\w.-])/i;

/**
 * What is left of a message's text: the marks by which a check knows what kind of message it is. What somebody
 * wrote is nobody else's business.
 *
 * @param sessionId id of the OpenCX session, which a handoff comment names
 */
export function tellingWords(text: string, sessionId: string | undefined): string {
  return [
    ...Object.values(OPENCX_MARKERS).filter((marker) => text.includes(marker)),
    ...PARTS.filter((part) => new RegExp(`\\b${part}\\b`, 'i').test(text)),
    ...(OPENCX_LINK.test(text) ? ['https://open.cx'] : []),
    ...(sessionId !== undefined && text.includes(sessionId) ? [sessionId] : []),
  ].join('\n');
}
