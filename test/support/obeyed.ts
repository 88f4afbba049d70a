import { expect } from 'vitest';

/** One of each kind that a terminal obeys, that turns text around, or that nobody sees. */
export const OBEYED: readonly string[] = [
  '\u001b[31m', // CSI
  '\u001b]0;title\u0007', // OSC
  '\u001bP1$q\u001b\\', // DCS
  '\u009b2J', // CSI in one byte
  '\u009d0;title\u009c',
  '\u0000',
  '\u0008',
  '\r',
  '\u007f',
  '\u0085',
  '\u202e', // right to left from here
  '\u2066',
  '\u2069',
  '\u200e',
  '\u200b', // of no width
  '\u2060',
  '\ufeff',
  '\u2028',
  '\u2029',
  '\u{e0041}', // a tag
];

const ANY = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const OUR_COLOURS = new RegExp(`${String.fromCharCode(0x1b)}\\[\\d+(?:;\\d+)*m`, 'g');

/** Our own in Markdown, against links and mentions. */
export const withoutBreaks = (text: string) => text.replaceAll('\u200b', '');

/** Nothing stands in the text that a terminal would obey or nobody sees, but ends of lines. */
export function expectNothingObeyed(text: string, where?: string): void {
  const found = ANY.exec(text);
  const around = found && text.slice(Math.max(0, found.index - 40), found.index + 40);
  expect(found === null ? null : JSON.stringify(around), where).toBeNull();
}

export function withoutOurColours(text: string): string {
  return text.replaceAll(OUR_COLOURS, '');
}
