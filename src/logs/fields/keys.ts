import { type ColumnMap, type ColumnMapping, mapColumns } from './columns.ts';
import { isHeaders, isOpen } from './roles.ts';
import type { DateOrder } from './time.ts';

/** A key of a log's objects, at one place: `url` within `request` is another one than `url`. */
export interface Key {
  /** With dots for keys within keys. */
  name: string;
  /** How many keys it takes to get to it. */
  depth: number;
  /** Whether an object that it holds is searched for further keys. */
  opens: boolean;
  /** Its number among the keys that something is made of; undefined where nothing is. */
  place: number | undefined;
  /** What it was seen to hold: what is said of it may differ. */
  heldObject: boolean;
  heldValue: boolean;
  /** The keys within it, by their last part. */
  within: Map<string, Key>;
}

/** Keys of a row that something is made of: the sum of a power of two for each. */
export type KeySet = number;

/** Keys within keys are searched as deep as this; collectors wrap what others have wrapped. */
export const DEEPEST = 6;
/** Keys that are ids, or addresses, never come to an end: past this many none is kept. */
const MOST_KEYS = 5_000;
/** As many powers of two are exact in one number. */
const MOST_PLACES = 52;
const MOST_SETS = 1_000;

/**
 * The keys of a log's objects as they come up, and what is made of each set of them. Neither their order nor those
 * that nothing is made of make a difference, so there are few sets however the rows of a log are written.
 */
export class KnownKeys {
  readonly root: Key = createKey('', 0, true, undefined);
  readonly #given: ColumnMap;
  readonly #dates: DateOrder | undefined;
  readonly #used: Key[] = [];
  readonly #mappings = new Map<KeySet, ColumnMapping>();
  #count = 0;

  /**
   * @param given what `--map` says
   * @param dates how the log writes dates with slashes
   */
  constructor(given: ColumnMap, dates?: DateOrder) {
    this.#given = given;
    this.#dates = dates;
  }

  /** Keeps a key that comes up for the first time; undefined: there are too many already. */
  keep(around: Key, part: string): Key | undefined {
    const key = this.#make(around, part);
    if (this.#count >= MOST_KEYS || (key.place ?? 0) >= MOST_PLACES) return undefined;
    this.#count += 1;
    around.within.set(part, key);
    if (key.place !== undefined) this.#used.push(key);
    return key;
  }

  /** What is made of a set that came up before. The places in it are those of the keys. */
  mappingOf(set: KeySet): ColumnMapping | undefined {
    return this.#mappings.get(set);
  }

  /** What is made of a set that comes up for the first time; undefined: there are too many already. */
  map(set: KeySet): ColumnMapping | undefined {
    if (this.#mappings.size >= MOST_SETS) return undefined;
    const keys = this.#used.filter((_, place) => Math.floor(set / 2 ** place) % 2 === 1);
    const mapping = mapColumns(
      keys.map(({ name }) => name),
      this.#given,
      this.#dates,
    );
    const places = Object.entries(mapping.places).map(([role, found]) => [
      role,
      found.map((each) => ({ ...each, index: keys[each.index]?.place ?? -1 })),
    ]);
    const kept = { ...mapping, places: Object.fromEntries(places) as ColumnMapping['places'] };
    this.#mappings.set(set, kept);
    return kept;
  }

  #make(around: Key, part: string): Key {
    const name = around.depth === 0 ? part : `${around.name}.${part}`;
    const depth = around.depth + 1;
    const isUsed = mapColumns([name], this.#given).ignored.length === 0;
    const isHeader = isHeaders(around.name.split('.').at(-1) ?? '');
    return createKey(name, depth, mayOpen(part, depth) && !isHeader, isUsed ? this.#used.length : undefined);
  }
}

function createKey(name: string, depth: number, opens: boolean, place: number | undefined): Key {
  return { name, depth, opens, place, heldObject: false, heldValue: false, within: new Map() };
}

/** Whether an object is searched for further keys. `depth`: how many keys it takes to get to it. */
export function mayOpen(part: string, depth: number): boolean {
  return depth < DEEPEST && (isOpen(part) || isHeaders(part));
}
