import type { Place } from '../fields/columns.ts';
import type { KeySet, KnownKeys } from '../fields/keys.ts';
import { ROLES } from '../fields/roles.ts';
import { LONGEST_DURATION_MS } from '../fields/values.ts';
import type { ByteWords } from './byte-words.ts';
import { CLOSE_BRACE, COLON, COMMA, Decimals, LINE_FEED, OPEN_BRACE, QUOTE, SMALL_N } from './bytes.ts';
import { ClockTimes } from './clock-times.ts';
import { afterBlanks, afterValue } from './json-grammar.ts';
import { RouteCache } from './route-cache.ts';
import { type Column, type Context, Contexts, type RowShape } from './row-shape.ts';
import { ScannedKeys } from './scanned-keys.ts';

const MOST_PLACES = 52;
/** Longer values than these are no methods, statuses or hosts. */
const LONGEST_WORD = 200;
/** JSON writes smaller numbers with an exponent, which is not understood as a duration. */
const SHORTEST = 1e-6;

/**
 * Reads rows of JSON where they stand in a buffer: no string, no object, nothing for the collector.
 *
 * A row is passed over from end to end, so that it is known to be JSON. The values of keys that something is made of
 * are looked at on the way: path, time and duration are read, and all others are compared with those of rows before.
 * Only what is sure to mean the same to a parser is read; whatever else comes, the row is left to one.
 */
export class RowScanner<Known> {
  /** Epoch milliseconds of the row that was read last; NaN where it has none. */
  at = Number.NaN;
  /** NaN where it has none. */
  durationMs = Number.NaN;
  readonly #known: KnownKeys;
  readonly #keys: ScannedKeys;
  readonly #shapes = new Map<KeySet, RowShape>();
  #latest: { set: KeySet; shape: RowShape } | undefined;
  readonly #contexts = new Contexts();
  readonly #routes = new RouteCache<Known>();
  readonly #clock = new ClockTimes();
  readonly #decimals = new Decimals();
  /** Where the value of each place begins and ends in the row. */
  readonly #from = new Float64Array(MOST_PLACES);
  readonly #to = new Float64Array(MOST_PLACES);
  #row = 0;
  #set = 0;
  #context: Context | undefined;

  /** @param known the keys of the log; those that become known later are read from then on */
  constructor(known: KnownKeys) {
    this.#known = known;
    this.#keys = new ScannedKeys(known.root);
  }

  /**
   * Reads the row that begins at `from`.
   *
   * @param bytes as `ByteWindow` has them: with a line feed, and something behind it
   * @returns the place behind its line, or -1: it is left to a parser
   */
  read(bytes: Uint8Array, view: DataView, from: number): number {
    this.#row += 1;
    this.#set = 0;
    this.#context = undefined;
    const brace = afterBlanks(bytes, from);
    if (bytes[brace] !== OPEN_BRACE) return -1;
    const behind = this.#members(bytes, view, brace + 1, this.#keys);
    if (behind < 0) return -1;
    const end = afterBlanks(bytes, behind);
    if (bytes[end] !== LINE_FEED) return -1;
    const shape = this.#shape();
    return shape !== undefined && this.#readValues(shape, bytes, view) ? end + 1 : -1;
  }

  /** What is known of rows like the one that was read last. */
  known(): Known | undefined {
    return this.#context && this.#routes.find(this.#context.number);
  }

