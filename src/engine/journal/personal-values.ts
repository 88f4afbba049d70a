import { createHash } from 'node:crypto';
import type { WebhookEvent } from '../../core/event.ts';
import type { EventStatus, NewEvent } from './journal.ts';

/** Properties whose values are ids and states; any other value may be a customer's own words. */
const TECHNICAL_PROPERTIES: ReadonlySet<string> = new Set([
  'assignedTo',
  'hs_pipeline',
  'hs_pipeline_stage',
  'hubspot_owner_id',
  'isArchived',
  'status',
]);

export function isTechnical(propertyName: unknown): boolean {
  return typeof propertyName === 'string' && TECHNICAL_PROPERTIES.has(propertyName);
}

/**
 * Whether the event carries a property's value that may be personal: a subject, a phone number, an answer in a
 * form. Everything else in an event is ids, names of properties and times.
 */
export function holdsPersonalValue(event: WebhookEvent): boolean {
  return Boolean(event.propertyValue) && !isTechnical(event.propertyName);
}

/**
 * Whether a personal value goes when its event ends. A failed or interrupted event keeps it, since such an event
 * may be run again; what was done or skipped has no more use for it.
 */
export function forgetsValue(status: EventStatus): boolean {
  return status === 'done' || status === 'skipped';
}

export function withoutValue({ propertyValue: _forgotten, ...event }: WebhookEvent): WebhookEvent {
  return event;
}

/**
 * The key as the journal keeps it. The key of a property change repeats the value, and outlives it by design, so
 * of a personal one only a digest is kept.
 */
export function keptKey({ event, key }: Pick<NewEvent, 'event' | 'key'>): string {
  return holdsPersonalValue(event) ? digestOf(key) : key;
}

/** Both forms in which a key may have been kept. */
export function formsOf(key: string): [string, string] {
  return [key, digestOf(key)];
}

function digestOf(key: string): string {
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
