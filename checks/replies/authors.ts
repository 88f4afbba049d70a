import type { Message } from '../../src/core/hubspot.ts';

/**
 * Who wrote a message. `rep` is a person who works in HubSpot, `ai` is OpenCX, `app` is any app that writes
 * through HubSpot's API and cannot be told from another, `bot` is a chatflow or HubSpot's own AI agent.
 */
export type Author = 'customer' | 'rep' | 'ai' | 'app' | 'bot' | 'system';

/** OpenCX writes one of these into what it posts, and skips messages that carry one. */
export const HANDOFF_MARKER = '🔄 AI decided to handoff';
export const AI_RESPONSE_MARKER = '<!-- OpenCX-AI-Response -->';

const AUTHOR_OF_PREFIX: Readonly<Record<string, Author>> = {
  'V-': 'customer',
  'E-': 'customer',
  'B-': 'bot',
  'L-': 'bot',
  'S-': 'system',
};

export function hasOpenCxMarker(message: Message): boolean {
  return [message.text, message.richText].some(
    (text) => text?.includes(HANDOFF_MARKER) || text?.includes(AI_RESPONSE_MARKER),
  );
}

/** Actor ids that stand behind a message, its author first. */
export function actorsOf(message: Message): string[] {
  return [message.createdBy, ...message.senders.map((sender) => sender.actorId)].filter(
    (actor) => actor !== undefined,
  );
}

/**
 * Who wrote the message, judged by the actor before the direction: a rep who answers from a mailbox of their
 * own appears as INCOMING.
 *
 * @param aiUser actor id of the OpenCX AI user (`A-7001`), where it is known
 */
export function authorOf(message: Message, aiUser?: string): Author {
  if (message.type === 'WELCOME_MESSAGE') return 'bot';
  const actors = actorsOf(message);
  const agent = actors.find((actor) => actor.startsWith('A-'));
  if (agent !== undefined) return authorBehindAgent(message, agent === aiUser);
  for (const actor of actors) {
    const author = AUTHOR_OF_PREFIX[actor.slice(0, 2)];
    if (author !== undefined) return author;
    if (actor.startsWith('I-')) return hasOpenCxMarker(message) ? 'ai' : 'app';
  }
  return authorWithoutActor(message);
}

/** A user's actor stands behind what that user typed, and behind what an app sent in the user's name. */
function authorBehindAgent(message: Message, isAiUser: boolean): Author {
  if (message.clientType === 'SYSTEM') return 'system';
  const isTyped = message.clientType === 'HUBSPOT';
  // A person may work under the AI user's own account; what they type comes from HubSpot and has no marker.
  if (isAiUser) return isTyped && !hasOpenCxMarker(message) ? 'rep' : 'ai';
  // A marker in what another user typed is a quotation: a mail that answers the AI's carries it along.
  if (isTyped) return 'rep';
  if (hasOpenCxMarker(message)) return 'ai';
  return message.clientType === 'INTEGRATION' ? 'app' : 'rep';
}

function authorWithoutActor(message: Message): Author {
  if (message.clientType === 'SYSTEM') return 'system';
  if (message.clientType === 'INTEGRATION') return hasOpenCxMarker(message) ? 'ai' : 'app';
  if (message.direction === 'INCOMING') return 'customer';
  return message.type === 'MESSAGE' || message.clientType === 'HUBSPOT' ? 'rep' : 'system';
}
