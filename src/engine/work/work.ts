/**
 * What is done about one event, from its decision to its end, as effects that somebody else carries out: it can
 * be read as a script and tested without a clock, a disk or a network.
 */

import type { Decision } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';
import { authorOf } from '../../core/hubspot/authors.ts';
import { EMAIL_CHANNEL } from '../../core/hubspot/channels.ts';
import type { Message } from '../../core/hubspot/records.ts';
import { agentActor } from '../actors.ts';
import { decideEnvelope, decideMessage, type EnvelopeGiven } from '../decide/decide.ts';
import { namesObject, type ObjectEvent } from '../decide/event-kinds.ts';
import { type Effect, perform, type Work } from '../effects.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';
import { answer, draft } from './answer.ts';
import { broughtUpToDate, type ConversationView, newSession, saveChanged } from './conversation.ts';
import { done, failed, skipped } from './outcomes.ts';

/** What work knows beside the event. */
export interface WorkContext extends EnvelopeGiven {
  /** The same id for the same thread, always. */
  sessionIdOf(threadId: string): string;
}

/** The whole work on one event, as effects to be carried out one after another. */
export function* workOn(event: WebhookEvent, context: WorkContext): Work {
  const decision = decideEnvelope(event, context);
  if (decision !== null) yield* perform({ kind: 'record-decision', decision });
  if (decision?.outcome === 'skip') return skipped(decision);
  if (!namesObject(event)) return failed('object-not-named', 'The event names no object to work on.');
  if (decision === null) return yield* workOnMessage(event, context);
  switch (decision.action) {
    case 'sync-property':
      return yield* syncProperty(event);
    case 'open-session':
      return yield* openSession(event.objectId, context);
    case 'mark-handed-off':
      return yield* markHandedOff(event.objectId, context);
    default:
      return done('Kept here as it came, and sent to nobody.');
  }
}

/** Fetches a new message and its thread, decides, and does what was decided. */
function* workOnMessage(event: ObjectEvent, { settings, duplicateOf, sessionIdOf }: WorkContext): Work {
  const { objectId: threadId, messageId } = event;
  if (messageId === undefined) return failed('message-not-named', 'The event names no message to fetch.');
  const first = yield* perform({ kind: 'fetch-message', threadId, messageId });
  if (first === null) return noMessage(messageId, threadId);

  const loaded = yield* perform({ kind: 'load-session', threadId });
  const reopened = yield* reopen(loaded, first, settings);
  const message = yield* settled(first, settings);
  if (message === null) return noMessage(messageId, threadId);
  const thread = yield* perform({ kind: 'fetch-thread', threadId });
  if (thread === null) return noThread(threadId);

  const session = reopened && broughtUpToDate(reopened, thread, settings.aiUser);
  const decision = decideMessage(event, { settings, message, thread, session, duplicateOf });
  yield* perform({ kind: 'record-decision', decision });
  yield* saveChanged(session, loaded);
  if (decision.outcome === 'skip') return skipped(decision);
  const begun = session ?? newSession(thread, sessionIdOf(threadId));
  return yield* act(decision, { settings, message, thread, session: begun });
}

/** A customer who writes again has not been helped yet: the ticket is not closed after all. */
function* reopen(
  session: EngineSession | null,
  message: Message,
  settings: EngineSettings,
): Generator<Effect, EngineSession | null, unknown> {
  const isCustomer = authorOf(message, agentActor(settings.aiUser)) === 'customer';
  if (session?.status !== 'resolved' || !isCustomer) return session;
  yield* perform({ kind: 'cancel-close', threadId: session.threadId });
  return { ...session, status: 'open' };
}

