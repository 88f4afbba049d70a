import { readTime } from '../fields/time.ts';
import { LONGEST_DURATION_MS } from '../fields/values.ts';
import { Decimals, endOfText, Literal, ZERO } from './bytes.ts';
import { ClockTimes } from './clock-times.ts';
import { RouteCache } from './route-cache.ts';
import type { RowShape, ValueKind } from './row-shape.ts';

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;
const METHODS_WITH_QUOTE = METHODS.map((method) => new Literal(`${method}"`));
const LONGEST_METHOD = 7;

/** JSON writes smaller numbers with an exponent, which is not understood as a duration. */
const SHORTEST = 1e-6;

/**
 * Reads rows of a known shape where they stand in a buffer: no string, no object, nothing for the collector.
 *
 * Only what is sure to mean the same to a JSON parser is read. Whatever else comes, the row is left to one.
 */
export class RowScanner<Route> {
  /** Fields of the row that was read last. */
  status = 0;
  /** Epoch milliseconds; NaN where rows have no time. */
  at = Number.NaN;
  /** NaN where rows have none. */
  durationMs = Number.NaN;
  #method = 0;
  #shape = 0;
  readonly #routes = new RouteCache<Route>();
  readonly #clock = new ClockTimes();
  readonly #decimals = new Decimals();

  get method(): string {
    return METHODS[this.#method] ?? '';
  }

  /**
   * Reads one row of `shape` that begins at `from`.
   *
   * @param end where the last whole line of the buffer ends
   * @returns the place behind its line, or -1: the row is of another shape, or not a plain one
   */
  read(
    { slots, msPerUnit, number }: RowShape,
    bytes: Uint8Array,
    view: DataView,
    from: number,
    end: number,
  ): number {
    let place = from;
    this.#shape = number;
    this.at = Number.NaN;
    this.durationMs = Number.NaN;
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index];
      if (slot === undefined || place + slot.before.length > end) return -1;
      if (!slot.before.standsAt(view, place)) return -1;
      place = this.#readValue(slot.kind, bytes, view, place + slot.before.length, end);
      if (place < 0) return -1;
    }
    this.durationMs = Math.round(this.durationMs * msPerUnit * 1_000) / 1_000;
    return this.durationMs > LONGEST_DURATION_MS ? -1 : place;
  }

  /** The route of the row that was read last, if it is kept. */
  route(): Route | undefined {
    return this.#routes.find(this.#key());
  }

  /** Keeps the route of the row that was read last, for all rows with the same method and path but for ids. */
  keepRoute(route: Route): void {
    this.#routes.keep(this.#key(), route);
  }

  #key(): number {
    return this.#shape * METHODS.length + this.#method;
  }

  #readValue(kind: ValueKind, bytes: Uint8Array, view: DataView, at: number, end: number): number {
    switch (kind) {
      case 'path':
        return this.#routes.read(bytes, at);
      case 'clock':
        return this.#readClock(bytes, view, at, end);
      case 'method':
        return this.#readMethod(view, at, end);
      case 'status':
        return this.#readStatus(bytes, at);
      case 'duration':
        return this.#readDuration(bytes, at);
      case 'text':
        return endOfText(bytes, at);
      case 'number':
        return this.#decimals.read(bytes, at);
      case 'epoch':
        return this.#readEpoch(bytes, at);
      case 'end':
        return at;
    }
  }

  #readClock(bytes: Uint8Array, view: DataView, at: number, end: number): number {
    const behind = this.#clock.read(bytes, view, at, end);
    this.at = this.#clock.time;
    return behind;
  }

  #readEpoch(bytes: Uint8Array, at: number): number {
    const behind = this.#decimals.read(bytes, at);
    const time = behind < 0 ? undefined : readTime(this.#decimals.value);
    if (time === undefined) return -1;
    this.at = time;
    return behind;
  }

  #readMethod(view: DataView, at: number, end: number): number {
    if (at + LONGEST_METHOD > end) return -1;
    for (let method = 0; method < METHODS_WITH_QUOTE.length; method += 1) {
      const literal = METHODS_WITH_QUOTE[method];
      if (literal?.standsAt(view, at)) {
        this.#method = method;
        return at + literal.length - 1;
      }
    }
    return -1;
  }

  /** Statuses of calls that succeeded: of the others more is wanted than the fields here. */
  #readStatus(bytes: Uint8Array, at: number): number {
    const hundreds = (bytes[at] ?? 0) - ZERO;
    const tens = (bytes[at + 1] ?? 0) - ZERO;
    const ones = (bytes[at + 2] ?? 0) - ZERO;
    if (hundreds < 1 || hundreds > 3 || tens < 0 || tens > 9 || ones < 0 || ones > 9) return -1;
    this.status = hundreds * 100 + tens * 10 + ones;
    return at + 3;
  }

  #readDuration(bytes: Uint8Array, at: number): number {
    const behind = this.#decimals.read(bytes, at);
    this.durationMs = this.#decimals.value;
    return this.durationMs > 0 && this.durationMs < SHORTEST ? -1 : behind;
  }
}
