import { channelAndOwner, hubspotOwned } from '../../core/hubspot/channels.ts';
import { agentActor } from '../actors.ts';
import {
  type Effect,
  EffectFailed,
  type HandoffResponse,
  perform,
  type Turn,
  type Work,
} from '../effects.ts';
import type { EngineSession } from '../session.ts';
import type { ConversationView } from './conversation.ts';
import { handoffComment, ticketContent, ticketSubject } from './handoff-texts.ts';
import { done, failed, note, sentences } from './outcomes.ts';

interface HandoffView extends ConversationView {
  response: HandoffResponse;
  turns: readonly Turn[];
  /** Sends the customer a message. */
  post(text: string): Generator<Effect, unknown, unknown>;
}

/**
 * Hands a conversation to the reps in the documented order (OpenCX docs, "Handoff & Sync"): contact, ticket, comment,
 * assignment, custom data. A step that fails does not keep the others from being made, but the event then counts as
 * failed; only the contact may be missing (OpenCX troubleshooting page, "Limits & timing").
 *
 * The AI falls silent only when something of it can be seen in HubSpot: a customer whom nobody knows of would be
 * left alone by AI and reps alike.
 */
export function* handOff(view: HandoffView): Work {
  const { settings, thread, message, response, post } = view;
  const failures: EffectFailed[] = [];
  if (response.text !== undefined) yield* attempt(post(response.text), failures);

  const contact = yield* findContact(view);
  let session: EngineSession = { ...view.session, ...contact };
  const ticket = yield* attempt(provideTicket({ ...view, session }), failures);
  session = { ...session, ...(ticket && { ticketId: ticket.ticketId, ticketClosed: false }) };
  // Kept at once: a ticket that is known is never made again.
  yield* perform({ kind: 'save-session', session });

  const text = handoffComment(response, session, settings);
  const comment = yield* attempt(
    perform({ kind: 'post-comment', threadId: thread.id, text, inReplyTo: message }),
    failures,
  );
  if (ticket || comment) {
    yield* perform({
      kind: 'save-session',
      session: { ...session, status: 'handed-off', leftAiUser: false },
    });
  }
  yield* attempt(assign(view), failures);
  if (ticket) yield* attempt(pushCustomData(session, ticket.ticketId), failures);
  return outcome(ticket?.summary, failures);
}

function* assign({ settings, thread }: HandoffView): Generator<Effect, void, unknown> {
  const actorId = agentActor(settings.aiUser);
  if (actorId !== undefined) yield* perform({ kind: 'assign-thread', threadId: thread.id, actorId });
}

function outcome(ticketSummary: string | undefined, failures: readonly EffectFailed[]) {
  const [first] = failures;
  if (first === undefined) return done(sentences('Handed off.', ticketSummary));
  const missing = failures.map(({ effect, message }) => `${effect}: ${message}`);
  return failed(first.reason, sentences('Handed off in part.', ticketSummary, ...missing));
}

/** Failures after which no further call would get through either. */
const HOPELESS: readonly string[] = ['hubspot-401', 'account-moving', 'daily-limit'];

/**
 * Makes a step that others do not depend on. undefined: it failed, and the failure is kept.
 *
 * @throws EffectFailed where HubSpot would refuse the other steps for the same reason
 */
function* attempt<T>(
  step: Generator<Effect, T, unknown>,
  failures: EffectFailed[],
): Generator<Effect, T | undefined, unknown> {
  try {
    return yield* step;
  } catch (error) {
    if (!(error instanceof EffectFailed) || HOPELESS.includes(error.reason)) throw error;
    failures.push(error);
    return undefined;
  }
}

type ContactPart = Pick<EngineSession, 'contactId' | 'contactEmail'>;

/**
 * The customer's contact, found by email and created where there is none. Whatever fails on the way is noted and
 * stops nothing (OpenCX troubleshooting page, "Limits & timing").
 */
function* findContact(view: ConversationView): Generator<Effect, ContactPart, unknown> {
  const email = view.session.contactEmail ?? (yield* withoutFailing(emailOfThread(view)));
  if (!email) {
    yield* note('The customer has no email address that is known, so no contact was looked for.');
    return {};
  }
  const contactId = yield* withoutFailing(contactWith(email));
  return { contactEmail: email, ...(contactId !== undefined && { contactId }) };
}

/** HubSpot's contact of the thread; the id may also be that of a visitor who is no contact. */
function* emailOfThread({ thread }: ConversationView): Generator<Effect, string | undefined, unknown> {
  if (thread.contactId === undefined) return undefined;
  const contact = yield* perform({ kind: 'find-contact-by-id', contactId: thread.contactId });
  return contact?.email;
}

function* contactWith(email: string): Generator<Effect, string, unknown> {
  const contact = yield* perform({ kind: 'find-contact', email });
  if (contact !== null) return contact.id;
  const { contactId } = yield* perform({ kind: 'create-contact', email });
  return contactId;
}

function* withoutFailing<T>(step: Generator<Effect, T, unknown>): Generator<Effect, T | undefined, unknown> {
  try {
    return yield* step;
  } catch (error) {
    if (!(error instanceof EffectFailed)) throw error;
    yield* note(`The handoff goes on without a contact (${error.reason}): ${error.message}`);
    return undefined;
  }
}

interface ProvidedTicket {
  ticketId: string;
  summary: string;
}

/**
 * The ticket of a handoff: a new one, or the conversation's own where it has one. null, with a note that says why,
 * where the documented rules give none (OpenCX troubleshooting page, "Handoff runs but no ticket appears").
 */
function* provideTicket(view: HandoffView): Generator<Effect, ProvidedTicket | null, unknown> {
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
  const channel = thread.originalChannelId;
  if (hubspotOwned(channel) !== 'yes' && !settings.workflowAction) {
    return `the conversation began on ${channelAndOwner(channel)}; no workflow action makes tickets for it.`;
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

function* pushCustomData({ customData }: EngineSession, ticketId: string): Generator<Effect, void, unknown> {
  const properties = ownProperties(customData);
  if (Object.keys(properties).length === 0)
    return yield* note('The session has no custom data for the ticket.');
  yield* perform({ kind: 'update-ticket', ticketId, properties });
}

/** HubSpot keeps these by itself or by the ticket's pipeline; a copy that comes back would be refused or undo a change. */
const HUBSPOT_OWN = /^(hs_|hubspot_)|^(createdate|closed_date|time_to_close|subject|content)$/;

/** The custom data that may go to a ticket: everything but HubSpot's own properties. */
function ownProperties(customData: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(customData).filter(([name]) => !HUBSPOT_OWN.test(name)));
}
