import { type DeliveryLog, noDeliveries } from '../../../src/core/delivery-log.ts';
import { REQUIRED_EVENTS, type Subscription, type UrlFacts } from '../../../src/core/hubspot/webhooks.ts';
import type { JournalSummary } from '../../../src/core/journal-summary.ts';
import { found } from '../token/judging.ts';

/** Before and after the moment at which the evidence of these tests was obtained. */
export const BEFORE = '2026-11-20T09:00:00.000Z';
export const AFTER = '2026-11-20T11:00:00.000Z';

export const URL_FACTS: UrlFacts = { scheme: 'https:', host: 'api.open.cx', digest: 'digest-1' };

export const ALL_SUBSCRIBED: Subscription[] = REQUIRED_EVENTS.map((event) => ({ event, active: true }));

export function journalOf(summary: Partial<JournalSummary>) {
  const nothing = { received: 0, done: 0, skipped: [], failed: [], events: [], threadIds: [] };
  return found<JournalSummary>({ ...nothing, ...summary }, 'journal');
}

/** A journal that saw one event of each name, all at one time. */
export function arrived(lastAt: string, names: readonly string[] = REQUIRED_EVENTS) {
  return journalOf({
    received: names.length,
    events: names.map((event) => ({ event, count: 1, lastAt })),
    firstAt: lastAt,
    lastAt,
  });
}

/** HubSpot's log of deliveries, each answered, unless something else is said. */
export function deliveryLogOf(log: Partial<DeliveryLog>) {
  return found<DeliveryLog>(
    {
      ...noDeliveries(),
      deliveries: 0,
      events: [],
      unnamed: 0,
      unnamedIds: [],
      unnamedAt: [],
      addresses: [],
      troubles: [],
      ...log,
    },
    'file',
  );
}

/** A log with one delivery of each event, all at one time. */
export function delivered(lastAt: string, names: readonly string[] = REQUIRED_EVENTS) {
  return deliveryLogOf({
    deliveries: names.length,
    answered: names.length,
    lastAt,
    events: names.map((event) => ({ event, count: 1, ...noDeliveries(), answered: 1, lastAt })),
  });
}
