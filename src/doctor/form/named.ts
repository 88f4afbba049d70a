/** What stands behind the names of a form: who filled it in, when, and of which portal. */
import { parsed } from '../../core/json.ts';

/** Without what stands there before somebody writes a name. */
export function nameIn(text: string): string {
  return text
    .replace(/^\s*#\s*/, '')
    .replace(/^your name\b/i, '')
    .trim();
}

/** Also as somebody groups its digits, in front of the account's name. */
export function portalIn(text = ''): number {
  const [digits = ''] = /\d{1,3}(?:[,.' ]\d{3})+(?!\d)|\d+/.exec(text) ?? [];
  return Number(digits.replaceAll(/\D/g, ''));
}

/** A text of the page stands in quotes, which are still there where it was read line by line. */
export function unquoted(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  const read = parsed(text);
  return typeof read === 'string' ? read : text.slice(1, -1);
}

const TIME = /\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?/;

/** ISO time. */
export function timeIn(text = ''): string | undefined {
  const time = new Date(TIME.exec(text)?.[0] ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
