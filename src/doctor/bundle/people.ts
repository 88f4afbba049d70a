import type { DefaultUserOwner } from '../../core/evidence.ts';
import type { Actor, Contact, Message, MessageParty, Owner, Thread, Ticket } from '../../core/hubspot.ts';
import type { Session } from '../../core/opencx.ts';
import type { UrlFacts, WebhookConfig } from '../../core/webhooks.ts';
import type { Disguise } from './disguise.ts';
import { tellingWords } from './telling-words.ts';

/** What redaction works with. */
export interface Redaction {
  disguise: Disguise;
  /** Id of the OpenCX session, where it was read. */
  sessionId?: string;
}

/** A user's id locates a fix and stands; the ids of customers do not: `V-` holds a contact id, `E-` an address. */
function actorId(id: string, { disguise }: Redaction): string {
  const [prefix, rest] = [id.slice(0, 2), id.slice(2)];
  if (prefix === 'V-') return `V-${disguise.contactId(rest)}`;
  if (prefix === 'E-') return `E-${disguise.email(rest)}`;
  return id;
}

export function actor({ id, type, email }: Actor, redaction: Redaction): Actor {
  return {
    id: actorId(id, redaction),
    ...(type !== undefined && { type }),
    ...(email !== undefined && { email: redaction.disguise.email(email) }),
  };
}

/** Without the name: the id beside it says who is meant. */
export function owner({ name: _name, email, ...rest }: Owner, { disguise }: Redaction): Owner {
  return { ...rest, ...(email !== undefined && { email: disguise.email(email) }) };
}

export function defaultUserOwner(
  { byUserId, byOwnerId, archived }: DefaultUserOwner,
  redaction: Redaction,
): DefaultUserOwner {
  return {
    byUserId: byUserId && owner(byUserId, redaction),
    byOwnerId: byOwnerId && owner(byOwnerId, redaction),
    archived: archived && owner(archived, redaction),
  };
}

export function thread({ contactId, assignedTo, ...rest }: Thread, redaction: Redaction): Thread {
  return {
    ...rest,
    ...(assignedTo !== undefined && { assignedTo: actorId(assignedTo, redaction) }),
    ...(contactId !== undefined && { contactId: redaction.disguise.contactId(contactId) }),
  };
}

/** Without its subject, and with so much of its text as a check needs. */
export function message(
  { text, richText, subject: _subject, createdBy, assignedTo, senders, recipients, ...rest }: Message,
  redaction: Redaction,
): Message {
  const { sessionId } = redaction;
  return {
    ...rest,
    ...(createdBy !== undefined && { createdBy: actorId(createdBy, redaction) }),
    ...(assignedTo !== undefined && { assignedTo: actorId(assignedTo, redaction) }),
    ...(text !== undefined && { text: tellingWords(text, sessionId) }),
    ...(richText !== undefined && { richText: tellingWords(richText, sessionId) }),
    senders: senders.map((each) => party(each, redaction)),
    recipients: recipients.map((each) => party(each, redaction)),
  };
}

function party(
  { name: _name, actorId: id, deliveryValue: value, ...rest }: MessageParty,
  redaction: Redaction,
): MessageParty {
  const { disguise } = redaction;
  const deliveryValue = value?.includes('@') ? disguise.email(value) : value && disguise.word(value);
  return {
    ...rest,
    ...(id !== undefined && { actorId: actorId(id, redaction) }),
    ...(deliveryValue !== undefined && { deliveryValue }),
  };
}

export function ticket({ subject: _subject, contactIds, ...rest }: Ticket, { disguise }: Redaction): Ticket {
  return { ...rest, contactIds: contactIds.map((id) => disguise.contactId(id)) };
}

/** Whether there is an address is what checks look at, so an empty one stays empty. */
export function contact({ id, email, archived }: Contact, { disguise }: Redaction): Contact {
  return {
    id: disguise.contactId(id),
    ...(email !== undefined && { email: disguise.email(email) }),
    archived,
  };
}

export function session(
  { contactEmail, contactPhone: _phone, ...rest }: Session,
  { disguise }: Redaction,
): Session {
  return { ...rest, ...(contactEmail !== undefined && { contactEmail: disguise.email(contactEmail) }) };
}

/** The digests are keyed once more: who knows a URL could otherwise tell that it is this one. */
export function url({ scheme, host, digest, organization }: UrlFacts, { disguise }: Redaction): UrlFacts {
  return {
    scheme,
    host,
    digest: disguise.digest(digest),
    ...(organization !== undefined && { organization: disguise.digest(organization) }),
  };
}

export function webhookConfig({ targetUrl, ...rest }: WebhookConfig, redaction: Redaction): WebhookConfig {
  return { ...rest, ...(targetUrl !== undefined && { targetUrl: targetUrl && url(targetUrl, redaction) }) };
}

/** What is no user id may be anything that was pasted into the wrong field; that it is none is all that counts. */
export function defaultUserId(id: string): string {
  return /^\s*(?:A-)?\d*\s*$/i.test(id) ? id : 'not a user id';
}
