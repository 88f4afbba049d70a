import * as v from 'valibot';
import { nearest } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** valibot takes a list for an object. */
const object = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

/** An object without other keys than these. Messages of issues are what can follow a key's name in a sentence. */
export function section<const Entries extends v.ObjectEntries>(entries: Entries) {
  const keys = Object.keys(entries);
  const known = v.strictObject(entries, (issue) =>
    issue.expected === 'never' ? `is not a known key; ${keyMeant(lastKey(issue), keys)}` : 'is missing',
  );
  return v.pipe(object, known);
}

/** valibot leaves these keys out without a word, since they could reach into what all objects share. */
const UNUSABLE_NAMES = ['__proto__', 'prototype', 'constructor'];

/** An object with keys that the user chooses. */
export function mapping<T>(values: v.GenericSchema<unknown, T>) {
  const usable = v.check<object, (issue: v.CheckIssue<object>) => string>(
    (value) => unusableName(value) === undefined,
    ({ input }) => `has the name "${unusableName(input)}", which cannot be used`,
  );
  return v.pipe(object, usable, v.record(v.string(), values));
}

function unusableName(value: object): string | undefined {
  return UNUSABLE_NAMES.find((name) => Object.hasOwn(value, name));
}

export const text = v.string('must be a string');

/**
 * The value as the schema wants it.
 *
 * @param what as a sentence names it: `the answers file x.json`
 * @throws {UsageError} that names the key and the type wanted
 */
export function conform<T>(schema: v.GenericSchema<unknown, T>, value: unknown, what: string): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const key = v.getDotPath(issue);
  throw new UsageError(
    key === null ? `${capitalised(what)} ${issue.message}.` : `"${key}" in ${what} ${issue.message}.`,
  );
}

function keyMeant(key: string, keys: readonly string[]): string {
  const near = nearest(key, keys);
  return near === undefined ? `known here: ${keys.join(', ')}` : `the nearest one is "${near}"`;
}

function lastKey(issue: v.BaseIssue<unknown>): string {
  return String(issue.path?.at(-1)?.key ?? '');
}

function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
