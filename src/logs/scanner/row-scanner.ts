import type { ColumnMapping } from '../fields/columns.ts';
import type { KeySet, KnownKeys } from '../fields/keys.ts';
import { CLOSE_BRACE, COLON, COMMA, LINE_FEED, OPEN_BRACE, QUOTE } from './bytes.ts';
import { afterBlanks, afterValue } from './json-grammar.ts';
import type { RowShape } from './row-shape.ts';
import { RowValues } from './row-values.ts';
import { ScannedKeys } from './scanned-keys.ts';

interface KnownSet {
  set: KeySet;
  mapping: ColumnMapping;
  /** Places of the values that something is made of. */
  used: readonly number[];
  /** Undefined where there are too many. */
  shape: RowShape | undefined;
}

/**
 * Reads rows of JSON where they stand in a buffer: no string, no object, nothing for the collector.
 *
 * A row is passed over from end to end, so that it is known to be JSON. The values of keys that something is made of
 * are looked at on the way: path, time and duration are read, and all others are compared with those of rows before.
 * Only what is sure to mean the same to a parser is read; whatever else comes, the row is left to one.
 */
export class RowScanner<Known> {
  readonly values = new RowValues<Known>((text) => JSON.parse(text));
  readonly #known: KnownKeys;
  readonly #keys: ScannedKeys;
  readonly #sets = new Map<KeySet, KnownSet>();
  #latest: KnownSet | undefined;
  #row = 0;
  #set = 0;

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
    this.#latest = undefined;
    this.values.clear();
    const brace = afterBlanks(bytes, from);
    if (bytes[brace] !== OPEN_BRACE) return -1;
    const behind = this.#members(bytes, view, brace + 1, this.#keys);
    if (behind < 0) return -1;
    const end = afterBlanks(bytes, behind);
    return bytes[end] === LINE_FEED ? end + 1 : -1;
  }

  /** What the keys of the row that was read last are taken for; undefined: a parser has not met such a set yet. */
  mapping(): ColumnMapping | undefined {
    return this.#knownSet()?.mapping;
  }

  /** The values of the row that was read last, by their places, as a parser reads them. */
  parsedValues(bytes: Uint8Array): unknown[] {
    const values: unknown[] = [];
    for (const place of this.#knownSet()?.used ?? []) values[place] = this.values.parsed(bytes, place);
    return values;
  }

  /** Reads the values of the row that was read last; whether all of them could be. */
  readValues(bytes: Uint8Array, view: DataView): boolean {
    const shape = this.#knownSet()?.shape;
    return shape !== undefined && this.values.read(shape, bytes, view);
  }

  /** Passes over the members of an object; the place behind it, or -1. */
  #members(bytes: Uint8Array, view: DataView, at: number, keys: ScannedKeys): number {
    let place = afterBlanks(bytes, at);
    if (bytes[place] === CLOSE_BRACE) return place + 1;
    const { from: begins, to: ends } = this.values;
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
        begins[key.place] = from;
        ends[key.place] = place;
      }
      place = afterBlanks(bytes, place);
      if (bytes[place] !== COMMA) return bytes[place] === CLOSE_BRACE ? place + 1 : -1;
      place = afterBlanks(bytes, place + 1);
    }
  }

  #knownSet(): KnownSet | undefined {
    const set = this.#set;
    if (this.#latest?.set === set) return this.#latest;
    const known = this.#sets.get(set) ?? this.#learnSet(set);
    if (known !== undefined) this.#latest = known;
    return known;
  }

  #learnSet(set: KeySet): KnownSet | undefined {
    const mapping = this.#known.mappingOf(set);
    if (mapping === undefined) return undefined;
    const used = Object.values(mapping.places).flatMap((places) => places.map(({ index }) => index));
    const known = { set, mapping, used: [...new Set(used)], shape: this.values.shapeOf(mapping) };
    this.#sets.set(set, known);
    return known;
  }
}
