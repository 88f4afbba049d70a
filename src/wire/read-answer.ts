import * as v from 'valibot';
import { EvidenceFailure } from '../core/evidence.ts';
import type { WireAnswer } from './request.ts';

/** A text that may be missing, null or of another type; in all three cases it is not there. */
export const text = v.fallback(v.optional(v.string()), undefined);

/** An id, which comes as a number or as a string. */
export const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
export const optionalId = v.fallback(v.optional(id), undefined);

/** An id that is a number here; digits in a text are one too, and what is no id is not there. */
export const optionalNumericId = v.fallback(
  v.optional(
    v.union([
      v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
    ]),
  ),
  undefined,
);

/** A yes that has to be said. */
export const flag = v.fallback(v.optional(v.boolean(), false), false);

/** Parts of an object that can be missing altogether. */
export const optionalObject = <E extends v.ObjectEntries>(entries: E) =>
  v.fallback(v.optional(v.looseObject(entries)), undefined);

type GapsOf<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type WithoutGaps<T> = Omit<T, GapsOf<T>> & { [K in GapsOf<T>]?: Exclude<T[K], undefined> };

/** The object without the keys whose value is undefined: what is not known is not there. */
export function withoutGaps<T extends object>(object: T): WithoutGaps<T> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as WithoutGaps<T>;
}

/**
 * Reads the body of a successful answer.
 *
 * @param who whose API it is, as users know it
 * @throws EvidenceFailure `parse` for what is not JSON or lacks what is always there
 */
export function readAnswer<S extends v.GenericSchema>(
  schema: S,
  { body, destination }: WireAnswer,
  who: string,
): v.InferOutput<S> {
  const said = `${who}'s answer to ${destination.route}`;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    const what = looksLikeHtml(body)
      ? 'is a web page and no JSON; a proxy or a sign-in page may stand in between'
      : 'cannot be read as JSON; it may have been cut off on the way';
    throw unreadable(`${said} ${what}.`, destination);
  }
  const read = v.safeParse(schema, json);
  if (read.success) return read.output;
  throw unreadable(`${said} lacks something that is always there.`, destination);
}

export function looksLikeHtml(body: string): boolean {
  return body.trimStart().startsWith('<');
}

function unreadable(message: string, destination: WireAnswer['destination']): EvidenceFailure {
  return new EvidenceFailure({ kind: 'parse', message, ...destination });
}
