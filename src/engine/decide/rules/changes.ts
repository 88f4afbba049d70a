/** What is done about events that announce no message: changes of tickets, conversations and owners, and notes. */
import type { WebhookEvent } from '../../../core/event.ts';
import { agentActor, printableActor } from '../../actors.ts';
import { announcesConversation, isHelpDeskNote, isOwnerChange, isTicketChange } from '../event-kinds.ts';
import { assignToAiUser } from '../ownership.ts';
import { act, type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference": ticket property changes. */
export const ticketing: Rule<EnvelopeView> = {
  id: 'ticketing',
  rule: 'Ticket changes count only while ticketing is enabled in OpenCX.',
  skips: 'ticketing-disabled',
  applies: ({ event }) => isTicketChange(event),
  inspect({ settings }) {
    const input = { ticketing: settings.ticketing };
    return settings.ticketing
      ? pass(input)
      : skip('ticketing-disabled', input, 'enable ticket creation for HubSpot in OpenCX');
  },
};

/** OpenCX docs, "Webhook Reference": ticket property changes. */
export const ticketValue: Rule<EnvelopeView> = {
  id: 'ticket-value',
  rule: 'A ticket property that was emptied is not copied.',
  skips: 'empty-value',
  applies: ({ event }) => isTicketChange(event),
  inspect({ event }) {
    const hasValue = Boolean(event.propertyValue);
    const input = { propertyName: event.propertyName ?? null, hasValue };
    if (hasValue) return pass(input);
    const property =
      event.propertyName === undefined ? 'the ticket property' : `the ticket property ${event.propertyName}`;
    return skip('empty-value', input, `give ${property} a value`);
  },
};

/** HubSpot docs, webhooks guide: `changeSource` and `sourceId` tell who made a change, not in every event. */
export const ownChange: Rule<EnvelopeView> = {
  id: 'own-change',
  rule: 'What the integration itself changed in HubSpot comes back as an event, and is left alone.',
  skips: 'self-caused',
  applies: ({ event }) => isTicketChange(event) || isOwnerChange(event) || isHelpDeskNote(event),
  inspect({ event, settings }) {
    const byOwnApp = settings.appId !== undefined && appBehind(event) === settings.appId;
    const input = { changeSource: event.changeSource ?? null, byOwnApp };
    return byOwnApp ? skip('self-caused', input, null) : pass(input);
  },
};

/** The app that made a change; undefined where the event names a user, or nobody. */
function appBehind({ changeSource, sourceId }: WebhookEvent): number | undefined {
  if (changeSource !== 'INTEGRATION') return undefined;
  const digits = /^(?:appId:)?(\d+)$/i.exec(sourceId ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** OpenCX docs, "Webhook Reference": ticket property changes. */
export const ticketProperty: Rule<EnvelopeView> = {
  id: 'ticket-property',
  rule: "A changed ticket property is copied into the session's custom data.",
  acts: 'sync-property',
  applies: ({ event }) => isTicketChange(event),
  inspect: ({ event }) => act('sync-property', { propertyName: event.propertyName ?? null }, null),
};

/** OpenCX troubleshooting page: Conversation creation is one of the three subscriptions that OpenCX needs. */
export const newConversation: Rule<EnvelopeView> = {
  id: 'new-conversation',
  rule: 'A new conversation gets its session; nothing is sent yet.',
  acts: 'open-session',
  applies: ({ event }) => announcesConversation(event),
  inspect: ({ event }) => act('open-session', { type: event.type }, null),
};

/** OpenCX docs, "Webhook Reference" (G3): ownership of a conversation. */
export const ownershipChange: Rule<EnvelopeView> = {
  id: 'ownership-change',
  rule: 'A conversation that leaves the AI user counts as handed off, except with Assist Mode; any other change of owner means nothing by itself.',
  skips: 'unsupported-type',
  acts: 'mark-handed-off',
  applies: ({ event }) => isOwnerChange(event),
  inspect({ event, settings }) {
    const { assistMode } = settings;
    const aiUser = agentActor(settings.aiUser);
    const input = {
      newOwner: printableActor(event.propertyValue),
      aiUser: printableActor(settings.aiUser),
      assistMode,
    };
    // Without an AI user nothing can leave it; the owner gate keeps the AI silent anyway.
    const staysWithAiUser = aiUser === undefined || agentActor(event.propertyValue) === aiUser;
    if (!staysWithAiUser && !assistMode)
      return act('mark-handed-off', input, assignToAiUser(settings.aiUser));
    return skip('unsupported-type', input, wayToCount(aiUser, staysWithAiUser, assistMode));
  },
};

/** null where more than one thing would have to change. */
function wayToCount(
  aiUser: string | undefined,
  staysWithAiUser: boolean,
  assistMode: boolean,
): string | null {
  if (aiUser === undefined) return assistMode ? null : 'set the Default User ID in OpenCX';
  if (staysWithAiUser) return assistMode ? null : 'assign the thread to a rep';
  return 'turn Assist Mode off';
}

/** OpenCX docs, "Webhook Reference" (G3): notes of the help desk. */
export const helpDeskNote: Rule<EnvelopeView> = {
  id: 'help-desk-note',
  rule: "A help-desk note is kept on its ticket's session and sent to nobody.",
  acts: 'store',
  applies: ({ event }) => isHelpDeskNote(event),
  inspect: ({ event }) => act('store', { type: event.type }, null),
};
