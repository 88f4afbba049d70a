import { EvidenceFailure } from '../core/evidence.ts';
import { nestsTooDeep } from '../files/nesting.ts';
import { Misread, type Reader } from './record.ts';
import type { WireAnswer } from './request.ts';

type GapsOf<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];
type WithoutGaps<T> = Omit<T, GapsOf<T>> & { [K in GapsOf<T>]?: Exclude<T[K], undefined> };

/** The status that asks to sign in to the network that a call goes over (RFC 6585); no API answers so. */
export const SIGN_IN_FIRST = 511;

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
 * @throws EvidenceFailure `parse` for what is not JSON, or not the JSON that was asked for
 */
export function readAnswer<T>(
  read: Reader<T>,
  { body, undecodable, destination }: WireAnswer,
  who: string,
): T {
  const refuse = (why: string) =>
    new EvidenceFailure({
      kind: 'parse',
      message: `${who}'s answer to ${destination.route} ${why}.`,
      ...destination,
    });
  const json = undecodable ? undefined : parsed(body);
  if (json === undefined) throw refuse(whyNoJson(body));
  try {
    return read(json);
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    throw refuse(error.why);
  }
}

/** What a body holds; undefined for what is no JSON, or nested so deep that no API ever sends it. */
export function parsed(body: string): unknown {
  if (nestsTooDeep(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function whyNoJson(body: string): string {
  if (body.trim() === '') return 'is empty; something in between may have answered in its place';
  if (looksLikeHtml(body)) return 'is a web page and no JSON; a proxy or a sign-in page may stand in between';
  return 'cannot be read as JSON; it may have been cut off on the way';
}

/** What somebody else's answer looks like, for whoever has to find out who gave it. */
export function looksOf(body: string): string {
  if (body.trim() === '') return 'an empty body';
  if (looksLikeHtml(body)) return 'a web page';
  return /^\s*[[{]/.test(body) ? 'JSON of another form' : 'a text of its own';
}

function looksLikeHtml(body: string): boolean {
  return body.trimStart().startsWith('<');
}
