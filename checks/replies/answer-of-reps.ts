/** Whether reps have answered a customer, and whether where the customer can see it. */
import { authorOf } from '../../src/core/hubspot/authors.ts';
import type { Message } from '../../src/core/hubspot/records.ts';
import { mayHaveOlder } from '../conversation/newest-page.ts';

/** Who else than a rep may have answered: OpenCX's AI, or whoever sent a message of which HubSpot names no sender. */
const ANSWERERS = ['ai', 'unnamed'] as const;
type Answerer = (typeof ANSWERERS)[number];

export interface AnswerOfReps {
  /** `internal`: internal comments alone; `none`: reps have written nothing. */
  kind: 'public' | 'internal' | 'none';
  /** Internal comments of reps. */
  comments: number;
  /** Who else wrote in public; then a rep's comment may well be meant as a mere note. */
  others: readonly Answerer[];
}

/**
 * What was written since the customer's last message. What OpenCX, other apps, bots and HubSpot itself wrote is no
 * answer of a rep.
 *
 * @param messages the newest page of a thread, newest first
 * @param aiUser actor id of the OpenCX AI user, where it is known
 * @returns undefined where the customer has written nothing
 */
export function answerOfReps(
  messages: readonly Message[],
  aiUser: string | undefined,
): AnswerOfReps | undefined {
  const written = messages.map((message) => ({ message, author: authorOf(message, aiUser) }));
  const lastFromCustomer = written.findIndex(
    ({ message, author }) => message.type === 'MESSAGE' && author === 'customer',
  );
  // On a full page without a customer's message the last one is older, so that everything here follows it.
  if (lastFromCustomer === -1 && !mayHaveOlder(messages)) return undefined;
  const since = lastFromCustomer === -1 ? written : written.slice(0, lastFromCustomer);

  const authorsOf = (type: Message['type']) =>
    since.flatMap(({ message, author }) => (message.type === type ? [author] : []));
  const inPublic = authorsOf('MESSAGE');
  const comments = authorsOf('COMMENT').filter((author) => author === 'rep').length;
  return {
    kind: inPublic.includes('rep') ? 'public' : comments > 0 ? 'internal' : 'none',
    comments,
    others: ANSWERERS.filter((author) => inPublic.includes(author)),
  };
}
