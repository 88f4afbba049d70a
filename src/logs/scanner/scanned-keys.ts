import type { Key } from '../fields/keys.ts';
import { BACKSLASH, QUOTE, SPACE } from './bytes.ts';

/** A key as it stands in a log's bytes. */
export interface ScannedKey {
  key: Key;
  /** What it adds to the set of a row's keys: 0 where nothing is made of it. */
  power: number;
  /** As the key's own; 0 where it has none. */
  place: number;
  /** Its letters and the quote behind them. */
  bytes: Uint8Array;
  /** The keys within it; undefined where an object that it holds is not searched. */
  within: ScannedKeys | undefined;
  /** The key that came after it before, and is likely to again. */
  follower: ScannedKey | undefined;
  /** The row in which it was seen last: no key may come twice. */
  row: number;
  /** Another one with the same hash. */
  next: ScannedKey | undefined;
}

/** Of two, so that a hash becomes a place by its last bits. */
const PLACES = 256;

/** The keys of one object, found by their bytes. */
export class ScannedKeys {
  /** Stands before the first key. */
  readonly start: ScannedKey;
  readonly #around: Key;
  readonly #places: (ScannedKey | undefined)[] = new Array(PLACES).fill(undefined);

  /** @param around the key that holds the object; more keys may become known within it as the log is read */
  constructor(around: Key) {
    this.#around = around;
    this.start = scannedKey(around, new Uint8Array());
  }

  /**
   * The key whose letters begin at `at`.
   *
   * @param before the key before it
   * @returns undefined: it is not known yet, or is written with an escape
   */
  find(bytes: Uint8Array, at: number, before: ScannedKey): ScannedKey | undefined {
    const likely = before.follower;
    if (likely !== undefined && stands(likely.bytes, bytes, at)) return likely;
    let hash = 0;
    let place = at;
    for (let byte = bytes[place] ?? 0; byte !== QUOTE; byte = bytes[place] ?? 0) {
      if (byte < SPACE || byte === BACKSLASH) return undefined;
      hash = (Math.imul(hash, 31) + byte) | 0;
      place += 1;
    }
    hash = (hash ^ (hash >>> 8)) & (PLACES - 1);
    let found = this.#places[hash];
    while (found !== undefined && !stands(found.bytes, bytes, at)) found = found.next;
    found ??= this.#learn(bytes.slice(at, place + 1), hash);
    before.follower = found;
    return found;
  }

  #learn(letters: Uint8Array, hash: number): ScannedKey | undefined {
    const part = Buffer.from(letters.subarray(0, -1)).toString('utf8');
    const key = this.#around.within.get(part);
    // Broken UTF-8 is decoded to other letters.
    if (key === undefined || !Buffer.from(`${part}"`).equals(letters)) return undefined;
    const found = scannedKey(key, letters);
    found.next = this.#places[hash];
    this.#places[hash] = found;
    return found;
  }
}

function scannedKey(key: Key, bytes: Uint8Array): ScannedKey {
  return {
    key,
    power: key.place === undefined ? 0 : 2 ** key.place,
    place: key.place ?? 0,
    bytes,
    within: key.opens && bytes.length > 0 ? new ScannedKeys(key) : undefined,
    follower: undefined,
    row: 0,
    next: undefined,
  };
}

function stands(word: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let place = 0; place < word.length; place += 1) {
    if (word[place] !== bytes[at + place]) return false;
  }
  return true;
}
