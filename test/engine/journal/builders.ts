import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebhookEvent } from '../../../src/core/event.ts';
import type { NewDelivery, NewEvent } from '../../../src/engine/journal/journal.ts';

/** Any moment; every test counts from it. */
export const T0 = Date.parse('2026-11-20T10:00:00Z');
export const HOUR = 60 * 60 * 1000;

export const DONE = { status: 'done', summary: 'Replied.' } as const;
export const SKIPPED = { status: 'skipped', reason: 'sender-bot', summary: 'A bot wrote it.' } as const;
export const FAILED = { status: 'failed', reason: 'timeout', summary: 'HubSpot did not answer.' } as const;

/** A new message in thread 501. */
export function message(over: Partial<WebhookEvent> = {}): WebhookEvent {
  return {
    type: 'conversation.newMessage',
    objectId: '501',
    portalId: 4_242,
    eventId: 100,
    occurredAt: T0,
    attempt: 0,
    messageId: randomUUID(),
    messageType: 'MESSAGE',
    ...over,
  };
}

export function propertyChange(over: Partial<WebhookEvent> = {}): WebhookEvent {
  return {
    type: 'ticket.propertyChange',
    objectId: '900',
    portalId: 4_242,
    eventId: 200,
    occurredAt: T0,
    attempt: 0,
    propertyName: 'subject',
    propertyValue: 'The parcel never came',
    ...over,
  };
}

export function arrival(event: WebhookEvent = message(), over: Partial<NewEvent> = {}): NewEvent {
  const scope = event.type.startsWith('ticket.') ? 'ticket' : 'thread';
  const told = event.messageId ?? `${event.propertyName}|${event.propertyValue}`;
  return {
    event,
    key: `${event.portalId}|${event.type}|${event.objectId}|${told}`,
    lane: `${scope}:${event.objectId}`,
    ...over,
  };
}

/** Events as HubSpot sends them. */
export function delivery(events: readonly WebhookEvent[], note: string | null = null): NewDelivery {
  const sent = events.map(({ type, attempt, ...rest }) => ({
    ...rest,
    subscriptionType: type,
    attemptNumber: attempt,
  }));
  return { body: Buffer.from(JSON.stringify(sent)), events: events.length, note };
}

/** Runs with the path of a journal in a folder of its own, which is removed afterwards. */
export async function withFile<T>(run: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'journal-'));
  try {
    return await run(join(folder, 'journal.sqlite'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
