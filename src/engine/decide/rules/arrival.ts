/** Whether an event counts at all, as far as the event itself shows. */

import type { RuleGeneration } from '../../../core/decision.ts';
import type { WebhookEvent } from '../../../core/event.ts';
import {
  announcesMessage,
  isHelpDeskNote,
  isOwnerChange,
  namesObject,
  SUPPORTED_TYPES,
} from '../event-kinds.ts';
import { type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** HubSpot's id of the object type ticket, which expanded events carry. */
const TICKET_TYPE_ID = '0-5';

const CLASSIC_FORMAT =
  'subscribe to Ticket: Property change in the classic format, without expanded object support';

/** HubSpot docs, webhooks guide: an app that several portals have installed gets the events of all of them. */
export const ownPortal: Rule<EnvelopeView> = {
  id: 'own-portal',
  rule: 'Only events of the portal that the token belongs to count; with this token nothing of another portal can be read.',
  skips: 'other-portal',
  applies: ({ event, settings }) => event.portalId !== undefined && settings.portalId !== undefined,
  inspect({ event: { portalId }, settings }) {
    const input = { portal: portalId ?? null, portalOfToken: settings.portalId ?? null };
    return portalId === settings.portalId
      ? pass(input)
      : skip('other-portal', input, `work it with a token of portal ${portalId}`);
  },
};

/** OpenCX docs, "Webhook Reference": everything but the supported event types is ignored. */
export const supportedType: Rule<EnvelopeView> = {
  id: 'supported-type',
  rule: 'Only new messages, new conversations and ticket property changes count; current OpenCX rules (G3) add changes of owner and help-desk notes.',
  skips: 'unsupported-type',
  inspect(view) {
    const { event, settings } = view;
    const input = {
      type: event.type,
      propertyName: event.propertyName ?? null,
      objectTypeId: event.objectTypeId ?? null,
      generation: settings.generation,
      ...(!namesObject(event) && { objectId: null }),
    };
    return isSupported(event, settings.generation)
      ? pass(input)
      : skip('unsupported-type', input, wayToSupport(event));
  },
};

function isSupported(event: WebhookEvent, generation: RuleGeneration): boolean {
  if (!SUPPORTED_TYPES[generation].includes(event.type) || !namesObject(event)) return false;
  // Of a conversation's properties only the owner counts; its status and its archiving do not.
  if (event.type === 'conversation.propertyChange') return isOwnerChange(event);
  return !isHelpDeskNote(event) || event.objectTypeId !== TICKET_TYPE_ID;
}

function wayToSupport(event: WebhookEvent): string | null {
  if (isSupported(event, 'G3')) return 'apply the current OpenCX rules, generation G3';
  if (event.type !== 'object.propertyChange') return null;
  const { objectTypeId } = event;
  if (objectTypeId === TICKET_TYPE_ID) return CLASSIC_FORMAT;
  return objectTypeId === undefined ? `if this is about a ticket, ${CLASSIC_FORMAT}` : null;
}

/** OpenCX docs, "Webhook Reference": deduplication. */
export const duplicate: Rule<EnvelopeView> = {
  id: 'duplicate',
  rule: 'What has come before, in the same delivery or in an earlier one, is not worked again.',
  skips: 'duplicate',
  inspect({ duplicateOf }) {
    const input = { duplicateOf };
    return duplicateOf === null ? pass(input) : skip('duplicate', input, null);
  },
};

/** OpenCX docs, "Webhook Reference", skip rules; OpenCX troubleshooting page: a reply must be public. */
export const internalComment: Rule<EnvelopeView> = {
  id: 'internal-comment',
  rule: 'An internal comment reaches neither the AI nor the customer.',
  skips: 'internal-comment',
  applies: ({ event }) => announcesMessage(event),
  inspect({ event, message }) {
    const input = { announcedType: event.messageType ?? null, messageType: message?.type ?? null };
    if (event.messageType !== 'COMMENT' && message?.type !== 'COMMENT') return pass(input);
    return skip(
      'internal-comment',
      input,
      'send the reply as a public message instead of an internal comment',
    );
  },
};

/** HubSpot docs, Conversations API: the chat widget's greeting has a message type of its own. */
export const welcomeMessage: Rule<EnvelopeView> = {
  id: 'welcome-message',
  rule: 'The greeting that the chat widget shows by itself is not answered.',
  skips: 'welcome-message',
  applies: ({ event }) => announcesMessage(event),
  inspect({ event, message }) {
    const input = { announcedType: event.messageType ?? null, messageType: message?.type ?? null };
    const isGreeting = event.messageType === 'WELCOME_MESSAGE' || message?.type === 'WELCOME_MESSAGE';
    return isGreeting ? skip('welcome-message', input, null) : pass(input);
  },
};
