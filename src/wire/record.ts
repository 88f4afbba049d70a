/**
 * Answers as records, each field read by itself: what is missing or null is absent, and what is there in another form
 * is named as unreadable, never taken for absent. For whoever reads an API's answers.
 */
import { isObject } from '../core/json.ts';
import type { Unreadable } from '../core/unreadable.ts';

/** Reads one value; undefined for what has another form. */
export type Form<T> = (value: unknown) => T | undefined;

/** Reads a whole answer. @throws Misread for what it cannot be without */
export type Reader<T> = (json: unknown) => T;

/** An answer is not what was asked for: it is without something that makes it what it is, or it is about another thing. */
export class Misread extends Error {
  override readonly name = 'Misread';
  /** What is wrong with it, as the end of a sentence about the answer. */
  readonly why: string;

  /** @param field what is missing, as the API calls it, where `why` says nothing else */
  constructor(field: string, why = `lacks something that is always there (${field})`) {
    super(`no readable ${field}`);
    this.why = why;
  }
}

/** Reads a record, and demands that it is the one that was asked for: a cache on the way may have answered with another. */
export function theOne<T extends { id: string }>(read: Reader<T>, id: string): Reader<T> {
  return (json) => {
    const found = read(json);
    if (plain(found.id) === plain(id)) return found;
    throw new Misread('id', 'is about another one than the one that was asked for');
  };
}

/** A number is typed with zeros before it, and a UUID in capitals. */
function plain(id: string): string {
  return id.replace(/^0+(?=\d+$)/, '').toLowerCase();
}

interface Options<T> {
  /** Where the value stands in the answer, with dots; under the key's own name when left out. */
  at?: string;
  /** What stands for the value where there is none. */
  or?: T;
  /** An empty text says that there is none, as in HubSpot's properties. */
  empty?: 'none';
}

/** How a key of a record is read. */
export interface Row<T, Gap extends boolean> {
  form: Form<T>;
  /** Without it: the answer is another one; its field is unreadable; it is absent. */
  need: 'key' | 'always' | 'maybe';
  at: string | undefined;
  or: T | undefined;
  empty: 'none' | undefined;
  /** For the type alone: whether the key can be absent from the record. */
  gap?: Gap;
}

/** What makes the record what it is: without it the whole answer is not read. */
export const key = <T>(form: Form<T>, { at }: Pick<Options<T>, 'at'> = {}): Row<T, false> => ({
  form,
  need: 'key',
  at,
  or: undefined,
  empty: undefined,
});

interface Need {
  <T>(form: Form<T>, options: Options<T> & { or: T }): Row<T, false>;
  <T>(form: Form<T>, options?: Options<T>): Row<T, true>;
}

const row =
  (need: 'always' | 'maybe'): Need =>
  <T>(form: Form<T>, { at, or, empty }: Options<T> = {}) =>
    ({ form, need, at, or, empty }) as Row<T, never>;

/** What the API's documentation calls required: where it is missing, nothing is known of it. */
export const always = row('always');

/** What may be missing or null, which says that there is none. */
export const maybe = row('maybe');

type Rows = Readonly<Record<string, Row<unknown, boolean>>>;
type Gaps<R extends Rows> = { [K in keyof R]: R[K] extends Row<unknown, false> ? never : K }[keyof R];
type ValueOf<F> = F extends Row<infer T, boolean> ? T : never;

/** What a table of rows reads. */
export type RecordOf<R extends Rows> = { [K in Exclude<keyof R, Gaps<R>>]: ValueOf<R[K]> } & {
  [K in Gaps<R>]?: ValueOf<R[K]>;
} & Unreadable;

