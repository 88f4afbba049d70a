import type { ColumnMapping, Place } from '../fields/columns.ts';
import { ROLES } from '../fields/roles.ts';
import { LONGEST_DURATION_MS } from '../fields/values.ts';
import { AnswerBytes } from './answer-bytes.ts';
import type { ByteWords } from './byte-words.ts';
import { Decimals, QUOTE, SMALL_N } from './bytes.ts';
import { ClockTimes } from './clock-times.ts';
import { RouteCache } from './route-cache.ts';
import {
  type Column,
  type Context,
  Contexts,
  type FurtherColumn,
  type FurtherRole,
  type FurtherWord,
  type RowShape,
} from './row-shape.ts';

/** Longer values than these are no methods, statuses or hosts. */
const LONGEST_WORD = 200;
/** JSON writes smaller numbers with an exponent, which is not understood as a duration. */
const SHORTEST = 1e-6;

const NONE: readonly FurtherRole[] = [];

/**
 * Reads the values of a row where they stand in a buffer: path, time and duration; all others are compared with those of
 * rows before. A value may stand in quotes. Only what is sure to mean the same to a parser is read.
 */
export class RowValues<Known> {
  /** Epoch milliseconds of the row that was read last; NaN where it has none. */
  at = Number.NaN;
  /** NaN where it has none. */
  durationMs = Number.NaN;
  /** Where the value of each place begins and ends, its quotes included. */
  from = new Int32Array(64);
  to = new Int32Array(64);
  readonly #parse: (text: string) => unknown;
  readonly #contexts = new Contexts();
  readonly #routes = new RouteCache<Known | Unread>();
  readonly #clock = new ClockTimes();
  readonly #decimals = new Decimals();
  readonly #answers = new AnswerBytes();
  #context: Context | undefined;
  #shape: RowShape | undefined;
  #known: Known | undefined;
  #readRoles: readonly FurtherRole[] = NONE;

  /** @param parse what a parser makes of a value as it is written */
  constructor(parse: (text: string) => unknown) {
    this.#parse = parse;
  }

  /** Undefined where there are too many shapes. */
  shapeOf(mapping: ColumnMapping): RowShape | undefined {
    return this.#contexts.shapeOf(mapping);
  }

  /** Room for so many places, and what stands there. */
  grow(count: number): void {
    if (count <= this.from.length) return;
    for (const key of ['from', 'to'] as const) {
      const larger = new Int32Array(Math.max(count, this[key].length * 2));
      larger.set(this[key]);
      this[key] = larger;
    }
  }

  /** Forgets the row that was read last. */
  clear(): void {
    this.#context = undefined;
    this.#known = undefined;
  }

  /**
   * Whether all values could be read.
   *
   * @param bytes with a few more behind the row, as `ByteWindow` has them
   */
  read(shape: RowShape, bytes: Uint8Array, view: DataView): boolean {
    this.at = this.#readTime(shape.at, bytes, view);
    this.durationMs = this.#readDuration(shape.durationMs, bytes);
    return this.#readPath(shape.path, bytes) && this.#readOthers(shape, bytes) && this.#find(shape, bytes);
  }

  /** What is known of rows like the one that was read last. */
  known(): Known | undefined {
    return this.#known;
  }

