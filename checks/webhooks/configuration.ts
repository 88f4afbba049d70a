/** What a webhook configuration comes to, wherever it was read. */
import type { WebhookFile } from '../../src/core/given.ts';
import type { WrittenIn } from '../../src/core/hubspot/webhook-forms.ts';
import {
  REQUIRED_EVENTS,
  type RequiredEvent,
  type Subscription,
  type WebhookConfig,
} from '../../src/core/hubspot/webhooks.ts';
import { isMisplaced } from './events.ts';
import type { TicketEventFormat, WebhookFileFacts } from './facts.ts';

/**
 * Several files (settings and subscriptions saved apart, the pages of a list) are one configuration: later files fill
 * what earlier ones leave open, and their subscriptions stand beside each other.
 */
export function asOneConfig(files: readonly WebhookFile[]): WebhookFileFacts {
  const holding = (key: keyof WebhookConfig) => files.filter(({ config }) => config[key] !== undefined);
  const target = holding('targetUrl').find(({ config }) => config.targetUrl) ?? holding('targetUrl')[0];
  const [throttle] = holding('throttle');
  const lists = holding('subscriptions');
  return {
    ...(target && { targetUrl: target.config.targetUrl }),
    ...(throttle && { throttle: throttle.config.throttle }),
    ...(lists.length > 0 && { subscriptions: lists.flatMap(({ config }) => config.subscriptions ?? []) }),
    written: {
      ...(target && { targetUrl: writtenIn(target) }),
      ...(throttle && { throttle: writtenIn(throttle) }),
      ...(lists[0] && { subscriptions: writtenIn(lists[0]) }),
    },
  } as WebhookFileFacts;
}

function writtenIn({ file, form }: WebhookFile): WrittenIn {
  return { file, form };
}

/** An event is one entry or, by property, several: it is paused when none of them is active. */
export function pausedEvents(subscriptions: readonly Subscription[]): RequiredEvent[] {
  return REQUIRED_EVENTS.filter((event) => {
    const rows = subscriptions.filter((each) => each.event === event && !isMisplaced(each));
    return rows.length > 0 && !rows.some(({ active }) => active);
  });
}

/** Those of active entries; where all are paused, which is told by itself, all. */
export function ticketProperties(subscriptions: readonly Subscription[]): string[] {
  const rows = subscriptions.filter(({ event }) => event === 'ticket.propertyChange');
  const active = rows.filter((row) => row.active);
  return (active.length > 0 ? active : rows).flatMap(({ property }) => property ?? []);
}

/** Which ticket events come in the classic format, and which as events of any object. */
export function formatOf(subscriptions: readonly Subscription[]): TicketEventFormat {
  const events = [...new Set(subscriptions.filter(isOfTickets).map(({ event }) => event))];
  return {
    classic: events.filter((event) => event.startsWith('ticket.')),
    expanded: events.filter((event) => event.startsWith('object.')),
  };
}

function isOfTickets({ event, objectType }: Subscription): boolean {
  if (event.startsWith('ticket.')) return true;
  return event.startsWith('object.') && (objectType === '0-5' || objectType?.toLowerCase() === 'ticket');
}
