import { cutBetweenWords } from '../../redact/cut.ts';
import { printable } from '../../redact/printable.ts';

/** One line; of at most so many characters behind its indent, where room is short. */
export type Line = (text: string, most: number) => string;

/** What is longer is cut between words, and shows it. */
export const line: Line = (text, most) => {
  const whole = printable(text);
  return indentOf(text) + (whole.length <= most ? whole : `${cutBetweenWords(whole, most - 1)}…`);
};

/** However long it is. */
export const wholeLine = (text: string): string => indentOf(text) + printable(text);

function indentOf(text: string): string {
  return /^ */.exec(text)?.[0] ?? '';
}

/** Bytes of lines with their breaks. */
export function size(lines: readonly string[]): number {
  return lines.reduce((sum, each) => sum + Buffer.byteLength(each) + 1, 0);
}

/** Of several ways to say a thing, from the longest to the shortest, the first that fits; nothing where none does. */
export function fitting(ways: Iterable<readonly string[]>, room: number): readonly string[] {
  for (const way of ways) if (size(way) <= room) return way;
  return [];
}
