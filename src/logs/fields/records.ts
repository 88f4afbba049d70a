import { isObject, parsed } from '../../core/json.ts';
import { callOf, FIRST_REFUSAL, isFault, messageOf, OTHER_EVENT, type RowFault } from './call.ts';
import { type ColumnMap, type ColumnMapping, isSameColumn, mapColumns } from './columns.ts';
import { notJudged } from './hosts.ts';
import { DEEPEST, type Key, type KeySet, KnownKeys, mayOpen } from './keys.ts';
import { LikelyStatus } from './likely-status.ts';
import { looksLikeValue } from './names.ts';
import { type ApiCall, type CallField, isHeaders, isTellingHeader, ROLES } from './roles.ts';
import type { DateOrder } from './time.ts';
import { toldCall } from './told.ts';

/** What a row tells. */
interface RowRead {
  row: ApiCall | RowFault;
  /** It was read off the row's columns, and nothing else in a row with the same values there can say more. */
  isPlain: boolean;
}

/** Reads objects, whose keys are mapped once for each set of keys. */
export interface RecordReader {
  /** The keys of all objects so far. */
  readonly known: KnownKeys;
  callOf(record: object): ApiCall | RowFault;
  read(record: object): RowRead;
  /**
   * The same of a row whose columns are known. Where they tell of no call to HubSpot, a text in it may: a row that a
   * collector has wrapped into one of its own, or the words of a program that met HubSpot's answer.
   */
  readValues(values: readonly unknown[], mapping: ColumnMapping): RowRead;
  /** What was made of the keys of all objects so far, by name; `names` are all of them. */
  keys(): {
    columns: ColumnMapping['columns'];
    ignoredColumns: string[];
    names: string[];
    likelyStatus?: string;
  };
}

const MOST_NAMES = 500;

/**
 * @param given what `--map` says; keys within keys are named with dots
 * @param dates how the log writes dates with slashes
 */
export function createRecordReader(given: ColumnMap = [], dates?: DateOrder): RecordReader {
  const known = new KnownKeys(given, dates);
  const columns = new Map<string, ColumnMapping['columns'][number]>();
  const ignored = new Set<string>();
  const likely = new LikelyStatus();

  /** What is said of the keys of one record: of its own, and of those that it has in common with others. */
  const learn = (names: readonly string[], values: readonly unknown[]): ColumnMapping => {
    const mapping = mapColumns(names, given, dates);
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
    }
    return mapping;
  };

  const guess = ({ names, values }: ReturnType<typeof flattened>): void => {
    likely.see(mapColumns(names, given).ignored, (name) => values[names.indexOf(name)]);
  };

  const ofRecord = (record: object, wraps: number): RowRead => {
    const row = rowOf(record, known);
    const mapping = row.isNew ? undefined : known.mappingOf(row.set);
    if (mapping !== undefined) {
      if (mapping.places.status.length === 0 && likely.isOpen) guess(flattened(record));
      return ofValues(row.values, mapping, wraps);
    }
    const { names, values } = flattened(record);
    const ofAll = learn(names, values);
    if (ofAll.places.status.length === 0 && likely.isOpen) guess({ names, values });
    const ofSet = row.isWhole ? (known.mappingOf(row.set) ?? known.map(row.set)) : undefined;
    return ofSet === undefined ? ofValues(values, ofAll, wraps) : ofValues(row.values, ofSet, wraps);
  };

  const ofValues = (values: readonly unknown[], mapping: ColumnMapping, wraps: number): RowRead => {
    const row = callOf(values, mapping);
    if (mapping.places.message.length === 0 || row === OTHER_EVENT || tellsAll(row)) {
      return { row, isPlain: true };
    }
    const text = messageOf(values, mapping);
    if (text === undefined) return { row, isPlain: true };
    const wrapped = wraps < MOST_WRAPS && text.startsWith('{') ? parsed(text) : undefined;
    const inner = isObject(wrapped) ? ofRecord(wrapped, wraps + 1).row : undefined;
    return { row: surer(row, inner) ?? surer(row, toldCall(text)) ?? row, isPlain: false };
  };

  return {
    known,
    callOf: (record) => ofRecord(record, 0).row,
    read: (record) => ofRecord(record, 0),
    readValues: (values, mapping) => ofValues(values, mapping, 0),
    keys() {
      const understood = [...columns.values()].sort(
        (a, b) => order(a.column, b.column) || order(a.field, b.field),
      );
      const names = new Set(understood.map(({ column }) => column));
      return {
        ...(likely.column !== undefined && { likelyStatus: likely.column }),
        columns: understood,
        ignoredColumns: [...ignored].filter((name) => !names.has(name)).sort(order),
        names: [...new Set([...names, ...ignored])],
      };
    },
  };
}

/** A row within a text, and that text within another. */
const MOST_WRAPS = 2;

/** Whether no text beside the call can say more: it is one to HubSpot, and its answer was kept where it was refused. */
export function tellsAll(row: ApiCall | RowFault): boolean {
  if (isFault(row) || row.path === undefined || notJudged(row) !== undefined) return false;
  return row.body !== undefined || (row.status ?? 0) < FIRST_REFUSAL;
}

/** What a text tells, with the time of the row that it stands in; undefined where the row itself says as much. */
function surer(row: ApiCall | RowFault, inner: ApiCall | RowFault | undefined): ApiCall | undefined {
  if (inner === undefined || isFault(inner) || notJudged(inner) !== undefined) return undefined;
  const isOfHubSpot = !isFault(row) && row.path !== undefined && notJudged(row) === undefined;
  if (!isOfHubSpot) {
    const at = inner.at ?? row.at;
    const wentWell = inner.told && !isFault(row) && row.status !== undefined && row.status < FIRST_REFUSAL;
    return { ...inner, ...(at !== undefined && { at }), ...(wentWell && { over: true }) };
  }
  const { body, status } = inner;
  return body !== undefined && status === row.status ? { ...row, body, told: true } : undefined;
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
      if (isObject(value) && mayOpen(part, depth)) {
        const isOfHeaders = isHeaders(part);
        walk(
          isOfHeaders ? tellingHeaders(value) : value,
          `${prefix}${part}.`,
          isOfHeaders ? DEEPEST : depth + 1,
        );
      }
    }
  };
  walk(record, '', 1);
  return { names, values };
}

/** What holds further keys may itself be an answer: `request` says nothing where `request.path` does. */
function mayBeRead(field: CallField, value: unknown): boolean {
  return !isObject(value) || ROLES[field].read(value, { msPerUnit: 1, loose: true }) !== undefined;
}

function tellingHeaders(headers: object): object {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isTellingHeader(name)));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
