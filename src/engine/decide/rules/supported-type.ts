import type { WebhookEvent } from '../../../core/event.ts';
import type { RuleGeneration } from '../../../core/ids.ts';
import { isHelpDeskNote, isOwnerChange, SUPPORTED_TYPES } from '../event-kinds.ts';
import { type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** HubSpot's id of the object type ticket, which expanded events carry. */
const TICKET_TYPE_ID = '0-5';

const CLASSIC_FORMAT =
  'subscribe to Ticket: Property change in the classic format, without expanded object support';

/** OpenCX docs, "Webhook Reference": everything but the supported event types is ignored. */
export const supportedType: Rule<EnvelopeView> = {
  id: 'supported-type',
  rule: 'Only new messages, new conversations and ticket property changes count; current OpenCX rules (G3) add changes of owner and help-desk notes.',
  inspect(view) {
    const { event, settings } = view;
    const input = {
      type: event.type,
      propertyName: event.propertyName ?? null,
      objectTypeId: event.objectTypeId ?? null,
      generation: settings.generation,
    };
    return isSupported(event, settings.generation)
      ? pass(input)
      : skip('unsupported-type', input, wayToSupport(event));
  },
};

function isSupported(event: WebhookEvent, generation: RuleGeneration): boolean {
  if (!SUPPORTED_TYPES[generation].includes(event.type)) return false;
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
