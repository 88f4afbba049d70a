import type { Message, Thread } from '../../core/hubspot/records.ts';
import { agentActor } from '../actors.ts';
import { type Effect, perform } from '../effects.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';

/** A conversation at the moment in which one of its messages is worked on. */
export interface ConversationView {
  settings: EngineSettings;
  message: Message;
  thread: Thread;
  session: EngineSession;
}

/** A session that has just begun. */
export function newSession(thread: Thread, sessionId: string): EngineSession {
  return {
    threadId: thread.id,
    sessionId,
    status: 'open',
    ...(thread.ticketId !== undefined && { ticketId: thread.ticketId }),
    customData: {},
    leftAiUser: false,
  };
}

/**
 * The session with what the thread shows by now: its ticket, and whether somebody other than the AI user has owned
 * it since the handoff.
 */
export function broughtUpToDate(
  session: EngineSession,
  thread: Thread,
  aiUser: string | undefined,
): EngineSession {
  const ticketId = session.ticketId ?? thread.ticketId;
  const left = session.status === 'handed-off' && agentActor(thread.assignedTo) !== agentActor(aiUser);
  return {
    ...session,
    ...(ticketId !== undefined && { ticketId }),
    leftAiUser: session.leftAiUser || left,
  };
}

/** The session with the customer's email address as the message shows it; channels such as chat have none. */
export function withEmail({ session, message }: ConversationView): EngineSession {
  const contactEmail = session.contactEmail ?? emailOf(message);
  return { ...session, ...(contactEmail !== undefined && { contactEmail }) };
}

function emailOf(message: Message): string | undefined {
  for (const { actorId, deliveryType, deliveryValue } of message.senders) {
    if (deliveryType === 'HS_EMAIL_ADDRESS' && deliveryValue) return deliveryValue;
    if (actorId?.startsWith('E-')) return actorId.slice(2);
  }
  return undefined;
}

/** Saves the session unless it is what was loaded. */
export function* saveChanged(
  session: EngineSession | null,
  loaded: EngineSession | null,
): Generator<Effect, void, unknown> {
  if (session !== null && !isSame(session, loaded)) yield* perform({ kind: 'save-session', session });
}

function isSame(session: EngineSession, other: EngineSession | null): boolean {
  if (other === null) return false;
  const keys = Object.keys({ ...session, ...other }) as (keyof EngineSession)[];
  return keys.every((key) => session[key] === other[key]);
}