/** @param holds parts of the answer that are objects, always there and never empty, by the API's own names */
export function record<const R extends Rows>(rows: R, holds: readonly string[] = []): Reader<RecordOf<R>> {
  return (json) => {
    if (!isObject(json)) throw new Misread('fields');
    for (const part of holds) {
      const held = json[part];
      if (!isObject(held) || Object.keys(held).length === 0) throw new Misread(part);
    }
    const found: Record<string, unknown> = {};
    const unreadable: string[] = [];
    for (const [name, { form, need, at = name, or, empty }] of Object.entries(rows)) {
      const there = valueAt(json, at);
      const given = empty === 'none' && there === '' ? undefined : there;
      const value = isAbsent(given) ? undefined : form(given);
      if (value === undefined && need === 'key') throw new Misread(at);
      if (value === undefined && (need === 'always' || !isAbsent(given))) unreadable.push(name);
      const told = value ?? or;
      if (told !== undefined) found[name] = told;
    }
    return (unreadable.length > 0 ? { ...found, unreadable } : found) as RecordOf<R>;
  };
}

/** All of a list; none of it where one item has another form. */
export const listOf =
  <T>(read: Reader<T>): Form<T[]> =>
  (value) => {
    if (!Array.isArray(value)) return undefined;
    try {
      return value.map(read);
    } catch (error) {
      if (error instanceof Misread) return undefined;
      throw error;
    }
  };

/** A form as the reader of a list's items. */
export const item =
  <T>(form: Form<T>): Reader<T> =>
  (value) => {
    const read = form(value);
    if (read === undefined) throw new Misread('item');
    return read;
  };

/** What is asked for as a list and answered as a page of it. */
export function page<T>(read: Reader<T>, at = 'results'): Reader<T[]> {
  const pages = record({ items: key(listOf(read), { at }) });
  return (json) => pages(json).items;
}

const LONGEST_ID = 320;
const LONGEST_WORD = 200;
const LONGEST_LINE = 2000;
const LONGEST_TIME = 40;

const matching =
  (form: RegExp, longest: number): Form<string> =>
  (value) =>
    typeof value === 'string' && value.length <= longest && form.test(value) ? value : undefined;

/** Anything that somebody wrote; it may be empty. */
export const text: Form<string> = (value) => (typeof value === 'string' ? value : undefined);

/** A name or a short sentence. */
export const line: Form<string> = matching(/^/, LONGEST_LINE);

/** A word out of a list that may grow: `CLOSED`, `closed_resolved`, `conversation.newMessage`. */
export const word: Form<string> = matching(/^[\w.:-]+$/, LONGEST_WORD);

/** An id, which comes as a number or as a text. */
export const id: Form<string> = (value) =>
  typeof value === 'number' ? wholeNumber(value)?.toString() : matching(/^\S+$/, LONGEST_ID)(value);

/** An id that is a number here, from 1 on; digits in a text are one too. */
export const numericId: Form<number> = (value) =>
  wholeNumber(typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value) || undefined;

/** Who acts in a conversation: `A-7001`, `V-101`, `E-jo@example.test`. */
export const actorId: Form<string> = matching(/^[A-Z]-\S+$/, LONGEST_ID);

/** A time as ISO 8601 writes it. */
export const time: Form<string> = (value) => {
  const given = matching(/^\d{4}-\d{2}-\d{2}/, LONGEST_TIME)(value);
  return given !== undefined && !Number.isNaN(Date.parse(given)) ? given : undefined;
};

export const email: Form<string> = matching(/^[^@\s]+@[^@\s]+$/, LONGEST_ID);

export const wholeNumber: Form<number> = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;

/** Some object, of which no more is asked than that it is there. */
export const part: Form<object> = (value) => (isObject(value) ? value : undefined);

export const flag: Form<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

function valueAt(json: Record<string, unknown>, path: string): unknown {
  let value: unknown = json;
  for (const name of path.split('.')) {
    if (isAbsent(value)) return undefined;
    if (!isObject(value)) return NO_FORM;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
}

/** Stands for a value whose surroundings have another form; no form takes it. */
const NO_FORM = Symbol('no form');

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
