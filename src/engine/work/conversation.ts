import { type Effect, perform, type Work } from '../effects.ts';
import type { EngineSession } from '../session.ts';
import { done, failed } from './outcomes.ts';
import { newSession } from './sessions.ts';

/** A new conversation gets its session; nothing is sent. */
export function* openSession(threadId: string): Work {
  if (yield* perform({ kind: 'load-session', threadId }))
    return done('The conversation has its session already.');
  const session = yield* sessionFromThread(threadId);
  if (session === null) return noThread(threadId);
  yield* perform({ kind: 'save-session', session });
  return done(`Session ${session.sessionId} was opened.`);
}

/** The conversation left the AI user (OpenCX docs, newest edition): from now on the AI is silent in it. */
export function* markHandedOff(threadId: string): Work {
  const known = yield* perform({ kind: 'load-session', threadId });
  const session = known ?? (yield* sessionFromThread(threadId));
  if (session === null) return noThread(threadId);
  yield* perform({ kind: 'save-session', session: { ...session, status: 'handed-off', leftAiUser: true } });
  return done('The conversation left the AI user and counts as handed off.');
}

function* sessionFromThread(threadId: string): Generator<Effect, EngineSession | null, unknown> {
  const thread = yield* perform({ kind: 'fetch-thread', threadId });
  return thread && newSession(thread);
}

export const noThread = (threadId: string) =>
  failed('thread-not-found', `HubSpot has no conversation ${threadId}.`);
