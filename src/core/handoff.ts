/**
 * When the AI waits for a human. OpenCX documents that a handoff silences it and that reassigning the conversation to
 * the AI user resumes it ("Webhook Reference"); how a handoff that leaves the conversation with the AI user ends is not
 * said, and read here as: by leaving that user and coming back. The engine, explanations and the doctor go by it alike.
 */
import { authorOf, markerOf } from './hubspot/authors.ts';
import type { Message } from './hubspot/records.ts';

/** How far a conversation is from the AI by a handoff. */
export interface Handoff {
  isHandedOff: boolean;
  /** Since then somebody other than the AI user has owned the conversation. */
  leftAiUser: boolean;
}

/** Handed off, and not taken back: the AI user must have lost the conversation and own it again. */
export function awaitsHuman({ isHandedOff, leftAiUser }: Handoff, isOwnedByAiUser: boolean): boolean {
  return isHandedOff && !(leftAiUser && isOwnedByAiUser);
}

/**
 * The last handoff as the messages of a conversation tell it: it begins with OpenCX's handoff marker and is over once the
 * AI, having lost the conversation, has answered again.
 *
 * @param messages newest first
 * @param aiUser actor id of the AI user, where it is known
 */
export function handoffIn(messages: readonly Message[], aiUser: string | undefined): Handoff {
  const handoff = messages.findIndex((message) => markerOf(message) === 'handoff');
  const left = messages
    .slice(0, Math.max(0, handoff))
    .findLastIndex(({ type, assignedTo }) => type === 'ASSIGNMENT' && assignedTo !== aiUser);
  const hasResumed = messages
    .slice(0, Math.max(0, left))
    .some((message) => message.type === 'MESSAGE' && authorOf(message, aiUser) === 'ai');
  return handoff < 0 || hasResumed
    ? { isHandedOff: false, leftAiUser: false }
    : { isHandedOff: true, leftAiUser: left >= 0 };
}
