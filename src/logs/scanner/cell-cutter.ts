import { CARRIAGE_RETURN, LINE_FEED, pairTable, QUOTE } from './bytes.ts';

/** So many of two bytes may stand in a value without quotes before one that ends it. */
function valueTable(delimiter: number): Uint8Array {
  const ends = (byte: number) => byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN;
  return pairTable((first, second) => (ends(first) ? 0 : ends(second) ? 1 : 2));
}

const HAS_QUOTE = 255;
/** Line feeds in two bytes between quotes. */
const QUOTED = pairTable((first, second) =>
  first === QUOTE || second === QUOTE
    ? HAS_QUOTE
    : Number(first === LINE_FEED) + Number(second === LINE_FEED),
);

/** Where the cells of a row begin and end, with their quotes. */
export interface CellPlaces {
  from: Int32Array;
  to: Int32Array;
  grow(count: number): void;
}

/** Cuts one row of a table out of bytes, as `forms/csv-table.ts` cuts it out of a text. */
export class CellCutter {
  /** Of the row's cells. */
  count = 0;
  /** How many lines it takes. */
  lines = 0;
  /** Nothing stands in its line. */
  isEmpty = false;
  readonly #delimiter: number;
  readonly #values: Uint8Array;
  readonly #places: CellPlaces;

  constructor(delimiter: string, places: CellPlaces) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#values = valueTable(this.#delimiter);
    this.#places = places;
  }

  /**
   * Cuts the row that begins at `at`.
   *
   * @param length of the bytes that are looked at; a line feed has to stand behind them, and a few bytes more
   * @returns the place behind it and what ends it; -1: not all of it is there
   */
  cut(bytes: Uint8Array, view: DataView, at: number, length: number): number {
    this.count = 0;
    this.lines = 1;
    let place = at;
    for (;;) {
      const close = bytes[place] === QUOTE ? this.#closingQuote(bytes, view, place + 1, length) : place;
      if (close < 0) return -1;
      const end = this.#endOfValue(view, close);
      if (end >= length) return -1;
      this.#keep(place, end);
      const byte = bytes[end];
      if (byte === this.#delimiter) {
        place = end + 1;
        continue;
      }
      // Whether a line feed comes with it is not known yet.
      if (byte === CARRIAGE_RETURN && end + 1 >= length) return -1;
      this.isEmpty = end === at;
      return byte === CARRIAGE_RETURN && bytes[end + 1] === LINE_FEED ? end + 2 : end + 1;
    }
  }

  #keep(from: number, to: number): void {
    const places = this.#places;
    if (this.count >= places.from.length) places.grow(this.count + 1);
    places.from[this.count] = from;
    places.to[this.count] = to;
    this.count += 1;
  }

  /** Behind the quote that closes the value; -1: the bytes end before, or with it. */
  #closingQuote(bytes: Uint8Array, view: DataView, at: number, length: number): number {
    let place = at;
    for (;;) {
      let feeds = QUOTED[view.getUint16(place, true)] ?? 0;
      while (feeds !== HAS_QUOTE && place < length) {
        this.lines += feeds;
        place += 2;
        feeds = QUOTED[view.getUint16(place, true)] ?? 0;
      }
      if (bytes[place] !== QUOTE) {
        if (bytes[place] === LINE_FEED) this.lines += 1;
        place += 1;
      }
      if (place + 1 >= length) return -1;
      if (bytes[place + 1] !== QUOTE) return place + 1;
      place += 2;
    }
  }

  #endOfValue(view: DataView, at: number): number {
    const values = this.#values;
    let place = at;
    let inner = values[view.getUint16(place, true)] ?? 0;
    while (inner === 2) {
      place += 2;
      inner = values[view.getUint16(place, true)] ?? 0;
    }
    return place + inner;
  }
}
