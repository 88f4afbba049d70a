import type { DeliveryLog } from '../../src/core/delivery-log.ts';
import type { Evidence, Provenance } from '../../src/core/evidence.ts';
import {
  projectListOf,
  REQUIRED_EVENTS,
  type RequiredEvent,
  type Subscription,
} from '../../src/core/hubspot/webhooks.ts';
import type { JournalSummary } from '../../src/core/journal-summary.ts';

/** OpenCX's older texts name an event that HubSpot's list does not have; it is taken for this one, which is inferred. */
const ALIASES: Readonly<Record<string, RequiredEvent>> = {
  'conversation.messageCreated': 'conversation.creation',
};

/** The required events that a list of event names does not hold, in the order of the troubleshooting page. */
export function missingEvents(names: readonly string[]): RequiredEvent[] {
  const known = names.map((name) => ALIASES[name] ?? name);
  return REQUIRED_EVENTS.filter((event) => !known.includes(event));
}

/** Messages of these types are announced as `conversation.newMessage`, whoever wrote them (HubSpot docs). */
export const ANNOUNCED: readonly string[] = ['MESSAGE', 'COMMENT', 'WELCOME_MESSAGE'];

/** A conversation's event in another list of the project's file than HubSpot has for it. */
export function isMisplaced({ event, list }: Subscription): boolean {
  return list !== undefined && event.startsWith('conversation.') && list !== projectListOf(event);
}

/** What tells that events were sent: an engine's journal, and HubSpot's own log of its deliveries. */
export interface Witnesses {
  readonly 'journal.events': Evidence<JournalSummary>;
  readonly 'deliveries.log': Evidence<DeliveryLog>;
}
export const WITNESSES = ['journal.events', 'deliveries.log'] as const;

/**
 * Names of the events that were sent, by the journal that saw them arrive or by HubSpot's log of deliveries: at all, or
 * since somebody looked at the settings. What was sent since then outweighs what they saw; what was sent before proves
 * nothing about today. A delivery outweighs any file: nobody knows whether a file is what is in force.
 */
export function sentEvents(witnesses: Witnesses, seen?: Provenance): string[] {
  const journal = witnesses['journal.events'];
  const log = witnesses['deliveries.log'];
  const arrived = journal.outcome === 'ok' ? journal.value.events.filter(({ count }) => count > 0) : [];
  const delivered = log.outcome === 'ok' ? log.value.events : [];
  const isAfter = ({ lastAt }: { lastAt?: string }) =>
    seen === undefined || (lastAt !== undefined && isLater(lastAt, seen.at));
  const counts = [
    ...arrived.filter(isAfter),
    ...(seen?.source === 'file' ? delivered : delivered.filter(isAfter)),
  ];
  return [...new Set(counts.map(({ event }) => event))];
}

/** Whether an ISO time is later than another; false where either cannot be read. */
export function isLater(time: string, than: string): boolean {
  return Date.parse(time) > Date.parse(than);
}
