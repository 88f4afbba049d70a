/**
 * What becomes of evidence before it is saved.
 *
 * What locates a fix stands, because the fix names it: ids of portals, apps, threads, tickets, users and owners,
 * scopes, routes, statuses, times, the names of mailboxes and of pipeline stages. What identifies a customer or
 * holds anybody's words does not.
 */
import type { Actor, Owner } from '../../src/core/hubspot/records.ts';
import type { UrlFacts } from '../../src/core/hubspot/webhooks.ts';
import type { Disguise } from '../../src/redact/disguise.ts';

/**
 * Whose names stay: nobody's; that of the AI user, which the whole matter is about; those of all users of HubSpot and of who
 * answered. A customer's name never does.
 */
export type KeptNames = 'none' | 'ai-user' | 'all';

/** What redaction works with. */
export interface Redaction {
  disguise: Disguise;
  /** Whose names stay. */
  names: KeptNames;
  /** Id of the OpenCX session, where it was read. */
  sessionId?: string;
}

/** A value made anew without what must not be saved. */
export type Redact<T> = (value: T, redaction: Redaction) => T;

export function orNull<T>(redact: Redact<T>): Redact<T | null> {
  return (value, redaction) => (value === null ? null : redact(value, redaction));
}

export function each<T>(redact: Redact<T>): Redact<T[]> {
  return (values, redaction) => values.map((value) => redact(value, redaction));
}

/** A user's id locates a fix and stands; the ids of customers do not: `V-` holds a contact id, `E-` an address. */
export function redactActorId(id: string, { disguise }: Redaction): string {
  const [prefix, rest] = [id.slice(0, 2), id.slice(2)];
  if (prefix === 'V-') return `V-${disguise.contactId(rest)}`;
  if (prefix === 'E-') return `E-${disguise.email(rest)}`;
  return id;
}

/** A user's name may stay, as that of an owner; whoever else writes in a conversation is a customer. */
export function redactActor({ id, type, name, email, unreadable }: Actor, redaction: Redaction): Actor {
  return {
    ...(unreadable && { unreadable }),
    id: redactActorId(id, redaction),
    ...(type !== undefined && { type }),
    ...(name !== undefined && redaction.names === 'all' && id.startsWith('A-') && { name }),
    ...(email !== undefined && { email: redaction.disguise.email(email) }),
  };
}

/** Without the name, if it need not stay: the id beside it says who is meant. */
export function redactOwner({ name, email, ...rest }: Owner, { disguise, names }: Redaction): Owner {
  return {
    ...rest,
    ...(name !== undefined && names === 'all' && { name }),
    ...(email !== undefined && { email: disguise.email(email) }),
  };
}

/** The digests are keyed once more: who knows a URL could otherwise tell that it is this one. */
export function redactUrl(
  { scheme, host, digest, organization }: UrlFacts,
  { disguise }: Redaction,
): UrlFacts {
  return {
    scheme,
    host,
    digest: disguise.digest(digest),
    ...(organization !== undefined && { organization: disguise.digest(organization) }),
  };
}
