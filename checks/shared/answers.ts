/**
 * The kinds of answers that a person can give: how each is asked for, and how it is read from a file or a prompt.
 */

import { readWebhookUrl } from '../../src/config/webhook-url.ts';
import { EMAIL } from '../../src/core/flags/record-values.ts';
import { Unusable } from '../../src/core/flags/values.ts';
import { eventName } from '../../src/core/hubspot/event-names.ts';
import { shownUserId } from '../../src/core/hubspot/user-id.ts';
import { eventLabel, REQUIRED_EVENTS, type UrlFacts } from '../../src/core/hubspot/webhooks.ts';
import type { QuestionForm } from '../../src/core/question.ts';
import { whyNoId, whyNoWord } from '../../src/core/stand-ins.ts';
import { nearestClause } from '../../src/files/nearest.ts';
import { InvalidUrl } from '../../src/redact/url-facts.ts';
import { nearestEventClause } from './event-names.ts';

export interface AnswerKind<A> {
  form: QuestionForm;
  /** @throws {WrongAnswer} */
  read(value: unknown): A;
}

/** The message is what can follow the answer's key in a sentence: "must be a number". */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

export const yesNo: AnswerKind<boolean> = {
  form: { kind: 'yes-no' },
  read(value) {
    if (typeof value !== 'boolean') throw new WrongAnswer('must be a boolean, true or false');
    return value;
  },
};

/** @param what ends "must be a number of …" */
export function countOf(what: string): AnswerKind<number> {
  return {
    form: { kind: 'number' },
    read(value) {
      if (typeof value !== 'number') throw new WrongAnswer('must be a number');
      if (!Number.isInteger(value) || value < 1)
        throw new WrongAnswer(`must be a number of ${what}, whole and above zero`);
      return value;
    },
  };
}

/** As a number, or as its digits. */
export const portalId: AnswerKind<number> = {
  form: { kind: 'number' },
  read(value) {
    const id = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1)
      throw new WrongAnswer('must be a portal id, a whole number above zero');
    return id;
  },
};

export const words: AnswerKind<string[]> = {
  form: { kind: 'words' },
  read: (value) => readStrings(value).map((word) => known(word)),
};

/** @param names each value as a list of choices shows it, in the order of the list */
export function oneOf<T extends string>(names: Readonly<Record<T, string>>): AnswerKind<T> {
  const values = Object.keys(names) as T[];
  return {
    form: { kind: 'choice', choices: values.map((value) => ({ value, name: names[value] })) },
    read(value) {
      const choice = values.find((known) => known === value);
      if (choice !== undefined) return choice;
      const suggestion = typeof value === 'string' ? nearestClause(value, values) : '';
      throw new WrongAnswer(`must be one of ${values.join(', ')}${suggestion}`);
    },
  };
}

/** Names of events, also by the labels of HubSpot's screens. */
export const events: AnswerKind<string[]> = {
  form: {
    kind: 'several',
    choices: REQUIRED_EVENTS.map((event) => ({ value: event, name: eventLabel(event) })),
  },
  read(value) {
    const names = readStrings(value).map((label) => {
      const name = eventName(label);
      if (name === undefined)
        throw new WrongAnswer(`holds "${label}", which is no event${nearestEventClause(label)}`);
      return name;
    });
    return [...new Set(names)];
  },
};

/** A webhook URL, in clear or as its fingerprint; null where there is none. Only what comparisons need is kept. */
export const urlOrNone: AnswerKind<UrlFacts | null> = {
  form: { kind: 'secret-url' },
  read(value) {
    if (value === null) return null;
    if (typeof value !== 'string') throw new WrongAnswer('must be a string, or null for none');
    try {
      return readWebhookUrl(value).facts;
    } catch (error) {
      if (error instanceof InvalidUrl)
        throw new WrongAnswer('must be a whole http or https URL, or its fingerprint');
      throw error;
    }
  },
};

export const userId: AnswerKind<string> = {
  form: { kind: 'text' },
  read(value) {
    // YAML reads `7001` as a number, which is taken as it was meant.
    if (Number.isSafeInteger(value)) return String(value);
    if (typeof value !== 'string') throw new WrongAnswer('must be a string, such as "A-7001"');
    return shownUserId(known(value, whyNoId));
  },
};

/** '' for none. */
export const emailOrNone: AnswerKind<string> = {
  form: { kind: 'text' },
  read(value) {
    if (typeof value !== 'string') throw new WrongAnswer('must be a string');
    const email = value.trim();
    if (/^(?:none)?$/i.test(email)) return '';
    if (EMAIL.read(email) instanceof Unusable)
      throw new WrongAnswer('must be a whole email address, or "" for none');
    return email;
  },
};

/** Which thing a run is about. It is no answer to save: the next run may be about another one. */
export interface Pointer {
  readonly pointsTo: never;
}
export const pointer: AnswerKind<Pointer> = {
  form: { kind: 'text' },
  read() {
    throw new WrongAnswer('belongs to one run; name it with a flag');
  },
};

/** What says that nobody knows, or stands in the place of a value, is no word of what a screen shows. */
function known(word: string, whyNot = whyNoWord): string {
  const why = whyNot(word);
  if (why !== undefined) throw new WrongAnswer(`holds "${word}", which ${why}; leave the question open`);
  return word;
}

function readStrings(value: unknown): string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new WrongAnswer('must be a list of strings');
  return value;
}
