import type { ColumnMapping } from '../fields/columns.ts';
import type { KeySet, KnownKeys } from '../fields/keys.ts';
import { LONGEST_LINE_BYTES } from '../forms/lines.ts';
import type { Kernel } from './kernel.ts';
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
  readonly values: RowValues<Known>;
  readonly #kernel: Kernel;
  readonly #known: KnownKeys;
  readonly #keys: ScannedKeys;
  readonly #sets = new Map<KeySet, KnownSet>();
  #latest: KnownSet | undefined;

  /** @param known the keys of the log; those that become known later are read from then on */
  constructor(kernel: Kernel, known: KnownKeys) {
    this.#kernel = kernel;
    this.#known = known;
    this.#keys = new ScannedKeys(kernel, known.root);
    this.values = new RowValues<Known>(kernel, (text) => JSON.parse(text));
  }

  /**
   * Reads the row that begins at `from`.
   *
   * @returns the place behind its line, or 0: it is left to a parser
   */
  read(from: number): number {
    const { code } = this.#kernel;
    let end = code.readRow(from, this.#keys.root);
    while (end === 0 && this.#keys.learn()) end = code.readRow(from, this.#keys.root);
    return end;
  }

  /**
   * Reads rows of known kinds from `from` to before `end`, where a line ends, as many as come.
   *
   * @returns where the next line begins
   */
  readMany(from: number, end: number): number {
    return this.#kernel.code.readRows(from, end, this.#keys.root, LONGEST_LINE_BYTES);
  }

  /** What the keys of the row that was read last are taken for; undefined: a parser has not met such a set yet. */
  mapping(): ColumnMapping | undefined {
    return this.#knownSet()?.mapping;
  }

  /** The values of the row that was read last, by their places, as a parser reads them. */
  parsedValues(): unknown[] {
    const values: unknown[] = [];
    for (const place of this.#knownSet()?.used ?? []) values[place] = this.values.parsed(place);
    return values;
  }

  /** Reads the values of the row that was read last; whether all of them could be. */
  readValues(): boolean {
    const shape = this.#knownSet()?.shape;
    return shape !== undefined && this.values.read(shape);
  }

  #knownSet(): KnownSet | undefined {
    const { set } = this.#kernel;
    if (this.#latest?.set === set) return this.#latest;
    const known = this.#sets.get(set) ?? this.#learnSet(set);
    if (known !== undefined) this.#latest = known;
    return known;
  }

  #learnSet(set: KeySet): KnownSet | undefined {
    const mapping = this.#known.mappingOf(set);
    if (mapping === undefined) return undefined;
    const used = Object.values(mapping.places).flatMap((places) => places.map(({ index }) => index));
    const shape = this.values.shapeOf(mapping);
    if (shape !== undefined) this.#kernel.code.keepShape(shape.at);
    const known = { set, mapping, used: [...new Set(used)], shape };
    this.#sets.set(set, known);
    return known;
  }
}
