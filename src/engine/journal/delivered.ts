import type { DeliveredKey, DeliveryFates } from '../../core/delivery-log.ts';
import type { WebhookEvent } from '../../core/event.ts';
import type { Journal, JournalledEvent } from './journal.ts';
import { allEvents, countReasons, type Ending } from './summary.ts';

/**
 * What became of delivered events in a journal. Events are known again by what they are about and when it happened; those
 * that were delivered before the journal's first event, or after its last, or to another portal, are left out: whether it
 * was kept then is not known.
 */
export function deliveryFates(journal: Journal, delivered: readonly DeliveredKey[]): DeliveryFates {
  const wanted = new Set(delivered.map(keyOf));
  const endings = new Map<string, Ending>();
  const portals = new Set<number>();
  let firstAt = Number.POSITIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const { event, receivedAt, status, reason } of allEvents(journal)) {
    if (event.portalId !== undefined) portals.add(event.portalId);
    firstAt = Math.min(firstAt, receivedAt);
    lastAt = Math.max(lastAt, receivedAt);
    const key = keyOf(event);
    if (wanted.has(key)) endings.set(key, { status, reason });
  }

  const own = delivered.filter(
    ({ at, portalId }) =>
      at >= firstAt &&
      at <= lastAt &&
      (portalId === undefined || portals.size === 0 || portals.has(portalId)),
  );
  const missing = own.filter((event) => !endings.has(keyOf(event)));
  const found = own.flatMap((event) => endings.get(keyOf(event)) ?? []);
  const ended = (...statuses: JournalledEvent['status'][]) =>
    found.filter(({ status }) => statuses.includes(status));
  const lastMissing = missing.at(-1);
  return {
    delivered: own.length,
    done: ended('done').length,
    open: ended('accepted', 'begun').length,
    skipped: countReasons(ended('skipped')),
    failed: countReasons(ended('failed', 'interrupted')),
    missing: missing.length,
    ...(lastMissing && { lastMissingAt: new Date(lastMissing.at).toISOString() }),
  };
}

function keyOf({
  type,
  objectId,
  messageId,
  propertyName,
  occurredAt,
}: Pick<WebhookEvent, 'type' | 'objectId' | 'messageId' | 'propertyName' | 'occurredAt'>): string {
  return [type, objectId, messageId, propertyName, occurredAt].join('|');
}
