import { callOf, type RowFault } from './call.ts';
import { type ColumnMap, type ColumnMapping, isSameColumn, mapColumns } from './columns.ts';
import { looksLikeValue } from './names.ts';
import { type ApiCall, type CallField, isOpen, ROLES } from './roles.ts';
import { readStatus } from './values.ts';

/** Reads objects, whose keys are mapped once for each set of keys. */
export interface RecordReader {
  callOf(record: object): ApiCall | RowFault;
  /** What was made of the keys of all objects so far, by name; `names` are all of them. */
  keys(): {
    columns: ColumnMapping['columns'];
    ignoredColumns: string[];
    names: string[];
    likelyStatus?: string;
  };
}

/** A step along the keys of an object; the node at its end knows the mapping. */
interface KeyNode {
  next: Map<string, KeyNode>;
  open?: boolean;
  mapping?: ColumnMapping;
}

const DEEPEST = 4;
/** Keys that are ids, or addresses, never come to an end: past this many, sets of keys are mapped each time anew. */
const MOST_NODES = 20_000;
const MOST_NAMES = 500;
const ENTER = '\0{';
const LEAVE = '\0}';

/** @param given what `--map` says; keys within keys are named with dots */
export function createRecordReader(given: ColumnMap = []): RecordReader {
  const root: KeyNode = { next: new Map() };
  const columns = new Map<string, ColumnMapping['columns'][number]>();
  const ignored = new Set<string>();
  let likelyStatus: string | undefined;
  let nodes = 0;

  const step = (from: KeyNode | undefined, key: string): KeyNode | undefined => {
    const known = from?.next.get(key);
    if (known || !from || nodes >= MOST_NODES) return known;
    nodes += 1;
    const node: KeyNode = { next: new Map() };
    from.next.set(key, node);
    return node;
  };

  const walk = (
    record: object,
    from: KeyNode | undefined,
    depth: number,
    values: unknown[],
  ): KeyNode | undefined => {
    let node = from;
    for (const [key, value] of Object.entries(record)) {
      node = step(node, key);
      values.push(value);
      if (depth < DEEPEST && isObject(value) && opens(node, key)) {
        node = step(walk(value, step(node, ENTER), depth + 1, values), LEAVE);
      }
    }
    return node;
  };

  const learn = (record: object, values: readonly unknown[]): ColumnMapping => {
    const names = namesOf(record, '', 1);
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
    callOf(record) {
      const values: unknown[] = [];
      const node = walk(record, root, 1, values);
      const mapping = node?.mapping ?? learn(record, values);
      if (node) node.mapping = mapping;
      return callOf(values, mapping);
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

function opens(node: KeyNode | undefined, key: string): boolean {
  if (!node) return isOpen(key);
  node.open ??= isOpen(key);
  return node.open;
}

function namesOf(record: object, prefix: string, depth: number): string[] {
  return Object.entries(record).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    if (depth >= DEEPEST || !isObject(value) || !isOpen(key)) return [name];
    return [name, ...namesOf(value, `${name}.`, depth + 1)];
  });
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
