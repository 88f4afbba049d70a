import type { Message } from './records.ts';

/**
 * Who wrote a message. `rep` is a person who works in HubSpot, `ai` is OpenCX, `app` is any app that writes
 * through HubSpot's API and cannot be told from another, `bot` is a chatflow or HubSpot's own AI agent, `unnamed` is
 * whoever sent a public message of which HubSpot names no sender: a rep, or something that sends by itself.
 */
export type Author = 'customer' | 'rep' | 'ai' | 'app' | 'bot' | 'system' | 'unnamed';

/** What OpenCX writes into its messages, and skips messages for (OpenCX docs, "Webhook Reference"). */
export const OPENCX_MARKERS = {
  handoff: '🔄 AI decided to handoff',
  'ai-response': '<!-- OpenCX-AI-Response -->',
} as const;
export type OpenCxMarker = keyof typeof OPENCX_MARKERS;

const AUTHOR_OF_PREFIX: Readonly<Record<string, Author>> = {
  'V-': 'customer',
  'E-': 'customer',
  'B-': 'bot',
  'L-': 'bot',
  'S-': 'system',
};

/** Which of OpenCX's markers stands in the text of a message, or in its HTML; undefined where none does. */
export function markerOf({ text, richText }: Message): OpenCxMarker | undefined {
  const names: readonly OpenCxMarker[] = ['handoff', 'ai-response'];
  return names.find((name) => [text, richText].some((body) => body?.includes(OPENCX_MARKERS[name])));
}

/** Actor ids that stand behind a message, its author first. */
export function actorsOf(message: Message): string[] {
  return [message.createdBy, ...message.senders.map((sender) => sender.actorId)].filter(
    (actor) => actor !== undefined,
  );
}

/** The HubSpot user in whose name a message was written, as an actor id. */
export function agentOf(message: Message): string | undefined {
  return actorsOf(message).find((actor) => actor.startsWith('A-'));
}

/**
 * Who wrote the message, judged by the actor before the direction: a rep who answers from a mailbox of their
 * own appears as INCOMING.
 *
 * @param aiUser actor id of the OpenCX AI user (`A-7001`), where it is known
 */
export function authorOf(message: Message, aiUser?: string): Author {
  if (message.type === 'WELCOME_MESSAGE') return 'bot';
  // What a bot or HubSpot itself wrote is automatic, whoever's name it is shown under.
  const creator = authorOfPrefix(message.createdBy);
  if (creator === 'bot' || creator === 'system') return creator;
  const agent = agentOf(message);
  if (agent !== undefined) return authorBehindAgent(message, agent === aiUser);
  for (const actor of actorsOf(message)) {
    const author = authorOfPrefix(actor);
    if (author !== undefined) return author;
    if (actor.startsWith('I-')) return aiOrApp(message);
  }
  return authorWithoutActor(message);
}

function authorOfPrefix(actorId: string | undefined): Author | undefined {
  return AUTHOR_OF_PREFIX[actorId?.slice(0, 2) ?? ''];
}

/** A user's actor stands behind what that user typed, and behind what an app sent in the user's name. */
function authorBehindAgent(message: Message, isAiUser: boolean): Author {
  if (message.clientType === 'SYSTEM') return 'system';
  const isTyped = message.clientType === 'HUBSPOT';
  const hasMarker = markerOf(message) !== undefined;
  // A person may work under the AI user's own account; what they type comes from HubSpot and has no marker.
  if (isAiUser) return isTyped && !hasMarker ? 'rep' : 'ai';
  // A marker in what another user typed is a quotation: a mail that answers the AI's carries it along.
  if (isTyped) return 'rep';
  if (hasMarker) return 'ai';
  return message.clientType === 'INTEGRATION' ? 'app' : 'rep';
}

function authorWithoutActor(message: Message): Author {
  if (message.clientType === 'SYSTEM') return 'system';
  if (message.clientType === 'INTEGRATION') return aiOrApp(message);
  if (message.direction === 'INCOMING') return 'customer';
  if (message.type === 'MESSAGE') return 'unnamed';
  return message.clientType === 'HUBSPOT' ? 'rep' : 'system';
}

function aiOrApp(message: Message): Author {
  return markerOf(message) === undefined ? 'app' : 'ai';
}
