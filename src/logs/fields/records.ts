import { callOf, type RowFault } from './call.ts';
import { type ColumnMap, type ColumnMapping, isSameColumn, mapColumns } from './columns.ts';
import { type Key, type KeySet, KnownKeys, mayOpen } from './keys.ts';
import { looksLikeValue } from './names.ts';
import { type ApiCall, type CallField, ROLES } from './roles.ts';
import { readStatus } from './values.ts';

/** Reads objects, whose keys are mapped once for each set of keys. */
export interface RecordReader {
  /** The keys of all objects so far. */
  readonly known: KnownKeys;
  callOf(record: object): ApiCall | RowFault;
  /** What was made of the keys of all objects so far, by name; `names` are all of them. */
  keys(): {
    columns: ColumnMapping['columns'];
    ignoredColumns: string[];
    names: string[];
    likelyStatus?: string;
  };
}

const MOST_NAMES = 500;

/** @param given what `--map` says; keys within keys are named with dots */
export function createRecordReader(given: ColumnMap = []): RecordReader {
  const known = new KnownKeys(given);
  const columns = new Map<string, ColumnMapping['columns'][number]>();
  const ignored = new Set<string>();
  let likelyStatus: string | undefined;

  /** What is said of the keys of one record: of its own, and of those that it has in common with others. */
  const learn = (names: readonly string[], values: readonly unknown[]): ColumnMapping => {
    const mapping = mapColumns(names, given);
    for (const pair of mapping.columns) {
      const isGiven = given.some(({ column }) => isSameColumn(pair.column, column));
      const isRead = mayBeRead(pair.field, values[names.indexOf(pair.column)]);
      const isShown = columns.size < MOST_NAMES && isRead && !looksLikeValue(pair.column);
      if (isGiven || isShown) columns.set(`${pair.column}=${pair.field}`, pair);
    }
    for (const name of mapping.ignored) {
      const holdsOthers = names.some((other) => other.startsWith(`${name}.`));
      if (holdsOthers || looksLikeValue(name)) continue;
      if (ignored.size < MOST_NAMES) ignored.add(name);
      const mayBeStatus = mapping.places.status.length === 0 && readStatus(values[names.indexOf(name)]);
      if (mayBeStatus) likelyStatus ??= name;
    }
    return mapping;
  };

  return {
    known,
    callOf(record) {
      const row = rowOf(record, known);
      const mapping = row.isNew ? undefined : known.mappingOf(row.set);
      if (mapping !== undefined) return callOf(row.values, mapping);
      const { names, values } = flattened(record);
      const ofAll = learn(names, values);
      const ofSet = row.isWhole ? (known.mappingOf(row.set) ?? known.map(row.set)) : undefined;
      return ofSet === undefined ? callOf(values, ofAll) : callOf(row.values, ofSet);
    },
    keys() {
      const understood = [...columns.values()].sort(
        (a, b) => order(a.column, b.column) || order(a.field, b.field),
      );
      const names = new Set(understood.map(({ column }) => column));
      return {
        ...(likelyStatus !== undefined && { likelyStatus }),
        columns: understood,
        ignoredColumns: [...ignored].filter((name) => !names.has(name)).sort(order),
        names: [...new Set([...names, ...ignored])],
      };
    },
  };
}

/** A record by the keys that are known. */
interface Row {
  /** By the place of their key. */
  values: unknown[];
  set: KeySet;
  /** A key of it comes up for the first time, or for the first time with such a value. */
  isNew: boolean;
  /** All of its keys are known now. */
  isWhole: boolean;
}

function rowOf(record: object, known: KnownKeys): Row {
  const row: Row = { values: [], set: 0, isNew: false, isWhole: true };
  const walk = (within: object, around: Key): void => {
    for (const [part, value] of Object.entries(within)) {
      const key = around.within.get(part) ?? known.keep(around, part);
      if (key === undefined || !isUsual(key, value)) row.isNew = true;
      if (key === undefined) row.isWhole = false;
      if (key?.place !== undefined) {
        row.values[key.place] = value;
        row.set += 2 ** key.place;
      }
      if (key?.opens && isObject(value)) walk(value, key);
    }
  };
  walk(record, known.root);
  return row;
}

/** Whether a key was seen with a value of this kind before. */
function isUsual(key: Key, value: unknown): boolean {
  if (isObject(value)) {
    const wasSeen = key.heldObject;
    key.heldObject = true;
    return wasSeen;
  }
  const wasSeen = key.heldValue;
  key.heldValue = true;
  return wasSeen;
}

/** All keys of a record, with dots for keys within keys, and what they hold. */
function flattened(record: object): { names: string[]; values: unknown[] } {
  const names: string[] = [];
  const values: unknown[] = [];
  const walk = (within: object, prefix: string, depth: number): void => {
    for (const [part, value] of Object.entries(within)) {
      names.push(`${prefix}${part}`);
      values.push(value);
      if (isObject(value) && mayOpen(part, depth)) walk(value, `${prefix}${part}.`, depth + 1);
    }
  };
  walk(record, '', 1);
  return { names, values };
}

/** What holds further keys may itself be an answer: `request` says nothing where `request.path` does. */
function mayBeRead(field: CallField, value: unknown): boolean {
  return !isObject(value) || ROLES[field].read(value, { msPerUnit: 1, loose: true }) !== undefined;
}

/** The value; undefined for what is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
