import type { Evidence } from '../../src/core/evidence.ts';
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

/** A conversation's event in another list of the project's file than HubSpot has for it. */
export function isMisplaced({ event, list }: Subscription): boolean {
  return list !== undefined && event.startsWith('conversation.') && list !== projectListOf(event);
}

/**
 * Names of the events that the journal saw arrive after a moment, or at all. What has arrived since somebody looked
 * outweighs what they saw; what arrived before proves nothing about today.
 *
 * @param since ISO time
 */
export function arrivedEvents(journal: Evidence<JournalSummary>, since?: string): string[] {
  if (journal.outcome !== 'ok') return [];
  const seen = journal.value.events.filter(({ count }) => count > 0);
  const after = since === undefined ? seen : seen.filter(({ lastAt }) => isLater(lastAt, since));
  return after.map(({ event }) => event);
}

/** Whether an ISO time is later than another; false where either cannot be read. */
export function isLater(time: string, than: string): boolean {
  return Date.parse(time) > Date.parse(than);
}
