/** Answers as they are typed: at a prompt, or as `KEY=VALUE` on the command line. */
import { ANSWER_KEYS, type AnswerKey, FACTS } from '../../checks/facts.ts';
import type { TypedAnswer } from '../core/flags/values.ts';
import type { Answer } from '../core/given.ts';
import { NONE, wordsIn } from '../core/typed-words.ts';
import { UsageError } from '../files/usage-error.ts';
import { type AnswersFrom, parseAnswers } from './answers.ts';
import { isSameAnswer, shownValue } from './same-answer.ts';

const FLAG = '--answer';

/** Whoever is logged in, and now: an answer ages, and whoever reads it later may want to ask again. */
export function saidNow(env: Readonly<Record<string, string | undefined>>): Omit<Answer, 'value'> {
  const by = env['USER'] || env['LOGNAME'] || env['USERNAME'];
  return { at: new Date().toISOString(), ...(by && { by }) };
}

/**
 * Reads the answers of a command line, as a file's would be read.
 *
 * @param said who gave them, and when
 * @throws {UsageError} as an answers file, and for a secret, or one question that is answered in two ways
 */
export function readTypedAnswers(typed: readonly TypedAnswer[], said: Omit<Answer, 'value'>): AnswersFrom {
  const answers: Record<string, Answer> = {};
  for (const { key, value } of typed) {
    refuseSecret(key);
    const answer = parseAnswers({ [key]: { value: valueTyped(key, value), ...said } }, FLAG)[key];
    const before = answers[key];
    if (answer && before && !isSameAnswer(before, answer))
      throw new UsageError(
        `${FLAG} answers "${key}" in two ways: ${shownValue(before.value)} and ${shownValue(answer.value)}.`,
        { hint: 'Leave one of them out.' },
      );
    if (answer) answers[key] = answer;
  }
  return { from: FLAG, answers, clearUrls: {} };
}

/** Where a webhook URL is given that must not stand on a command line, which others can see. */
export const SECRETS_STAND_IN: Partial<Record<AnswerKey, string>> = {
  'opencx.webhookUrl': 'Set the variable OPENCX_WEBHOOK_URL',
  'webhooks.targetUrl': 'Name the file that holds the webhook settings with --webhook-config FILE',
};

function refuseSecret(name: string): void {
  const key = ANSWER_KEYS.find((known) => known === name);
  if (key === undefined || formOf(key)?.kind !== 'secret-url') return;
  throw new UsageError(`${FLAG} does not take "${key}": it is a secret, and others can see a command line.`, {
    hint: `${SECRETS_STAND_IN[key]}, or put it into an answers file and name that with --answers FILE.`,
  });
}

function formOf(name: string) {
  return ANSWER_KEYS.filter((key) => key === name).map((key) => FACTS[key].ask?.answer.form)[0];
}

/** What was typed, in the form in which an answers file would hold it. */
function valueTyped(key: string, text: string): unknown {
  const isNone = text.toLowerCase() === NONE;
  switch (formOf(key)?.kind) {
    case 'yes-no':
      return yesOrNo(key, text);
    case 'number':
      return /^\d+$/.test(text) ? Number(text) : text;
    case 'text':
      return isNone ? '' : text;
    case 'words':
    case 'several':
      return isNone ? [] : several(key, text);
    default:
      return text;
  }
}

const YES_OR_NO: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

function yesOrNo(key: string, text: string): boolean {
  const answer = YES_OR_NO[text.toLowerCase()];
  if (answer === undefined) throw new UsageError(`"${key}" in ${FLAG} must be yes or no.`);
  return answer;
}

function several(key: string, text: string): string[] {
  const words = wordsIn(text);
  if (words.length === 0)
    throw new UsageError(`"${key}" in ${FLAG} must be words with commas between, or "${NONE}".`);
  return words;
}
