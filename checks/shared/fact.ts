/**
 * A fact: one thing about the world that checks rest on. This is where its kind is written down; the facts
 * themselves stand in the area that knows of them.
 */

import type { Source } from '../../src/core/evidence.ts';
import type { Question } from '../../src/core/question.ts';
import type { Schema } from '../../src/core/schema.ts';
import type { AnswerKind } from './answers.ts';
import type { Redact } from './redaction.ts';

export interface Fact<T, A = unknown> {
  /** In the words of the field, for progress and reports: `the form of the token`. */
  title: string;
  /** What a value has to be. It is read by it from a bundle, and its type is derived from it. */
  value: Schema<T>;
  /** Where it can come from, best first. */
  sources: readonly [Source, ...Source[]];
  /** Before it is saved: it holds nothing personal by its make and `stands`, or it is made anew without that. */
  redact: 'stands' | Redact<T>;
  /** Asked of HubSpot unless it says otherwise, where it is asked over the network at all. */
  askedOf?: 'opencx' | 'webhook-target' | 'developer-platform';
  /** How a person is asked for it. Its key is the key of the answer. */
  ask?: Ask<A>;
  /** What is said of a check that needs it when nobody gave it and nobody can be asked. */
  absent?: Absent;
}

/** What a person is asked, and how the answer is read. */
interface Ask<A> extends Pick<Question, 'text' | 'textIn' | 'place'> {
  answer: AnswerKind<A>;
}

export interface Absent {
  /** `manual`: a person can settle it; `na`: it is looked at only when asked for. */
  status: 'manual' | 'na';
  summary: string;
  question?: string;
  /** The flag that brings it, as it is typed: `--api-log FILE`. */
  opens?: readonly string[];
}

/** One fact; ties its redaction to the type of its value. */
export function fact<T, A = never>(definition: Fact<T, A>): Fact<T, A> {
  return definition;
}

/** The type of a fact's value. */
export type ValueOf<F> = F extends Fact<infer T, infer _A> ? T : never;
/** The type of the answer to a fact's question; never where a person is not asked. */
export type AnswerOf<F> = F extends Fact<infer _T, infer A> ? A : never;
