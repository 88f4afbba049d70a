/**
 * What a tool takes, as rows: the schema that a client is shown and the reading of what it sends come from the same row.
 * Nothing that is read is trusted; what cannot be used is said in one sentence with the nearest right word.
 */
import type { JSONObject } from '@modelcontextprotocol/server';
import { Unusable, type Value } from '../core/flags/values.ts';
import { isObject } from '../core/json.ts';
import { nearest, nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';

export interface Argument<T> {
  schema: JSONObject;
  required?: true;
  /** @throws UsageError with the name of the argument in it */
  read(given: unknown, name: string): T;
}
export type Arguments = Readonly<Record<string, Argument<unknown>>>;

/** What a tool is handed: an argument that is not required may be missing. */
export type Read<A extends Arguments> = {
  [N in keyof A as A[N] extends { required: true } ? N : never]: Taken<A[N]>;
} & { [N in keyof A as A[N] extends { required: true } ? never : N]?: Taken<A[N]> };
type Taken<A> = A extends Argument<infer T> ? T : never;

type ReadBy<V extends Value> = V extends { choices: readonly (infer Choice)[] }
  ? Choice
  : V extends { read: (word: string, now: number) => infer Result }
    ? Exclude<Result, Unusable>
    : string;

/** One word, by the rules of the flag that it would stand behind. */
export function word<const V extends Value>(value: V, description: string): Argument<ReadBy<V>> {
  const { choices } = value as Value;
  return {
    schema: { type: 'string', ...(choices && { enum: [...choices] }), description },
    read: (given, name) => readWord(value, given, name) as ReadBy<V>,
  };
}

export function required<T>(argument: Argument<T>): Argument<T> & { required: true } {
  return { ...argument, required: true };
}

/** Several words; one alone need not stand in a list. */
export function words(description: string): Argument<string[]> {
  return {
    schema: { type: 'array', items: { type: 'string' }, description },
    read(given, name) {
      const list = typeof given === 'string' ? [given] : given;
      if (Array.isArray(list) && list.length > 0 && list.every((item) => typeof item === 'string'))
        return list;
      throw new UsageError(`${name} must be a list of words.`);
    },
  };
}

export function yesNo(description: string): Argument<boolean> {
  return {
    schema: { type: 'boolean', description },
    read(given, name) {
      if (typeof given === 'boolean') return given;
      throw new UsageError(`${name} must be true or false.`);
    },
  };
}

/** @param least the smallest number of `most` that it may be */
export function wholeNumber(least: number, most: number, description: string): Argument<number> {
  return {
    schema: { type: 'integer', minimum: least, maximum: most, description },
    read(given, name) {
      const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most)
        return number;
      throw new UsageError(`${name} must be a whole number from ${least} to ${most}.`);
    },
  };
}

/** As JSON Schema has it. */
export function schemaOf(takes: Arguments) {
  const needed = Object.keys(takes).filter((name) => takes[name]?.required);
  return {
    type: 'object' as const,
    properties: Object.fromEntries(Object.entries(takes).map(([name, { schema }]) => [name, schema])),
    ...(needed.length > 0 && { required: needed }),
    additionalProperties: false,
  };
}

/**
 * @param tool whose arguments they are
 * @throws UsageError
 */
export function readArguments<A extends Arguments>(takes: A, given: unknown, tool: string): Read<A> {
  const sent = given ?? {};
  if (!isObject(sent)) throw new UsageError(`The arguments of ${tool} must be an object.`);
  refuseTooLong(sent, `the arguments of ${tool}`);
  const names = Object.keys(takes);
  const unknown = Object.keys(sent).find((name) => !Object.hasOwn(takes, name));
  if (unknown !== undefined) throw noArgument(unknown, names, tool);
  const missing = names.find((name) => takes[name]?.required && isLeftOut(sent[name]));
  if (missing !== undefined)
    throw new UsageError(`${tool} needs ${missing}.`, {
      hint: `${missing}: ${takes[missing]?.schema['description']}.`,
    });
  const read = names
    .filter((name) => !isLeftOut(sent[name]))
    .map((name) => [name, takes[name]?.read(sent[name], name)]);
  return Object.fromEntries(read) as Read<A>;
}

/** Characters of one word: an address or the path of a file is far shorter, and whatever is sent is repeated in refusals. */
const LONGEST_WORD = 1_000;
/** Characters of all words of a call. */
const MOST_CHARACTERS = 50_000;
/** An argument, a key of its answers, a word of a list behind that key: deeper there is nothing that a tool takes. */
const DEEPEST = 3;

/**
 * @param whose whose words they are, as a sentence names them
 * @throws UsageError
 */
export function refuseTooLong(sent: Readonly<Record<string, unknown>>, whose: string): void {
  const words = wordsIn(sent, DEEPEST);
  const longest = words.reduce((most, { length }) => Math.max(most, length), 0);
  if (longest > LONGEST_WORD)
    throw new UsageError(`A word in ${whose} has ${longest} characters; at most ${LONGEST_WORD} are read.`, {
      hint: 'Name a file, a record or a key, and send no texts.',
    });
  if (words.reduce((sum, { length }) => sum + length, 0) > MOST_CHARACTERS)
    throw new UsageError(`There are more than ${MOST_CHARACTERS} characters in ${whose}.`, {
      hint: 'Send fewer at once.',
    });
}

/** Names and texts in what was sent. */
function wordsIn(given: unknown, depth: number): string[] {
  if (typeof given === 'string') return [given];
  if (depth === 0 || typeof given !== 'object' || given === null) return [];
  const inside = Object.values(given).flatMap((value) => wordsIn(value, depth - 1));
  return Array.isArray(given) ? inside : [...Object.keys(given), ...inside];
}

/** Many clients send what they leave out as null or as nothing. */
function isLeftOut(given: unknown): boolean {
  return given === undefined || given === null || given === '';
}

const LOOKS_SECRET = /token|secret|password|key|url/i;

function noArgument(name: string, names: readonly string[], tool: string): UsageError {
  const known = names.length === 0 ? 'It takes none.' : `It takes: ${names.join(', ')}.`;
  const hint =
    LOOKS_SECRET.test(name) && nearest(name, names) === undefined
      ? `Secrets are never arguments: set HUBSPOT_ACCESS_TOKEN and its like where the server is started. ${known}`
      : `${nearestHint(name, names)}${known}`;
  return new UsageError(`${tool} takes no "${name}".`, { hint });
}

function readWord(value: Value, given: unknown, name: string): unknown {
  const typed = typeof given === 'number' ? String(given) : given;
  if (typeof typed !== 'string') throw new UsageError(`${name} must be a word.`);
  const { choices } = value;
  if (choices && !choices.includes(typed))
    throw new UsageError(`${name} cannot be "${typed}".`, {
      hint: `${nearestHint(typed, choices)}It is one of: ${choices.join(', ')}.`,
    });
  const read = value.read ? value.read(typed, Date.now()) : typed;
  if (!(read instanceof Unusable)) return read;
  throw new UsageError(`${read.says(name)}.`, read.next === undefined ? {} : { hint: read.next });
}
