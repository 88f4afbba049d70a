import { type Effect, perform } from '../effects.ts';
import type { HandoffView } from './hand-off.ts';
import { ticketContent, ticketSubject } from './handoff-texts.ts';
import { note } from './outcomes.ts';

/** Live chat, Facebook Messenger and email: channels that HubSpot itself runs; all others are custom channels of apps. */
const HUBSPOT_CHANNELS: readonly string[] = ['1000', '1001', '1002'];

export interface ProvidedTicket {
  ticketId: string;
  summary: string;
}

/**
 * The ticket of a handoff: a new one, or the conversation's own where it has one. null, with a note that says why,
 * where the documented rules give none (OpenCX troubleshooting page, "Handoff runs but no ticket appears").
 */
export function* provideTicket(view: HandoffView): Generator<Effect, ProvidedTicket | null, unknown> {
  const why = whyNoTicket(view);
  if (why !== undefined) {
    yield* note(`No ticket: ${why}`);
    return null;
  }
  const { ticketId } = view.session;
  return ticketId === undefined ? yield* createTicket(view) : yield* keepTicket(view, ticketId);
}

function whyNoTicket({ settings, thread, session }: HandoffView): string | undefined {
  if (!settings.ticketing) return 'ticket creation is off.';
  if (!HUBSPOT_CHANNELS.includes(thread.originalChannelId) && !settings.workflowAction) {
    return `the conversation began on channel ${thread.originalChannelId}, which HubSpot does not own, and no workflow action makes tickets for it.`;
  }
  if (session.ticketId === undefined && session.contactEmail === undefined) {
    return 'the customer has no email address by which HubSpot could match a contact.';
  }
  return undefined;
}

function* createTicket({
  settings,
  thread,
  session,
  message,
  response,
  turns,
}: HandoffView): Generator<Effect, ProvidedTicket, unknown> {
  const { contactId } = session;
  const ticket = {
    subject: ticketSubject(message, thread.id),
    content: ticketContent(response.summary, turns),
    pipelineId: settings.pipelineId,
    stageId: settings.openStageId,
    properties: {},
    ...(contactId !== undefined && { contactId }),
  };
  const { ticketId } = yield* perform({ kind: 'create-ticket', threadId: thread.id, ticket });
  return { ticketId, summary: `Ticket ${ticketId} was made.` };
}

/** No second ticket is made beside one that is there; one that the engine closed is opened again. */
function* keepTicket(
  { settings, session }: HandoffView,
  ticketId: string,
): Generator<Effect, ProvidedTicket, unknown> {
  if (!session.ticketClosed) {
    yield* note(`The conversation has ticket ${ticketId} already, so no second one was made.`);
    return { ticketId, summary: `The conversation keeps ticket ${ticketId}.` };
  }
  const properties = { hs_pipeline_stage: settings.openStageId };
  yield* perform({ kind: 'update-ticket', ticketId, properties });
  return { ticketId, summary: `Ticket ${ticketId} was opened again.` };
}
