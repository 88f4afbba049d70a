import type { EvidenceKey, EvidenceValues } from '../../core/evidence.ts';
import * as people from './people.ts';

/** What becomes of a value: it holds nothing personal by its make and stands, or it is made anew without that. */
export type RedactionRule<T> = 'stands' | ((value: T, redaction: people.Redaction) => T);

/**
 * What is done with each piece of evidence, decided for every one of them: the type lets none be forgotten.
 *
 * What locates a fix stands, because the fix names it: ids of portals, apps, threads, tickets, users and owners,
 * scopes, routes, statuses, times, the names of mailboxes and of pipeline stages. What identifies a customer or
 * holds anybody's words does not.
 */
export const REDACTION_RULES: { readonly [K in EvidenceKey]: RedactionRule<EvidenceValues[K]> } = {
  'token.form': 'stands',
  'token.introspection': 'stands',
  'connection.mode': 'stands',
  'portal.expected': 'stands',
  'account.details': 'stands',
  'account.usage': 'stands',
  'scopes.reads': 'stands',
  'owners.read': 'stands',
  'opencx.access': 'stands',
  'opencx.defaultUserId': people.defaultUserId,
  'default-user.owner': people.defaultUserOwner,
  'default-user.actor': orNull(people.actor),
  'webhooks.file': people.webhookConfig,
  'webhooks.api': people.webhookConfig,
  'webhooks.activity': 'stands',
  'webhooks.answer': 'stands',
  'webhooks.targetUrl': orNull(people.url),
  'webhooks.subscriptions': 'stands',
  'webhooks.paused': 'stands',
  'webhooks.ticketProperties': 'stands',
  'webhooks.objectFormat': 'stands',
  'webhooks.committed': 'stands',
  'webhooks.throttle': 'stands',
  'opencx.webhookUrl': orNull(people.url),
  'opencx.ticketCreation': 'stands',
  'opencx.crmConnected': 'stands',
  'opencx.assistMode': 'stands',
  'opencx.workflowAction': 'stands',
  'conversation.session': people.session,
  'conversation.thread': people.thread,
  'conversation.messages': each(people.message),
  'conversation.owner': orNull(people.actor),
  'conversation.ticket': orNull(people.ticket),
  'conversation.contact': orNull(people.contact),
  'conversation.channelAccount': 'stands',
  'conversation.ticketStages': 'stands',
  'conversation.channel': 'stands',
  'conversation.contactEmail': (email, { disguise }) => disguise.email(email),
  'conversation.contactMatches': each(people.contact),
  'logs.refusals': 'stands',
  'journal.events': 'stands',
};

type Redact<T> = (value: T, redaction: people.Redaction) => T;

function orNull<T>(redact: Redact<T>): Redact<T | null> {
  return (value, redaction) => (value === null ? null : redact(value, redaction));
}

function each<T>(redact: Redact<T>): Redact<T[]> {
  return (values, redaction) => values.map((value) => redact(value, redaction));
}
