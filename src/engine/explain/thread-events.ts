import type { WebhookEvent } from '../../core/event.ts';
import type { Message, Thread } from '../../core/hubspot/records.ts';

/** Which portal and which app the events would have been sent for, as far as it is known. */
export interface PortalIdentity {
  portalId?: number;
  appId?: number;
}

const ANNOUNCED_TYPES: readonly string[] = ['MESSAGE', 'COMMENT', 'WELCOME_MESSAGE'];

/**
 * The events that HubSpot sends about the messages of a thread, oldest first; `messages` come newest first. A change
 * of owner stands among the messages and has its own event; changes of status and inbox are left out, because a
 * message does not carry what they changed to, and no rule asks for them (HubSpot docs, webhooks guide).
 */
export function eventsOfThread(
  messages: readonly Message[],
  thread: Thread,
  portal: PortalIdentity,
): WebhookEvent[] {
  return messages
    .toReversed()
    .toSorted((one, other) => millisecondsOf(one.createdAt) - millisecondsOf(other.createdAt))
    .flatMap((message) => eventOf(message, thread, portal) ?? []);
}

function eventOf(message: Message, thread: Thread, portal: PortalIdentity): WebhookEvent | undefined {
  const common = {
    ...portal,
    objectId: thread.id,
    occurredAt: millisecondsOf(message.createdAt),
    attempt: 0,
  };
  if (ANNOUNCED_TYPES.includes(message.type)) {
    return {
      ...common,
      type: 'conversation.newMessage',
      messageId: message.id,
      messageType: message.type,
      changeFlag: 'NEW_MESSAGE',
    };
  }
  if (message.type !== 'ASSIGNMENT') return undefined;
  return {
    ...common,
    type: 'conversation.propertyChange',
    propertyName: 'assignedTo',
    propertyValue: message.assignedTo ?? '',
  };
}

/** A time that cannot be read counts as long ago, so that the others keep their order. */
function millisecondsOf(isoTime: string): number {
  const milliseconds = Date.parse(isoTime);
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}
