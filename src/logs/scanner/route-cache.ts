import { FRAGMENT, HYPHEN, isCapital, isDigit, isPlain, isPlainText, QUERY, QUOTE, SLASH } from './bytes.ts';

const LONGEST_PATH = 512;
/** Of two, so that a hash becomes a place by its last bits. Twice as many places as routes are kept. */
const PLACES = 8_192;
const MOST_ROUTES = PLACES / 2;
/** Stands for a slash and the id behind it; with an actor's id it is the letter of that. No word holds one of them. */
const ID = FRAGMENT;
const ACTOR_ID = 0x80;

/** 1 for the bytes that segments of paths are made of. */
const IS_WORD = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(isPlain(byte) && ![SLASH, QUERY, FRAGMENT, QUOTE].includes(byte)),
);

const SCHEMES = ['https://', 'http://'].map((scheme) => [...scheme].map((letter) => letter.charCodeAt(0)));

interface Entry<Route> {
  hash: number;
  method: number;
  length: number;
  path: Int32Array;
  route: Route;
  /** Another one with the same place. */
  next: Entry<Route> | undefined;
}

/**
 * Finds the route of a path that stands as bytes in a log, with no string made for it.
 *
 * The path is copied with the digits of every segment that is a number (`7001`), or an actor's (`A-7001`), left out,
 * and its query too; what is left is the same for all calls of a route and is looked up by its hash. All of it is
 * compared then, so two routes are never taken for one. Segments of other kinds, such as `2026-03`, stay as they are.
 */
export class RouteCache<Route> {
  readonly #folded = new Uint8Array(LONGEST_PATH + 8);
  readonly #words = new Int32Array(this.#folded.buffer);
  readonly #places = new Array<Entry<Route> | undefined>(PLACES).fill(undefined);
  #hash = 0;
  #length = 0;
  #kept = 0;

  /**
   * Reads a path, and keeps it in mind for `find`. False: it is longer than usual, holds an escape, a quote or a letter
   * above ASCII, or is none.
   */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const folded = this.#folded;
    const pathAt = afterHost(bytes, from, to);
    if (pathAt < 0) return false;
    let place = from;
    let hash = 0;
    let length = 0;
    for (;;) {
      let byte = bytes[place] ?? 0;
      while (place < to && (IS_WORD[byte] === 1 || place < pathAt)) {
        folded[length] = byte;
        hash = mix(hash, byte);
        length += 1;
        place += 1;
        byte = bytes[place] ?? 0;
      }
      if (length > LONGEST_PATH) return false;
      if (place >= to || byte !== SLASH) {
        this.#hash = hash;
        this.#length = length;
        return place >= to || (byte === QUERY && isPlainText(bytes, place, to));
      }
      const segment = place + 1;
      const letter = bytes[segment] ?? 0;
      const digits = isCapital(letter) && bytes[segment + 1] === HYPHEN ? segment + 2 : segment;
      const behindId = afterId(bytes, digits, to);
      const kind = behindId < 0 ? SLASH : digits === segment ? ID : ACTOR_ID | letter;
      folded[length] = kind;
      hash = mix(hash, kind);
      length += 1;
      place = behindId < 0 ? segment : behindId;
    }
  }

  /** The route of the path that was read last, as called with a method; undefined: not kept yet. */
  find(method: number): Route | undefined {
    // The last word of a path is compared whole.
    this.#folded[this.#length] = 0;
    this.#folded[this.#length + 1] = 0;
    this.#folded[this.#length + 2] = 0;
    const hash = this.#hash;
    for (let entry = this.#places[placeOf(hash, method)]; entry !== undefined; entry = entry.next) {
      if (entry.hash === hash && entry.method === method && this.#isPathOf(entry)) return entry.route;
    }
    return undefined;
  }

  /** Keeps the route of the path that was read last. Past thousands of them nothing more is kept. */
  keep(method: number, route: Route): void {
    if (this.#kept === MOST_ROUTES) return;
    this.#kept += 1;
    const hash = this.#hash;
    const path = this.#words.slice(0, (this.#length + 3) >> 2);
    const place = placeOf(hash, method);
    this.#places[place] = { hash, method, length: this.#length, path, route, next: this.#places[place] };
  }

  #isPathOf({ length, path }: Entry<Route>): boolean {
    if (length !== this.#length) return false;
    const words = this.#words;
    for (let word = 0; word < path.length; word += 1) {
      if (path[word] !== words[word]) return false;
    }
    return true;
  }
}

function placeOf(hash: number, method: number): number {
  return (hash ^ (hash >>> 13) ^ Math.imul(method, 977)) & (PLACES - 1);
}

/** Where the path of a whole URL begins; its host may be a number as well, but is no id. -1: there is none. */
function afterHost(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] === SLASH) return from;
  const scheme = SCHEMES.find((each) => each.every((byte, index) => bytes[from + index] === byte));
  let place = from + (scheme?.length ?? 0);
  while (place < to && IS_WORD[bytes[place] ?? 0] === 1) place += 1;
  return scheme !== undefined && place < to && bytes[place] === SLASH ? place : -1;
}

/** Where the segment whose digits begin at `at` ends, if it is digits alone; -1 otherwise. */
function afterId(bytes: Uint8Array, at: number, to: number): number {
  let place = at;
  while (place < to && isDigit(bytes[place] ?? 0)) place += 1;
  const byte = bytes[place];
  return place > at && (place >= to || byte === SLASH || byte === QUERY) ? place : -1;
}

function mix(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}
