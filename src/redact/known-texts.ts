/** Letters by which texts are looked up; none that is looked for is shorter. */
const START = 8;

/** Texts that begin alike, by their lengths, the longest first: what is part of another is masked with it. */
interface Alike {
  lengths: number[];
  texts: Set<string>;
}

/** Texts that are found in others in upper and lower case, at the same cost however many they are. */
export class KnownTexts {
  /** Folded, by their first letters. Thousands of tokens of one region begin alike. */
  readonly #byStart = new Map<string, Alike>();
  /** What their first two letters may be, and the two behind: few words share both, so most places need no second look. */
  readonly #firstPairs = new Pairs();
  readonly #secondPairs = new Pairs();
  /** How a letter beyond ASCII folds may depend on those beside it: then texts are folded whole. */
  #isAscii = true;

  add(texts: readonly string[]): void {
    for (const text of texts.map(fold)) {
      const start = text.slice(0, START);
      const alike = this.#byStart.get(start) ?? this.#beginningWith(start);
      alike.texts.add(text);
      if (!alike.lengths.includes(text.length))
        alike.lengths = [...alike.lengths, text.length].sort(descending);
      this.#isAscii &&= /^\p{ASCII}*$/u.test(text);
    }
  }

  #beginningWith(start: string): Alike {
    const alike = { lengths: [], texts: new Set<string>() };
    this.#byStart.set(start, alike);
    this.#firstPairs.add(start.charAt(0), start.charAt(1));
    this.#secondPairs.add(start.charAt(2), start.charAt(3));
    return alike;
  }

  /** The text with the mask in the place of every known one; the same text again where there is none. */
  mask(text: string, mask: string): string {
    if (this.#byStart.size === 0) return text;
    const firstPairs = this.#firstPairs;
    const secondPairs = this.#secondPairs;
    const folded = this.#isAscii ? undefined : fold(text);
    const foldedAt = (from: number, length: number): string =>
      folded?.slice(from, from + length) ?? fold(text.slice(from, from + length));
    let masked = '';
    let done = 0;
    let first = text.charCodeAt(0);
    for (let at = 0; at <= text.length - START; at += 1) {
      const second = text.charCodeAt(at + 1);
      const mayBegin = firstPairs.mayHold(first, second);
      first = second;
      if (!mayBegin || at < done) continue;
      if (!secondPairs.mayHold(text.charCodeAt(at + 2), text.charCodeAt(at + 3))) continue;
      const found = this.#knownAt(at, foldedAt);
      if (found === undefined) continue;
      masked += text.slice(done, at) + mask;
      done = at + found;
    }
    return done === 0 ? text : masked + text.slice(done);
  }

  /** @returns its length */
  #knownAt(at: number, foldedAt: (from: number, length: number) => string): number | undefined {
    const alike = this.#byStart.get(foldedAt(at, START));
    return alike?.lengths.find((length) => alike.texts.has(foldedAt(at, length)));
  }
}

/** Pairs of letters, in either case. */
class Pairs {
  readonly #marks = new Uint8Array(1 << 16);

  /** Of letters beyond ASCII there are too many spellings: with one of them, it may hold every pair. */
  add(first: string, second: string): void {
    if (first > '\u007f' || second > '\u007f') this.#marks.fill(1);
    for (const one of spellingsOf(first))
      for (const other of spellingsOf(second)) this.#marks[pairOf(one, other)] = 1;
  }

  /** Always of a pair that it holds, and seldom of another. */
  mayHold(first: number, second: number): boolean {
    return this.#marks[pairOf(first, second)] === 1;
  }
}

function descending(a: number, b: number): number {
  return b - a;
}

function pairOf(first: number, second: number): number {
  return ((first << 8) ^ second) & 0xffff;
}

/** Letters beyond ASCII that fold to one of it. */
const ALSO: Readonly<Record<string, string>> = { i: '\u0130', k: '\u212a' };

/** Every letter that folds to this one of ASCII, by their numbers. */
function spellingsOf(letter: string): number[] {
  return [letter, letter.toUpperCase(), ALSO[letter] ?? letter].map((each) => each.charCodeAt(0));
}

/** Without case, and as long as it was: of all letters this one alone becomes two. */
function fold(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}