  /**
   * Keeps what is known of rows like the one that was read last: they differ in time, duration and ids alone.
   *
   * @param roles what else it takes to know that. What of it was not read is read of the rows that come after it, and
   * nothing is kept yet.
   */
  keep(known: Known, roles: readonly FurtherRole[]): void {
    if (this.#context === undefined || this.#shape === undefined) return;
    const { further } = this.#shape;
    const unread = roles.filter((role) => further[role].length > 0 && !this.#readRoles.includes(role));
    this.#routes.keep(this.#context.number, unread.length > 0 ? new Unread(unread) : known);
  }

  /** What a parser makes of the value at a place. */
  parsed(bytes: Uint8Array, index: number): unknown {
    const from = this.from[index] ?? 0;
    const length = (this.to[index] ?? 0) - from;
    return this.#parse(Buffer.from(bytes.buffer, bytes.byteOffset + from, length).toString('utf8'));
  }

  #readTime(places: readonly Place[], bytes: Uint8Array, view: DataView): number {
    for (let surest = 0; surest < places.length; surest += 1) {
      const place = places[surest] as Place;
      const from = this.from[place.index] ?? 0;
      const quote = bytes[from] === QUOTE ? 1 : 0;
      const to = (this.to[place.index] ?? 0) - quote;
      if (this.#clock.read(bytes, view, from + quote, to)) return this.#clock.time;
      const time = ROLES.at.read(this.parsed(bytes, place.index), place);
      if (time !== undefined) return time as number;
    }
    return Number.NaN;
  }

  #readDuration(places: readonly Place[], bytes: Uint8Array): number {
    for (let surest = 0; surest < places.length; surest += 1) {
      const place = places[surest] as Place;
      const from = this.from[place.index] ?? 0;
      const quote = bytes[from] === QUOTE ? 1 : 0;
      const decimals = this.#decimals;
      if (
        decimals.read(bytes, from + quote) === (this.to[place.index] ?? 0) - quote &&
        (decimals.value === 0 || decimals.value >= SHORTEST)
      ) {
        const durationMs = Math.round(decimals.value * place.msPerUnit * 1_000) / 1_000;
        if (durationMs <= LONGEST_DURATION_MS) return durationMs;
      } else {
        const durationMs = ROLES.durationMs.read(this.parsed(bytes, place.index), place);
        if (durationMs !== undefined) return durationMs as number;
      }
    }
    return Number.NaN;
  }

  #readPath(places: readonly Place[], bytes: Uint8Array): boolean {
    for (let surest = 0; surest < places.length; surest += 1) {
      const { index } = places[surest] as Place;
      const from = this.from[index] ?? 0;
      const quote = bytes[from] === QUOTE ? 1 : 0;
      const to = (this.to[index] ?? 0) - quote;
      if (to > from + quote && !isNull(bytes, from, to)) return this.#routes.read(bytes, from + quote, to);
    }
    return false;
  }

  #readOthers({ others, context }: RowShape, bytes: Uint8Array): boolean {
    let found: Context | undefined = context;
    for (let other = 0; other < others.length && found !== undefined; other += 1) {
      const { place, words } = others[other] as Column;
      const from = this.from[place] ?? 0;
      const to = this.to[place] ?? 0;
      const word = words.find(bytes, from, to) ?? keepWord(words, bytes, from, to);
      found = word === undefined ? undefined : this.#contexts.with(found, word);
    }
    this.#context = found;
    return found !== undefined;
  }

  /** Looks up what is known, and reads on as long as that does not tell it. */
  #find(shape: RowShape, bytes: Uint8Array): boolean {
    this.#shape = shape;
    this.#readRoles = NONE;
    let found = this.#context && this.#routes.find(this.#context.number);
    while (found instanceof Unread) {
      this.#readRoles = [...this.#readRoles, ...found.roles];
      for (const role of found.roles) this.#readFurther(role, shape.further[role], bytes);
      if (this.#context === undefined) return false;
      found = this.#routes.find(this.#context.number);
    }
    this.#known = found;
    return true;
  }

  #readFurther(role: FurtherRole, columns: readonly FurtherColumn[], bytes: Uint8Array): void {
    for (const column of columns) {
      const word = this.#wordOf(role, column, bytes);
      this.#context = word && this.#context && this.#contexts.with(this.#context, word.number);
      if (word?.says !== false) return;
    }
  }

  #wordOf(role: FurtherRole, { place, words }: FurtherColumn, bytes: Uint8Array): FurtherWord | undefined {
    const { index } = place;
    const answer = this.#answers.read(bytes, this.from[index] ?? 0, this.to[index] ?? 0);
    if (answer === undefined) return undefined;
    const known = words.find(answer, 0, answer.length);
    if (known !== undefined) return known;
    const says = ROLES[role].read(this.parsed(bytes, index), place) !== undefined;
    const word = { number: words.count, says };
    return words.keep(answer.slice(), word) ? word : undefined;
  }
}

/** Stands for what is not known yet of rows, since it takes more than was read of them. */
class Unread {
  readonly roles: readonly FurtherRole[];

  constructor(roles: readonly FurtherRole[]) {
    this.roles = roles;
  }
}

/** No other value of JSON begins so, and to a table the word is no path either. */
function isNull(bytes: Uint8Array, from: number, to: number): boolean {
  return (
    to - from === 4 && bytes[from] === SMALL_N && String.fromCharCode(...bytes.subarray(from, to)) === 'null'
  );
}

/** The number of a new word; undefined where it is none, or there are too many. */
function keepWord(words: ByteWords<number>, bytes: Uint8Array, from: number, to: number): number | undefined {
  const number = words.count;
  return to - from <= LONGEST_WORD && words.keep(bytes.slice(from, to), number) ? number : undefined;
}
