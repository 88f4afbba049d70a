/** Every question that a real portal can settle, in the order in which they are asked. */
import type { OpenFactId } from '../../../src/sandbox/portal/readings.ts';
import type { Question } from '../question.ts';
import { ACCOUNT } from './account.ts';
import { CONVERSATIONS_QUESTIONS } from './conversations.ts';
import { DEVELOPER } from './developer.ts';
import { NOT_FOUND } from './not-found.ts';
import { SESSION_FIELDS } from './opencx.ts';
import { PEOPLE } from './people.ts';
import { WEBHOOKS } from './webhooks.ts';

export const QUESTIONS: readonly Question[] = [
  ...ACCOUNT,
  ...PEOPLE,
  ...CONVERSATIONS_QUESTIONS,
  NOT_FOUND,
  ...WEBHOOKS,
  ...DEVELOPER,
  SESSION_FIELDS,
];

/** What reads alone cannot settle, and why. */
export const NOT_BY_READING: Partial<Record<OpenFactId, string>> = {
  atDailyLimit: 'The allowance of a day would have to be used up, and other integrations with it.',
  burstLimits: 'The limit would have to be met on purpose, at the cost of whatever else calls for the app.',
};
