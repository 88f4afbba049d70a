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
  /** Marks the pairs of letters that one of them begins with, so that most places need no second look. */
  readonly #pairs = new Uint8Array(1 << 16);

  add(texts: readonly string[]): void {
    for (const text of texts.map(fold)) {
      const start = text.slice(0, START);
      const alike = this.#byStart.get(start) ?? { lengths: [], texts: new Set() };
      alike.texts.add(text);
      if (!alike.lengths.includes(text.length))
        alike.lengths = [...alike.lengths, text.length].sort(descending);
      this.#byStart.set(start, alike);
      this.#pairs[pairAt(text, 0)] = 1;
    }
  }

  /** The text with the mask in the place of every known one; the same text again where there is none. */
  mask(text: string, mask: string): string {
    if (this.#byStart.size === 0) return text;
    const folded = fold(text);
    const pairs = this.#pairs;
    let masked = '';
    let done = 0;
    for (let at = 0; at <= folded.length - START; at += 1) {
      const found = pairs[pairAt(folded, at)] === 1 ? this.#knownAt(folded, at) : undefined;
      if (found === undefined) continue;
      masked += text.slice(done, at) + mask;
      done = at + found;
      at = done - 1;
    }
    return done === 0 ? text : masked + text.slice(done);
  }

  /** @returns its length */
  #knownAt(folded: string, at: number): number | undefined {
    const alike = this.#byStart.get(folded.slice(at, at + START));
    return alike?.lengths.find((length) => alike.texts.has(folded.slice(at, at + length)));
  }
}

function descending(a: number, b: number): number {
  return b - a;
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xffff;
}

/** Without case, and as long as it was: of all letters this one alone becomes two. */
function fold(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}
