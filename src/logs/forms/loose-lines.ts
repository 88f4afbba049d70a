import type { ApiCall } from '../fields/roles.ts';
import { toldCall } from '../fields/told.ts';
import { readMessage } from '../fields/values.ts';

/** What a program prints beside its log goes on in lines that are indented, or close what it opened. */
const GOES_ON = /^[\s}\])]/;
const LONGEST_TEXT = 65_536;

/** Puts together what stands over several lines between the rows of a log: a dump of an object, an error with its stack. */
export class LooseLines {
  #text = '';
  #first = 0;
  #count: (() => void)[] = [];

  get isOpen(): boolean {
    return this.#count.length > 0;
  }

  /** Whether a line begins another text than the one that is open, or that one is long enough. */
  begins(line: string): boolean {
    return !GOES_ON.test(line) || this.#text.length > LONGEST_TEXT;
  }

  /** @param count counts the line as a bad one, where nothing is told in the text */
  add(line: string, number: number, count: () => void): void {
    if (!this.isOpen) this.#first = number;
    this.#text += line;
    this.#count.push(count);
  }

  /** Ends the text that is open. The call that it tells of, and the line that it began on; else its lines are counted. */
  end(): { call: ApiCall; line: number } | undefined {
    const [text, counts] = [this.#text, this.#count];
    this.#text = '';
    this.#count = [];
    const call = readMessage(text) === undefined ? undefined : toldCall(text);
    if (call !== undefined) return { call, line: this.#first };
    for (const count of counts) count();
    return undefined;
  }
}
