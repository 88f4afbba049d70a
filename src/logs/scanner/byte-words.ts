/** Few words, each a piece of bytes, and what is kept of each of them. */
export class ByteWords<Kept> {
  readonly #most: number;
  #places: (Word<Kept> | undefined)[] = new Array(64).fill(undefined);
  #latest: Word<Kept> | undefined;
  #count = 0;

  /** @param most how many words are kept at most */
  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#count;
  }

  /** What is kept of the word from `from` to before `to`; undefined where it is not known. */
  find(bytes: Uint8Array, from: number, to: number): Kept | undefined {
    const latest = this.#latest;
    if (latest !== undefined && stands(latest.bytes, bytes, from, to)) return latest.kept;
    const place = hashOf(bytes, from, to) & (this.#places.length - 1);
    for (let word = this.#places[place]; word !== undefined; word = word.next) {
      if (!stands(word.bytes, bytes, from, to)) continue;
      this.#latest = word;
      return word.kept;
    }
    return undefined;
  }

  /** Whether there was room for it. */
  keep(bytes: Uint8Array, kept: Kept): boolean {
    if (this.#count === this.#most) return false;
    this.#count += 1;
    if (this.#count > this.#places.length) this.#grow();
    this.#put({ bytes, kept, next: undefined });
    return true;
  }

  #grow(): void {
    const words = this.#places;
    this.#places = new Array(words.length * 4).fill(undefined);
    for (let word of words) {
      while (word !== undefined) {
        const next: Word<Kept> | undefined = word.next;
        this.#put(word);
        word = next;
      }
    }
  }

  #put(word: Word<Kept>): void {
    const place = hashOf(word.bytes, 0, word.bytes.length) & (this.#places.length - 1);
    word.next = this.#places[place];
    this.#places[place] = word;
  }
}

interface Word<Kept> {
  bytes: Uint8Array;
  kept: Kept;
  /** Another one at the same place. */
  next: Word<Kept> | undefined;
}

function stands(word: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== word.length) return false;
  for (let place = 0; place < word.length; place += 1) {
    if (word[place] !== bytes[from + place]) return false;
  }
  return true;
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let place = from; place < to; place += 1) hash = (Math.imul(hash, 31) + (bytes[place] ?? 0)) | 0;
  return hash ^ (hash >>> 11);
}
