import type { ColumnMapping, Place } from '../fields/columns.ts';
import { ROLES } from '../fields/roles.ts';
import { HourKeeper } from './hour-keeper.ts';
import {
  GIVEN_DURATION,
  GIVEN_TIME,
  ROW_ROLES,
  ROW_WORD,
  UNKNOWN_HOUR,
  UNKNOWN_KIND,
  UNKNOWN_WORD,
  UNREAD_DURATION,
  UNREAD_TIME,
  UNREADABLE,
  WORD_FROM,
  WORD_PLACE,
  WORD_ROLE,
  WORD_TO,
} from './kernel/layout.ts';
import type { Kernel } from './kernel.ts';
import { FURTHER_ROLES, type FurtherRole, type RowShape, shapeOf } from './row-shape.ts';

/** Longer values than these are no methods, statuses or hosts. */
const LONGEST_WORD = 200;

/**
 * Reads the values of a row where they stand in a buffer, as the kernel knows to (`kernel/values.ts`), and teaches it what
 * comes up for the first time: hours, words, and what rows with the same words and the same route are.
 */
export class RowValues<Known> {
  readonly #kernel: Kernel;
  readonly #parse: (text: string) => unknown;
  readonly #hours: HourKeeper;
  readonly #known: Known[] = [];
  #shape: RowShape | undefined;
  #kind = UNKNOWN_KIND;

  /** @param parse what a parser makes of a value as it is written */
  constructor(kernel: Kernel, parse: (text: string) => unknown) {
    this.#kernel = kernel;
    this.#parse = parse;
    this.#hours = new HourKeeper(kernel);
  }

  /** Undefined where there are too many shapes. */
  shapeOf(mapping: ColumnMapping): RowShape | undefined {
    return shapeOf(this.#kernel, mapping);
  }

  /** Whether all values could be read. */
  read(shape: RowShape): boolean {
    this.#shape = shape;
    this.#kind = this.#kernel.code.readValues(shape.at, 0);
    if (this.#kind < UNKNOWN_KIND) this.#kind = this.#readOn(shape, this.#kind);
    return this.#kind >= UNKNOWN_KIND;
  }

  /** What is known of rows like the one that was read last. */
  known(): Known | undefined {
    return this.#known[this.#kind];
  }

  /** What is known of rows of a kind that the kernel knows. */
  knownOf(kind: number): Known {
    return this.#known[kind] as Known;
  }

  /** Epoch milliseconds of the row that was read last; NaN where it has none. */
  get at(): number {
    return this.#kernel.at;
  }

  /** NaN where it has none. */
  get durationMs(): number {
    return this.#kernel.durationMs;
  }

  /**
   * Keeps what is known of rows like the one that was read last, of which nothing was: they differ in time, duration and
   * ids alone.
   *
   * @param roles what else it takes to know that. What of it was not read is read of the rows that come after it, and
   * nothing is kept yet.
   */
  keep(known: Known, roles: readonly FurtherRole[]): void {
    const { code, view } = this.#kernel;
    const read = view.getInt32(ROW_ROLES, true);
    const unread = FURTHER_ROLES.filter(
      ([role, bit]) => roles.includes(role) && this.#shape?.places[role].length && (read & bit) === 0,
    ).reduce((sum, [, bit]) => sum + bit, 0);
    const isKept = code.keepRoute(view.getInt32(ROW_WORD, true), this.#known.length, unread);
    if (isKept && unread === 0) this.#known.push(known);
  }

  /** What a parser makes of the value at a place. */
  parsed(index: number): unknown {
    const { bytes, from, to } = this.#kernel;
    const begin = from[index] ?? 0;
    return this.#parse(Buffer.from(bytes.buffer, begin, (to[index] ?? 0) - begin).toString('utf8'));
  }

  /** Does what the kernel asks for, as often as it does. */
  #readOn(shape: RowShape, reason: number, given = 0): number {
    const helped = this.#help(shape, reason);
    if (helped === undefined) return UNREADABLE;
    const kind = this.#kernel.code.readValues(shape.at, given | helped);
    return kind < UNKNOWN_KIND ? this.#readOn(shape, kind, given | helped) : kind;
  }

  /** What of the row is given to the kernel now; undefined where it cannot be helped. */
  #help(shape: RowShape, reason: number): number | undefined {
    if (reason === UNKNOWN_HOUR && this.#hours.keep()) return 0;
    if (reason === UNKNOWN_HOUR || reason === UNREAD_TIME) {
      this.#kernel.at = this.#surest('at', shape);
      return GIVEN_TIME;
    }
    if (reason === UNREAD_DURATION) {
      this.#kernel.durationMs = this.#surest('durationMs', shape);
      return GIVEN_DURATION;
    }
    return reason === UNKNOWN_WORD && this.#keepWord(shape) ? 0 : undefined;
  }

  /** NaN where the row has none. */
  #surest(role: 'at' | 'durationMs', { places }: RowShape): number {
    for (const place of places[role]) {
      const value = ROLES[role].read(this.parsed(place.index), place);
      if (value !== undefined) return value as number;
    }
    return Number.NaN;
  }

  /** Whether the word that the kernel does not know is known now. */
  #keepWord({ places }: RowShape): boolean {
    const { code, view } = this.#kernel;
    const bit = view.getInt32(WORD_ROLE, true);
    const role = FURTHER_ROLES.find((each) => each[1] === bit)?.[0];
    if (role === undefined) {
      const length = view.getInt32(WORD_TO, true) - view.getInt32(WORD_FROM, true);
      return length <= LONGEST_WORD && code.keepWord(1) === 1;
    }
    const index = view.getInt32(WORD_PLACE, true);
    const place = places[role].find((each) => each.index === index) as Place;
    return code.keepWord(ROLES[role].read(this.parsed(index), place) === undefined ? 0 : 1) === 1;
  }
}
