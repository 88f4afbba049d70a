import { type Author, authorOf } from '../../core/hubspot/authors.ts';
import type { Message, Thread } from '../../core/hubspot/records.ts';
import { agentActor } from '../actors.ts';
import { type Effect, perform, type Response, type Turn, type Work } from '../effects.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';
import { type ConversationView, withEmail } from './conversation.ts';
import { handOff } from './hand-off.ts';
import { done, failed } from './outcomes.ts';

/** The AI answers the customer, hands the conversation off, resolves it, or says nothing. */
export function* answer(view: ConversationView): Work {
  const { thread, message, settings } = view;
  const session = inConversation(view);
  yield* perform({ kind: 'save-session', session });
  const senderActorId = agentActor(settings.aiUser);
  if (senderActorId === undefined) {
    return failed('no-ai-user', 'No Default User ID is set, so there is nobody to answer as.');
  }
  const { response, turns } = yield* respond({ ...view, session });
  const post = (text: string) =>
    perform({
      kind: 'post-message',
      threadId: thread.id,
      text,
      senderActorId,
      inReplyTo: onChannel(message, thread),
    });

  switch (response.kind) {
    case 'reply': {
      const { messageId } = yield* post(response.text);
      return done(`The AI answered with message ${messageId}.`);
    }
    case 'handoff':
      return yield* handOff({ ...view, session, turns, response, post });
    case 'resolve':
      if (response.text !== undefined) yield* post(response.text);
      return yield* resolve(session, settings);
    case 'silent':
      return done('The AI had nothing to say.');
  }
}

/** Assist Mode: what the AI would do stands in an internal comment, and is left to the rep. */
export function* draft(view: ConversationView): Work {
  const { message, thread } = view;
  const session = withEmail(view);
  yield* perform({ kind: 'save-session', session });
  const { response } = yield* respond({ ...view, session });
  const text = draftText(response);
  if (text === undefined) return done('The AI had nothing to suggest.');
  const { messageId } = yield* perform({
    kind: 'post-comment',
    threadId: thread.id,
    text,
    inReplyTo: message,
  });
  return done(`The AI's draft was posted as internal comment ${messageId}.`);
}

function* respond({
  settings,
  message,
  session,
}: ConversationView): Generator<Effect, { response: Response; turns: Turn[] }, unknown> {
  const { threadId, sessionId } = session;
  const messages = yield* perform({ kind: 'fetch-messages', threadId });
  const turns = turnsUpTo(message, messages, agentActor(settings.aiUser));
  const response = yield* perform({ kind: 'respond', threadId, sessionId, turns });
  return { response, turns };
}

/** What an app writes to a customer in a person's name counts as a person's. Automatic messages are no part of the talk. */
const SPEAKERS: Readonly<Partial<Record<Author, Turn['from']>>> = {
  customer: 'customer',
  rep: 'rep',
  unnamed: 'rep',
  app: 'rep',
  ai: 'ai',
};

/**
 * The conversation up to the message that is worked on, which comes last. What the customer wrote after it is left
 * out: it has an event of its own, and would be answered twice otherwise.
 *
 * @param message the customer's
 * @param messages newest first
 * @param aiUser actor id of the AI user, where it is known
 */
function turnsUpTo(message: Message, messages: readonly Message[], aiUser: string | undefined): Turn[] {
  const before = messages
    .filter(({ id, type }) => type === 'MESSAGE' && id !== message.id)
    .filter((other) => authorOf(other, aiUser) !== 'customer' || isEarlier(other, message))
    .toReversed()
    .flatMap((other) => {
      const from = SPEAKERS[authorOf(other, aiUser)];
      return from === undefined ? [] : [turn(from, other)];
    });
  return [...before, turn('customer', message)];
}

function turn(from: Turn['from'], { text = '', createdAt: at }: Message): Turn {
  return { from, text, at };
}

function isEarlier(one: Message, other: Message): boolean {
  return Date.parse(one.createdAt) <= Date.parse(other.createdAt);
}

/** The ticket is closed a little later, so that a customer who writes once more finds it open. */
function* resolve(session: EngineSession, { ticketing, closeDelayMs }: EngineSettings): Work {
  yield* perform({ kind: 'save-session', session: { ...session, status: 'resolved' } });
  if (!ticketing || session.ticketId === undefined || session.ticketClosed) {
    return done('The conversation is resolved; it has no open ticket to close.');
  }
  const { threadId } = session;
  yield* perform({ kind: 'schedule-close', threadId, milliseconds: closeDelayMs });
  return done(`The conversation is resolved; its ticket is closed in ${closeDelayMs / 1000} s.`);
}

/** The AI speaks in it, so it is open, and a handoff that was taken back is over. */
function inConversation(view: ConversationView): EngineSession {
  return { ...withEmail(view), status: 'open', leftAiUser: false };
}

/** HubSpot wants the answer on the customer's own channel; a message that does not name it came on the thread's. */
function onChannel(message: Message, thread: Thread): Message {
  // As it is, with its guard: a copy would not know any more what could not be read.
  if (message.channelId !== undefined && message.channelAccountId !== undefined) return message;
  const channelAccountId = message.channelAccountId ?? thread.originalChannelAccountId;
  return {
    ...message,
    channelId: message.channelId ?? thread.originalChannelId,
    ...(channelAccountId !== undefined && { channelAccountId }),
  };
}

function draftText(response: Response): string | undefined {
  if (response.kind === 'silent') return undefined;
  if (response.kind !== 'handoff') return response.text;
  const { reason, text } = response;
  return [`The AI would hand this conversation off: ${reason}`, text].filter(Boolean).join('\n\n');
}
