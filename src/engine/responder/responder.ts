import type { Response, Turn } from '../effects.ts';

/** A conversation as the responder is given it. */
export interface Conversation {
  sessionId: string;
  threadId: string;
  /** Oldest first; the last one is the message to answer. */
  turns: readonly Turn[];
}

/** Stands in the AI's place. Rejects with `ResponderFailed` or `EvidenceFailure`; then nothing is sent to anybody. */
export type Responder = (conversation: Conversation, signal: AbortSignal) => Promise<Response>;

/** The responder's answer cannot be used. The message quotes nothing of it. */
export class ResponderFailed extends Error {
  override readonly name = 'ResponderFailed';
}

/** Observes only: nothing is ever said. */
export const silentResponder: Responder = async () => ({ kind: 'silent' });