/** An email is read again after the time that other workflows may take for their drafts and signatures. */
function* settled(
  message: Message,
  { emailDelayMs }: EngineSettings,
): Generator<Effect, Message | null, unknown> {
  if (message.channelId !== EMAIL_CHANNEL || emailDelayMs === 0) return message;
  const why = 'so that other workflows on an email can finish';
  yield* perform({ kind: 'wait', milliseconds: emailDelayMs, why });
  return yield* perform({ kind: 'fetch-message', threadId: message.threadId, messageId: message.id });
}

function* act({ action }: Decision, view: ConversationView): Work {
  switch (action) {
    case 'reply':
      return yield* answer(view);
    case 'draft':
      return yield* draft(view);
    case 'deliver':
      return yield* deliver(view);
    default:
      return done("Kept here as a rep's message, and sent to nobody.");
  }
}

function* deliver({ message, session }: ConversationView): Work {
  const { threadId, sessionId } = session;
  const { channel } = yield* perform({ kind: 'deliver', threadId, sessionId, message });
  return done(`The rep's reply was delivered (${channel}).`);
}

/** Copies a ticket property into the custom data of the session that the ticket belongs to. */
function* syncProperty({ objectId: ticketId, propertyName, propertyValue }: ObjectEvent): Work {
  if (!propertyName || !propertyValue)
    return failed('property-missing', 'The event names no property and value.');
  const session = yield* perform({ kind: 'load-session-of-ticket', ticketId });
  // HubSpot announces every ticket of the portal; most have nothing to do with the AI.
  if (session === null) return done(`No session belongs to ticket ${ticketId}, so nothing was copied.`);
  const customData = { ...session.customData, [propertyName]: propertyValue };
  yield* perform({ kind: 'save-session', session: { ...session, customData } });
  return done(`The ticket property ${propertyName} was copied to the session.`);
}

/** A new conversation gets its session; nothing is sent. */
function* openSession(threadId: string, context: WorkContext): Work {
  if (yield* perform({ kind: 'load-session', threadId }))
    return done('The conversation has its session already.');
  const session = yield* sessionFromThread(threadId, context);
  if (session === null) return noThread(threadId);
  yield* perform({ kind: 'save-session', session });
  return done(`Session ${session.sessionId} was opened.`);
}

/** The conversation left the AI user (OpenCX docs, newest edition): from now on the AI is silent in it. */
function* markHandedOff(threadId: string, context: WorkContext): Work {
  const known = yield* perform({ kind: 'load-session', threadId });
  const session = known ?? (yield* sessionFromThread(threadId, context));
  if (session === null) return noThread(threadId);
  yield* perform({ kind: 'save-session', session: { ...session, status: 'handed-off', leftAiUser: true } });
  return done('The conversation left the AI user and counts as handed off.');
}

function* sessionFromThread(
  threadId: string,
  { sessionIdOf }: WorkContext,
): Generator<Effect, EngineSession | null, unknown> {
  const thread = yield* perform({ kind: 'fetch-thread', threadId });
  return thread && newSession(thread, sessionIdOf(threadId));
}

/**
 * Closes the ticket of a resolved conversation once its time has come (OpenCX troubleshooting page, "Limits &
 * timing": about 15 s). Looks again first: the customer may have written in between.
 */
export function* closeTicket(threadId: string, { closedStageId }: EngineSettings): Work {
  const session = yield* perform({ kind: 'load-session', threadId });
  if (session?.status !== 'resolved' || session.ticketId === undefined) {
    return done('The conversation went on, so its ticket stays open.');
  }
  const { ticketId } = session;
  yield* perform({ kind: 'update-ticket', ticketId, properties: { hs_pipeline_stage: closedStageId } });
  yield* perform({ kind: 'save-session', session: { ...session, ticketClosed: true } });
  return done(`Ticket ${ticketId} was closed.`);
}

const noMessage = (messageId: string, threadId: string) =>
  failed('message-not-found', `HubSpot has no message ${messageId} in conversation ${threadId}.`);

const noThread = (threadId: string) => failed('thread-not-found', `HubSpot has no conversation ${threadId}.`);
