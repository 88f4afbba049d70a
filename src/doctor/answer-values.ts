import { eventName, nearestEventClause } from '../config/event-names.ts';
import { readWebhookUrl } from '../config/webhook-url.ts';
import type { AnswerValues } from '../core/given.ts';
import { type AnswerKey, CONNECTION_MODES } from '../core/ids.ts';
import { CHANNELS } from '../core/opencx.ts';
import type { UrlFacts } from '../core/webhooks.ts';
import { nearestClause } from '../files/nearest.ts';
import { InvalidUrl } from '../redact/url-facts.ts';

/** The message is what can follow the answer's key in a sentence: "must be a number". */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/** Answers that are webhook URLs, which are kept as fingerprints only. */
export const URL_ANSWERS = ['webhooks.targetUrl', 'opencx.webhookUrl'] as const;
export type UrlAnswer = (typeof URL_ANSWERS)[number];

/** How the value of each answer is read from a file. @throws {WrongAnswer} */
export const ANSWER_READERS: { readonly [K in AnswerKey]: (value: unknown) => AnswerValues[K] } = {
  'connection.mode': oneOf(CONNECTION_MODES),
  'webhooks.targetUrl': urlOrNone,
  'webhooks.subscriptions': events,
  'webhooks.paused': events,
  'webhooks.ticketProperties': strings,
  'webhooks.committed': yesOrNo,
  'webhooks.throttle': eventsPerSecond,
  'opencx.webhookUrl': urlOrNone,
  'opencx.defaultUserId': userId,
  'opencx.ticketCreation': yesOrNo,
  'opencx.crmConnected': yesOrNo,
  'opencx.assistMode': yesOrNo,
  'opencx.workflowAction': yesOrNo,
  'conversation.channel': oneOf(CHANNELS),
  'conversation.contactEmail': emailOrNone,
};

function yesOrNo(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new WrongAnswer('must be a boolean, true or false');
  return value;
}

function eventsPerSecond(value: unknown): number {
  if (typeof value !== 'number') throw new WrongAnswer('must be a number');
  if (!Number.isInteger(value) || value < 1)
    throw new WrongAnswer('must be a number of events per second, whole and above zero');
  return value;
}

function oneOf<T extends string>(choices: readonly T[]): (value: unknown) => T {
  return (value) => {
    const choice = choices.find((known) => known === value);
    if (choice !== undefined) return choice;
    const suggestion = typeof value === 'string' ? nearestClause(value, choices) : '';
    throw new WrongAnswer(`must be one of ${choices.join(', ')}${suggestion}`);
  };
}

function strings(value: unknown): string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new WrongAnswer('must be a list of strings');
  return value;
}

function events(value: unknown): string[] {
  const names = strings(value).map((label) => {
    const name = eventName(label);
    if (name === undefined)
      throw new WrongAnswer(`holds "${label}", which is no event${nearestEventClause(label)}`);
    return name;
  });
  return [...new Set(names)];
}

function urlOrNone(value: unknown): UrlFacts | null {
  if (value === null) return null;
  if (typeof value !== 'string') throw new WrongAnswer('must be a string, or null for none');
  try {
    return readWebhookUrl(value).facts;
  } catch (error) {
    if (error instanceof InvalidUrl)
      throw new WrongAnswer('must be an http or https URL, or its fingerprint');
    throw error;
  }
}

/** YAML reads `7001` as a number, which is taken as it was meant. */
function userId(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (Number.isSafeInteger(value)) return String(value);
  throw new WrongAnswer('must be a string, such as "A-7001"');
}

function emailOrNone(value: unknown): string {
  if (typeof value !== 'string') throw new WrongAnswer('must be a string');
  const email = value.trim();
  if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new WrongAnswer('must be an email address, or "" for none');
  return email;
}
