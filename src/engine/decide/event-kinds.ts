import type { RuleGeneration } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';

/** An event that names the one object that it is about; no rule acts on any other. */
export type ObjectEvent = WebhookEvent & { objectId: string };

export function namesObject(event: WebhookEvent): event is ObjectEvent {
  return event.objectId !== undefined;
}

const MESSAGE_TYPES: readonly string[] = ['conversation.newMessage', 'conversation.messageCreated'];
const G2_TYPES: readonly string[] = [...MESSAGE_TYPES, 'conversation.creation', 'ticket.propertyChange'];
const G3_ONLY_TYPES: readonly string[] = ['conversation.propertyChange', 'object.creation'];

/** Event types that the engine acts on (OpenCX docs, "Webhook Reference"). */
export const SUPPORTED_TYPES: Readonly<Record<RuleGeneration, readonly string[]>> = {
  G2: G2_TYPES,
  G3: [...G2_TYPES, ...G3_ONLY_TYPES],
};

/**
 * A message was written, and must be fetched before more can be said. A `conversation.messageCreated` that names
 * no message announces a conversation: the OpenCX docs use that name where HubSpot has `conversation.creation`.
 */
export function announcesMessage({ type, messageId }: WebhookEvent): boolean {
  return (
    type === 'conversation.newMessage' || (type === 'conversation.messageCreated' && messageId !== undefined)
  );
}

export function announcesConversation(event: WebhookEvent): boolean {
  if (event.type === 'conversation.creation') return true;
  return event.type === 'conversation.messageCreated' && !announcesMessage(event);
}

export function isTicketChange({ type }: WebhookEvent): boolean {
  return type === 'ticket.propertyChange';
}

/** Somebody else, or nobody, owns a conversation from now on; the new owner is the event's value. */
export function isOwnerChange({ type, propertyName }: WebhookEvent): boolean {
  return type === 'conversation.propertyChange' && propertyName === 'assignedTo';
}

export function isHelpDeskNote({ type }: WebhookEvent): boolean {
  return type === 'object.creation';
}
