import type { ColumnMapping, Place } from '../fields/columns.ts';
import { ROLES } from '../fields/roles.ts';
import { LONGEST_DURATION_MS } from '../fields/values.ts';
import { AnswerBytes } from './answer-bytes.ts';
import type { ByteWords } from './byte-words.ts';
import { Decimals, QUOTE, SMALL_N } from './bytes.ts';
import { ClockTimes } from './clock-times.ts';
import type { Kernel } from './kernel.ts';
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
  readonly #kernel: Kernel;
  readonly #parse: (text: string) => unknown;
  readonly #contexts = new Contexts();
  readonly #routes: RouteCache<Known | Unread>;
  readonly #clock = new ClockTimes();
  readonly #decimals = new Decimals();
  readonly #answers = new AnswerBytes();
  #context: Context | undefined;
  #shape: RowShape | undefined;
  #known: Known | undefined;
  #readRoles: readonly FurtherRole[] = NONE;

  /** @param parse what a parser makes of a value as it is written */
  constructor(kernel: Kernel, parse: (text: string) => unknown) {
    this.#kernel = kernel;
    this.#parse = parse;
    this.#routes = new RouteCache(kernel);
  }

  /** Undefined where there are too many shapes. */
  shapeOf(mapping: ColumnMapping): RowShape | undefined {
    return this.#contexts.shapeOf(mapping);
  }

  /** Forgets the row that was read last. */
  clear(): void {
    this.#context = undefined;
    this.#known = undefined;
  }

  /** Whether all values could be read. */
  read(shape: RowShape): boolean {
    this.at = this.#readTime(shape.at);
    this.durationMs = this.#readDuration(shape.durationMs);
    return this.#readPath(shape.path) && this.#readOthers(shape) && this.#find(shape);
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
  parsed(index: number): unknown {
    const { bytes, from, to } = this.#kernel;
    const begin = from[index] ?? 0;
    return this.#parse(Buffer.from(bytes.buffer, begin, (to[index] ?? 0) - begin).toString('utf8'));
  }

  #readTime(places: readonly Place[]): number {
    const { bytes, view } = this.#kernel;
    for (let surest = 0; surest < places.length; surest += 1) {
      const place = places[surest] as Place;
      const from = this.#kernel.from[place.index] ?? 0;
      const quote = bytes[from] === QUOTE ? 1 : 0;
      const to = (this.#kernel.to[place.index] ?? 0) - quote;
      if (this.#clock.read(bytes, view, from + quote, to)) return this.#clock.time;
      const time = ROLES.at.read(this.parsed(place.index), place);
      if (time !== undefined) return time as number;
    }
    return Number.NaN;
  }

  #readDuration(places: readonly Place[]): number {
    const { bytes } = this.#kernel;
    for (let surest = 0; surest < places.length; surest += 1) {
      const place = places[surest] as Place;
      const from = this.#kernel.from[place.index] ?? 0;
      const quote = bytes[from] === QUOTE ? 1 : 0;
      const decimals = this.#decimals;
      if (
        decimals.read(bytes, from + quote) === (this.#kernel.to[place.index] ?? 0) - quote &&
        (decimals.value === 0 || decimals.value >= SHORTEST)
      ) {
        const durationMs = Math.round(decimals.value * place.msPerUnit * 1_000) / 1_000;
        if (durationMs <= LONGEST_DURATION_MS) return durationMs;
      } else {
        const durationMs = ROLES.durationMs.read(this.parsed(place.index), place);
        if (durationMs !== undefined) return durationMs as number;
      }
    }
    return Number.NaN;
  }

  #readPath(places: readonly Place[]): boolean {
    const { bytes } = this.#kernel;
    for (let surest = 0; surest < places.length; surest += 1) {
      const { index } = places[surest] as Place;
      const from = this.#kernel.from[index] ?? 0;
      const quote = bytes[from] === QUOTE ? 1 : 0;
      const to = (this.#kernel.to[index] ?? 0) - quote;
      if (to > from + quote && !isNull(bytes, from, to)) return this.#routes.read(from + quote, to);
    }
    return false;
  }

  #readOthers({ others, context }: RowShape): boolean {
    const { bytes } = this.#kernel;
    let found: Context | undefined = context;
    for (let other = 0; other < others.length && found !== undefined; other += 1) {
      const { place, words } = others[other] as Column;
      const from = this.#kernel.from[place] ?? 0;
      const to = this.#kernel.to[place] ?? 0;
      const word = words.find(bytes, from, to) ?? keepWord(words, bytes, from, to);
      found = word === undefined ? undefined : this.#contexts.with(found, word);
    }
    this.#context = found;
    return found !== undefined;
  }

  /** Looks up what is known, and reads on as long as that does not tell it. */
  #find(shape: RowShape): boolean {
    this.#shape = shape;
    this.#readRoles = NONE;
    let found = this.#context && this.#routes.find(this.#context.number);
    while (found instanceof Unread) {
      this.#readRoles = [...this.#readRoles, ...found.roles];
      for (const role of found.roles) this.#readFurther(role, shape.further[role]);
      if (this.#context === undefined) return false;
      found = this.#routes.find(this.#context.number);
    }
    this.#known = found;
    return true;
  }

  #readFurther(role: FurtherRole, columns: readonly FurtherColumn[]): void {
    for (const column of columns) {
      const word = this.#wordOf(role, column);
      this.#context = word && this.#context && this.#contexts.with(this.#context, word.number);
      if (word?.says !== false) return;
    }
  }

  #wordOf(role: FurtherRole, { place, words }: FurtherColumn): FurtherWord | undefined {
    const { bytes, from, to } = this.#kernel;
    const { index } = place;
    const answer = this.#answers.read(bytes, from[index] ?? 0, to[index] ?? 0);
    if (answer === undefined) return undefined;
    const known = words.find(answer, 0, answer.length);
    if (known !== undefined) return known;
    const says = ROLES[role].read(this.parsed(index), place) !== undefined;
    const word = { number: words.count, says };
    return words.keep(new Uint8Array(answer), word) ? word : undefined;
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
