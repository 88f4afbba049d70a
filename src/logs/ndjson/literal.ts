/**
 * Bytes that are looked for at one place. They are compared four at a time, as whole numbers: most of a log's line is
 * the same in every line, and this is what that part costs.
 */
export class Literal {
  readonly length: number;
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;

  /** `text` is taken byte by byte, so it holds no letter above U+00FF. */
  constructor(text: string) {
    this.#bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    this.length = this.#bytes.length;
    const view = new DataView(this.#bytes.buffer);
    this.#words = Int32Array.from({ length: this.length >> 2 }, (_, word) => view.getInt32(word << 2, true));
  }

  /** Whether it stands at `at`. The caller knows that `length` bytes from there on are within the view. */
  standsAt(view: DataView, at: number): boolean {
    const words = this.#words;
    for (let word = 0; word < words.length; word += 1) {
      if (view.getInt32(at + (word << 2), true) !== words[word]) return false;
    }
    for (let byte = words.length << 2; byte < this.length; byte += 1) {
      if (view.getUint8(at + byte) !== this.#bytes[byte]) return false;
    }
    return true;
  }
}
