import type { FindingDetails } from '../../src/core/verdict.ts';

/** Line breaks and control characters: names and reasons come from outside, and a title is one line. */
const UNPRINTABLE = /[\p{C}\s]+/gu;

/** A detail as text for the middle of a sentence, or undefined where it was not given or is empty. */
export function detail(details: FindingDetails, name: string): string | undefined {
  const value = inWords(listDetail(details, name));
  return value === '' ? undefined : value;
}

/** `60 of 145`, where a count over a period found the cause. */
export function hitDetail({ hit, of }: FindingDetails): string | undefined {
  return hit === undefined || of === undefined ? undefined : `${hit} of ${of}`;
}

/** A detail that is a list; one lone text counts as a list of one. */
export function listDetail(details: FindingDetails, name: string): readonly string[] {
  const value = details[name];
  const items = typeof value === 'object' ? value : [String(value ?? '')];
  return items.map(printable).filter((item) => item !== '');
}

/** `a`, `a and b`, `a, b and c`. */
export function inWords(items: readonly string[]): string {
  const [last, ...before] = [...items].reverse();
  if (last === undefined) return '';
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}

/** Appends what is known: `after('The reply failed', reason)` is `The reply failed: bounced`. */
export function after(sentence: string, more: string | undefined): string {
  return more === undefined ? sentence : `${sentence}: ${more.replace(/[.:\s]+$/, '')}`;
}

/** A text from outside for the middle of a sentence: on one line, without control characters. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, ' ').trim();
}
