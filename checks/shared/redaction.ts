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

/** What redaction works with. */
export interface Redaction {
  disguise: Disguise;
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

export function redactActor({ id, type, email, unreadable }: Actor, redaction: Redaction): Actor {
  return {
    ...(unreadable && { unreadable }),
    id: redactActorId(id, redaction),
    ...(type !== undefined && { type }),
    ...(email !== undefined && { email: redaction.disguise.email(email) }),
  };
}

/** Without the name: the id beside it says who is meant. */
export function redactOwner({ name: _name, email, ...rest }: Owner, { disguise }: Redaction): Owner {
  return { ...rest, ...(email !== undefined && { email: disguise.email(email) }) };
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
