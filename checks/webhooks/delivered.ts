/** What HubSpot's log of deliveries proves of the app's settings: those under which something was sent. */
import type { DeliveredEventRow, DeliveryLog } from '../../src/core/delivery-log.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { RequiredEvent, UrlFacts } from '../../src/core/hubspot/webhooks.ts';
import type { Found } from '../shared/probe.ts';
import { missingEvents } from './events.ts';
import type { TicketEventFormat } from './facts.ts';

const TICKET_CHANGE = 'ticket.propertyChange';

/** One setting, with the moment of the delivery that shows it; undefined where none does. */
export type Shown<T> = { value: T; lastAt?: string } | undefined;

/** The settings that deliveries show. None of them shows that something is not set. */
export const SHOWN = {
  /** That of the latest delivery whose details tell it. */
  targetUrl({ addresses: [latest] }: DeliveryLog): Shown<UrlFacts> {
    if (!latest) return undefined;
    const { scheme, host, digest, organization, lastAt } = latest;
    return {
      value: { scheme, host, digest, ...(organization !== undefined && { organization }) },
      ...(lastAt !== undefined && { lastAt }),
    };
  },
  /** What is paused is not sent, so none is where all three were. */
  paused({ events, lastAt }: DeliveryLog): Shown<RequiredEvent[]> {
    if (missingEvents(events.map(({ event }) => event)).length > 0) return undefined;
    return { value: [], ...(lastAt !== undefined && { lastAt }) };
  },
  ticketProperties(log: DeliveryLog): Shown<string[]> {
    const row = rowOf(log, (event) => event === TICKET_CHANGE);
    return row?.properties && { value: row.properties, ...lastOf(row) };
  },
  objectFormat(log: DeliveryLog): Shown<TicketEventFormat> {
    const classic = rowOf(log, (event) => event.startsWith('ticket.'));
    const expanded = log.events.filter(({ event, ofTickets }) => event.startsWith('object.') && ofTickets);
    const row = classic ?? expanded[0];
    if (!row) return undefined;
    const named = (rows: readonly DeliveredEventRow[]) => rows.map(({ event }) => event);
    return {
      value: {
        classic: named(log.events.filter(({ event }) => event.startsWith('ticket.'))),
        expanded: named(expanded),
      },
      ...lastOf(row),
    };
  },
} as const;

function rowOf({ events }: DeliveryLog, fits: (event: string) => boolean): DeliveredEventRow | undefined {
  return events.find(({ event }) => fits(event));
}

function lastOf({ lastAt }: DeliveredEventRow): { lastAt?: string } {
  return lastAt === undefined ? {} : { lastAt };
}

/** A setting as the log shows it, dated by the delivery that shows it. */
export function byDeliveries<T>(
  evidence: Evidence<DeliveryLog> | undefined,
  read: (log: DeliveryLog) => Shown<T>,
): Found<T> | undefined {
  if (evidence?.outcome !== 'ok') return undefined;
  const shown = read(evidence.value);
  if (!shown) return undefined;
  const { source, origin } = evidence;
  return {
    value: shown.value,
    source,
    ...(origin !== undefined && { origin }),
    ...(shown.lastAt !== undefined && { at: shown.lastAt }),
  };
}
