/** Answers as an agent gives them: by their keys, in whatever form JSON suggests. */
import { ANSWER_KEYS, type AnswerKey, QUESTIONS } from '../../checks/facts.ts';
import type { TypedAnswer } from '../core/flags/values.ts';
import { isObject } from '../core/json.ts';
import { NONE } from '../core/typed-words.ts';
import { sayable, UsageError } from '../files/usage-error.ts';
import { MASK } from '../redact/mask.ts';
import type { Argument } from './arguments.ts';

/** What is asked of the run itself has an argument of its own; its key is taken all the same. */
const POINTERS = { 'conversation.thread': 'thread', 'conversation.session': 'session' } as const;

export interface AnswersGiven {
  typed: TypedAnswer[];
  /** By the name of the argument that they stand for. */
  pointed: Partial<Record<(typeof POINTERS)[keyof typeof POINTERS], string>>;
}

export const ANSWERS: Argument<AnswersGiven> = {
  schema: {
    type: 'object',
    description:
      'answers to open questions, by their keys: {"webhooks.committed":"no","webhooks.throttle":10}; several words with commas, "none" where there is none. Never a guess: leave open what nobody has seen.',
    additionalProperties: true,
  },
  read: (given, name) => readAnswers(given, name),
};

/** @throws UsageError for what is no object of plain values, and for a secret */
export function readAnswers(given: unknown, name: string): AnswersGiven {
  if (!isObject(given))
    throw new UsageError(
      `${name} must be an object of answers by their keys, such as {"webhooks.throttle": 10}.`,
    );
  const read: AnswersGiven = { typed: [], pointed: {} };
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === '') continue;
    refuseSecret(key);
    const typed = asTyped(key, value, name);
    refuseLikeSecret(key, typed, name);
    const pointed = Object.hasOwn(POINTERS, key) ? POINTERS[key as keyof typeof POINTERS] : undefined;
    if (pointed) read.pointed[pointed] = typed;
    else read.typed.push({ key, value: typed });
  }
  return read;
}

/** As it would stand behind `--answer`. */
function asTyped(key: string, value: unknown, name: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.length === 0 ? NONE : value.join(',');
  throw new UsageError(`"${key}" in ${name} must be a word, a number, true or false, or a list of words.`);
}

const GIVEN_BY_OTHERS: Partial<Record<AnswerKey, string>> = {
  'opencx.webhookUrl': 'Whoever starts the server sets the variable OPENCX_WEBHOOK_URL.',
  'webhooks.targetUrl':
    'Whoever starts the server names a file that holds it in the configuration file: "answers", or "webhooks": {"config"}.',
};

function refuseSecret(name: string): void {
  const key = ANSWER_KEYS.find((known) => known === name);
  if (key === undefined || QUESTIONS[key].form.kind !== 'secret-url') return;
  throw new UsageError(`"${key}" is a secret, and no agent is asked for one.`, {
    ...(GIVEN_BY_OTHERS[key] !== undefined && { hint: GIVEN_BY_OTHERS[key] }),
  });
}

/** It is no answer to any question, and judged as one it would accuse a setting that nobody has seen. */
function refuseLikeSecret(key: string, value: string, name: string): void {
  if (value.includes(MASK) || !sayable(value).includes(MASK)) return;
  throw new UsageError(`What "${key}" in ${name} holds looks like a secret, and was not taken.`, {
    hint: 'Secrets are set where this server is started. Send what the question asks for.',
  });
}
