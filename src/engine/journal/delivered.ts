import type { DeliveredKey, DeliveryFates } from '../../core/delivery-log.ts';
import type { WebhookEvent } from '../../core/event.ts';
import type { Journal, JournalledEvent } from './journal.ts';
import { countReasons, type Ending, pagesOf } from './summary.ts';

/**
 * What became of delivered events in a journal. Events are known again by what they are about and when it happened. One
 * that is not in it is left out where it happened in another portal, or before the first event of the journal or after its
 * last, or was delivered then: whether the journal was kept is not known. When things happened HubSpot says for both, so
 * that a clock of this machine that is minutes off makes no event a missing one.
 */
export async function deliveryFates(
  journal: Journal,
  delivered: readonly DeliveredKey[],
): Promise<DeliveryFates> {
  const wanted = new Set(delivered.map(keyOf));
  const endings = new Map<string, Ending>();
  const portals = new Set<number>();
  const received = new Span();
  const happened = new Span();
  const take = ({ event, receivedAt, status, reason }: JournalledEvent) => {
    if (event.portalId !== undefined) portals.add(event.portalId);
    received.add(receivedAt);
    happened.add(event.occurredAt ?? receivedAt);
    const key = keyOf(event);
    if (wanted.has(key)) endings.set(key, { status, reason });
  };
  for await (const page of pagesOf(journal)) page.forEach(take);

  const isOfPortal = ({ portalId }: DeliveredKey) =>
    portalId === undefined || portals.size === 0 || portals.has(portalId);
  const wasKept = ({ at, occurredAt = at }: DeliveredKey) => received.holds(at) && happened.holds(occurredAt);
  const own = delivered.filter((event) => endings.has(keyOf(event)) || (wasKept(event) && isOfPortal(event)));
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

/** Epoch milliseconds from the first to the last; empty at first. */
class Span {
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  add(at: number): void {
    this.#from = Math.min(this.#from, at);
    this.#to = Math.max(this.#to, at);
  }

  holds(at: number): boolean {
    return at >= this.#from && at <= this.#to;
  }
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
