import { type Author, authorOf } from '../../core/authors.ts';
import type { Message } from '../../core/hubspot.ts';
import type { Turn } from '../effects.ts';

/** What an app writes to a customer in a person's name counts as a person's. Automatic messages are no part of the talk. */
const SPEAKERS: Readonly<Partial<Record<Author, Turn['from']>>> = {
  customer: 'customer',
  rep: 'rep',
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
export function turnsUpTo(
  message: Message,
  messages: readonly Message[],
  aiUser: string | undefined,
): Turn[] {
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