  /** Keeps what is known of rows like the one that was read last: they differ in time, duration and ids alone. */
  keep(known: Known): void {
    if (this.#context !== undefined) this.#routes.keep(this.#context.number, known);
  }

  /** Passes over the members of an object; the place behind it, or -1. */
  #members(bytes: Uint8Array, view: DataView, at: number, keys: ScannedKeys): number {
    let place = afterBlanks(bytes, at);
    if (bytes[place] === CLOSE_BRACE) return place + 1;
    let key = keys.start;
    for (;;) {
      if (bytes[place] !== QUOTE) return -1;
      const found = keys.find(bytes, place + 1, key);
      if (found === undefined || found.row === this.#row) return -1;
      key = found;
      key.row = this.#row;
      const colon = afterBlanks(bytes, place + 1 + key.bytes.length);
      if (bytes[colon] !== COLON) return -1;
      const from = afterBlanks(bytes, colon + 1);
      const isObject = bytes[from] === OPEN_BRACE;
      if (!(isObject ? key.key.heldObject : key.key.heldValue)) return -1;
      const isSearched = isObject && key.within !== undefined;
      place = isSearched
        ? this.#members(bytes, view, from + 1, key.within as ScannedKeys)
        : afterValue(bytes, view, from, 0);
      if (place < 0) return -1;
      if (key.power > 0) {
        this.#set += key.power;
        this.#from[key.place] = from;
        this.#to[key.place] = place;
      }
      place = afterBlanks(bytes, place);
      if (bytes[place] !== COMMA) return bytes[place] === CLOSE_BRACE ? place + 1 : -1;
      place = afterBlanks(bytes, place + 1);
    }
  }

  #shape(): RowShape | undefined {
    const set = this.#set;
    if (this.#latest?.set === set) return this.#latest.shape;
    const shape = this.#shapes.get(set) ?? this.#learnShape(set);
    if (shape !== undefined) this.#latest = { set, shape };
    return shape;
  }

  #learnShape(set: KeySet): RowShape | undefined {
    const mapping = this.#known.mappingOf(set);
    const shape = mapping && this.#contexts.shapeOf(mapping);
    if (shape !== undefined) this.#shapes.set(set, shape);
    return shape;
  }

  #readValues(shape: RowShape, bytes: Uint8Array, view: DataView): boolean {
    this.at = this.#readTime(shape.at, bytes, view);
    this.durationMs = this.#readDuration(shape.durationMs, bytes);
    return this.#readPath(shape.path, bytes) && this.#readOthers(shape, bytes);
  }

  #readTime(places: readonly Place[], bytes: Uint8Array, view: DataView): number {
    for (let surest = 0; surest < places.length; surest += 1) {
      const place = places[surest] as Place;
      const from = this.#from[place.index] ?? 0;
      const to = this.#to[place.index] ?? 0;
      if (bytes[from] === QUOTE && this.#clock.read(bytes, view, from + 1, bytes.length) === to - 1) {
        return this.#clock.time;
      }
      const time = readPlainly('at', place, bytes, from, to);
      if (time !== undefined) return time;
    }
    return Number.NaN;
  }

  #readDuration(places: readonly Place[], bytes: Uint8Array): number {
    for (let surest = 0; surest < places.length; surest += 1) {
      const place = places[surest] as Place;
      const from = this.#from[place.index] ?? 0;
      const to = this.#to[place.index] ?? 0;
      const quote = bytes[from] === QUOTE ? 1 : 0;
      const decimals = this.#decimals;
      if (
        decimals.read(bytes, from + quote) === to - quote &&
        (decimals.value === 0 || decimals.value >= SHORTEST)
      ) {
        const durationMs = Math.round(decimals.value * place.msPerUnit * 1_000) / 1_000;
        if (durationMs <= LONGEST_DURATION_MS) return durationMs;
      } else {
        const durationMs = readPlainly('durationMs', place, bytes, from, to);
        if (durationMs !== undefined) return durationMs;
      }
    }
    return Number.NaN;
  }

  #readPath(places: readonly Place[], bytes: Uint8Array): boolean {
    for (let surest = 0; surest < places.length; surest += 1) {
      const { index } = places[surest] as Place;
      const from = this.#from[index] ?? 0;
      if (bytes[from] === SMALL_N) continue;
      return bytes[from] === QUOTE && this.#routes.read(bytes, from + 1) === (this.#to[index] ?? 0) - 1;
    }
    return false;
  }

  #readOthers({ others, context }: RowShape, bytes: Uint8Array): boolean {
    let found: Context | undefined = context;
    for (let other = 0; other < others.length && found !== undefined; other += 1) {
      const { place, words } = others[other] as Column;
      const from = this.#from[place] ?? 0;
      const to = this.#to[place] ?? 0;
      const word = words.find(bytes, from, to) ?? keepWord(words, bytes, from, to);
      found = word === undefined ? undefined : this.#contexts.with(found, word);
    }
    this.#context = found;
    return found !== undefined;
  }
}

/** As a parser and the table of roles read a value. */
function readPlainly(role: 'at' | 'durationMs', place: Place, bytes: Uint8Array, from: number, to: number) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
  return ROLES[role].read(JSON.parse(text), place) as number | undefined;
}

/** The number of a new word; undefined where it is none, or there are too many. */
function keepWord(words: ByteWords<number>, bytes: Uint8Array, from: number, to: number): number | undefined {
  const number = words.count;
  return to - from <= LONGEST_WORD && words.keep(bytes.slice(from, to), number) ? number : undefined;
}
