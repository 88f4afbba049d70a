import { authorOf } from '../../core/authors.ts';
import type { Decision } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';
import type { Message } from '../../core/hubspot.ts';
import { agentActor } from '../decide/actors.ts';
import { decideMessage } from '../decide/index.ts';
import { type Effect, perform, type Work } from '../effects.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';
import { answer, type ConversationView, draft } from './answer.ts';
import { noThread } from './conversation.ts';
import { done, failed, skipped } from './outcomes.ts';
import { broughtUpToDate, newSession, saveChanged } from './sessions.ts';
import type { WorkContext } from './work.ts';

const EMAIL_CHANNEL = '1002';

/** Work on a new message: fetches it and its thread, decides, and does what was decided. */
export function* workOnMessage(event: WebhookEvent, { settings, duplicateOf }: WorkContext): Work {
  const { objectId: threadId, messageId } = event;
  if (messageId === undefined) return failed('message-not-named', 'The event names no message to fetch.');
  const first = yield* perform({ kind: 'fetch-message', threadId, messageId });
  if (first === null) return noMessage(messageId);

  const loaded = yield* perform({ kind: 'load-session', threadId });
  const reopened = yield* reopen(loaded, first, settings);
  const message = yield* settled(first, settings);
  if (message === null) return noMessage(messageId);
  const thread = yield* perform({ kind: 'fetch-thread', threadId });
  if (thread === null) return noThread(threadId);

  const session = reopened && broughtUpToDate(reopened, thread, settings.aiUser);
  const decision = decideMessage(event, { settings, message, thread, session, duplicateOf });
  yield* perform({ kind: 'record-decision', decision });
  yield* saveChanged(session, loaded);
  if (decision.outcome === 'skip') return skipped(decision);
  return yield* act(decision, { settings, message, thread, session: session ?? newSession(thread) });
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

const noMessage = (messageId: string) =>
  failed('message-not-found', `HubSpot does not have message ${messageId} any more.`);
