import type { Key } from '../fields/keys.ts';
import { BACKSLASH, QUOTE, SPACE } from './bytes.ts';
import {
  HELD_OBJECT,
  HELD_VALUE,
  KEY_HELD,
  KEY_LENGTH,
  KEY_LETTERS,
  KEY_NEXT,
  KEY_PLACE,
  KEY_SIZE,
  KEY_WITHIN,
  KEYS_AT,
  KEYS_END,
  KEYS_FIRST,
  KEYS_SIZE,
  SPARE,
  UNKNOWN_AT,
  UNKNOWN_WITHIN,
  UNUSUAL_KEY,
} from './kernel/layout.ts';
import type { Kernel } from './kernel.ts';

/** The keys of a log as the kernel knows them, by their bytes. */
export class ScannedKeys {
  /** Where those of a row stand. */
  readonly root: number;
  readonly #kernel: Kernel;
  /** By where they stand, a key and the keys within it. */
  readonly #keys = new Map<number, Key>();
  #free = KEYS_AT;

  /** @param root more keys may become known within it as the log is read */
  constructor(kernel: Kernel, root: Key) {
    this.#kernel = kernel;
    this.root = this.#put(root, KEYS_SIZE);
  }

  /** Whether there was something to learn at the key where the kernel has left a row: it may be read again then. */
  learn(): boolean {
    const { view } = this.#kernel;
    const within = view.getInt32(UNKNOWN_WITHIN, true);
    if (within !== 0) return this.#learnKey(within, view.getInt32(UNKNOWN_AT, true));
    const unusual = view.getInt32(UNUSUAL_KEY, true);
    return unusual !== 0 && this.#learnHeld(unusual);
  }

  #learnKey(within: number, at: number): boolean {
    const { bytes, view, code } = this.#kernel;
    let end = at;
    for (let byte = bytes[end] ?? 0; byte !== QUOTE; byte = bytes[end] ?? 0) {
      if (byte < SPACE || byte === BACKSLASH) return false;
      end += 1;
    }
    const letters = bytes.slice(at, end + 1);
    const part = Buffer.from(letters.subarray(0, -1)).toString('utf8');
    const key = this.#keys.get(within)?.within.get(part);
    // Broken UTF-8 is decoded to other letters.
    if (key === undefined || !Buffer.from(`${part}"`).equals(letters)) return false;
    if (this.#free + KEY_SIZE + KEYS_SIZE + letters.length + SPARE > KEYS_END) return false;
    const found = this.#put(key, KEY_SIZE);
    const hash = within + KEYS_FIRST + 4 * code.hashOf(at);
    view.setInt32(found + KEY_PLACE, key.place ?? -1, true);
    view.setInt32(found + KEY_LENGTH, letters.length, true);
    view.setInt32(found + KEY_LETTERS, this.#putLetters(letters), true);
    view.setInt32(found + KEY_WITHIN, key.opens ? this.#put(key, KEYS_SIZE) : 0, true);
    view.setInt32(found + KEY_NEXT, view.getInt32(hash, true), true);
    view.setInt32(hash, found, true);
    return true;
  }

  #learnHeld(at: number): boolean {
    const { view } = this.#kernel;
    const key = this.#keys.get(at);
    const held = (key?.heldObject ? HELD_OBJECT : 0) | (key?.heldValue ? HELD_VALUE : 0);
    const before = view.getInt32(at + KEY_HELD, true);
    view.setInt32(at + KEY_HELD, held, true);
    return held !== before;
  }

  #put(key: Key, size: number): number {
    const at = this.#take(size);
    this.#keys.set(at, key);
    return at;
  }

  #putLetters(letters: Uint8Array): number {
    const at = this.#take(letters.length + SPARE);
    this.#kernel.bytes.set(letters, at);
    return at;
  }

  #take(size: number): number {
    const at = this.#free;
    this.#free += size;
    return at;
  }
}
