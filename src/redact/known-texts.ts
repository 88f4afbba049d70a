/** Letters by which texts are looked up; none that is looked for is shorter. */
const START = 8;

/** Texts that are found in others in upper and lower case, at the same cost however many they are. */
export class KnownTexts {
  /** Folded, by their first letters, the longest first: what is part of another is masked with it. */
  readonly #byStart = new Map<string, string[]>();
  /** Marks the pairs of letters that one of them begins with, so that most places need no second look. */
  readonly #pairs = new Uint8Array(1 << 16);

  add(texts: readonly string[]): void {
    for (const text of texts.map(fold)) {
      const start = text.slice(0, START);
      const others = this.#byStart.get(start) ?? [];
      if (others.includes(text)) continue;
      this.#byStart.set(
        start,
        [...others, text].sort((a, b) => b.length - a.length),
      );
      this.#pairs[pairAt(text, 0)] = 1;
    }
  }

  /** The text with the mask in the place of every known one; the same text again where there is none. */
  mask(text: string, mask: string): string {
    if (this.#byStart.size === 0) return text;
    const folded = fold(text);
    let masked = '';
    let done = 0;
    for (let at = 0; at <= folded.length - START; at += 1) {
      const found = this.#pairs[pairAt(folded, at)] ? this.#knownAt(folded, at) : undefined;
      if (found === undefined) continue;
      masked += text.slice(done, at) + mask;
      done = at + found.length;
      at = done - 1;
    }
    return done === 0 ? text : masked + text.slice(done);
  }

  #knownAt(folded: string, at: number): string | undefined {
    return this.#byStart.get(folded.slice(at, at + START))?.find((known) => folded.startsWith(known, at));
  }
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 8) ^ text.charCodeAt(at + 1)) & 0xffff;
}

/** Without case, and as long as it was: of all letters this one alone becomes two. */
function fold(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}
