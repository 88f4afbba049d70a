import { COLUMN } from '../../core/flags/values.ts';
import { nearestClause } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { looksLikeValue, readName } from './names.ts';
import {
  CALL_FIELDS,
  type CallField,
  type ColumnRole,
  isCallField,
  type NameHints,
  ROLE_NAMES,
  type Role,
  rolesOf,
} from './roles.ts';
import type { DateOrder } from './time.ts';
import { type WritersWord, writersWords } from './writers.ts';

/** What `--map` says of columns, in the order in which it was said. */
export type ColumnMap = readonly { column: string; field: CallField }[];

/**
 * Reads the values of `--map`. A column may contain `=` itself: the last one separates.
 *
 * @throws {UsageError} for a word that is no `column=field`, an unknown field, and a column that is named twice
 */
export function parseColumnMap(words: readonly string[]): ColumnMap {
  const pairs = words.map(parsePair);
  const twice = pairs.find(({ column }, index) => pairs.findIndex((pair) => pair.column === column) < index);
  if (twice) throw new UsageError(`--map names the column "${twice.column}" twice.`);
  return pairs;
}

function parsePair(word: string): ColumnMap[number] {
  const at = word.lastIndexOf('=');
  const column = word.slice(0, at).trim();
  const wanted = word.slice(at + 1).trim();
  if (at < 0 || column === '' || wanted === '') {
    throw new UsageError(`--map takes column=field, not "${word}".`, {
      hint: `For example: --map ${COLUMN.example}`,
    });
  }
  const field = CALL_FIELDS.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (field) return { column, field };
  throw new UsageError(
    `--map knows no field "${wanted}"${nearestClause(wanted, CALL_FIELDS)}. Fields: ${CALL_FIELDS.join(', ')}.`,
  );
}

/** Whether a column is the one that `--map` names: as it stands, or but for case, blanks and punctuation. */
export function isSameColumn(column: string, named: string): boolean {
  return column === named || (readName(column).key === readName(named).key && readName(named).key !== '');
}

/** @throws {UsageError} where `--map` names a column that the log has not got; names the nearest */
export function expectColumns(map: ColumnMap, columns: readonly string[], log: string): void {
  for (const { column } of map) {
    if (columns.some((name) => isSameColumn(name, column))) continue;
    const shown = columns.filter((name) => !looksLikeValue(name));
    throw new UsageError(
      `The API-call log ${log} has no column "${column}", which --map names${nearestClause(column, shown)}.`,
    );
  }
}

/** Where a value lies in a row, and how it is to be read. */
export interface Place extends NameHints {
  index: number;
}

/** Which columns of a header, or keys of an object, were taken for what. */
export interface ColumnMapping {
  columns: { column: string; field: CallField }[];
  /** Columns that nothing is made of. */
  ignored: string[];
  /** For each role the places to look at, surest first. */
  places: Readonly<Record<Role, readonly Place[]>>;
}

interface Candidate extends ColumnRole {
  column: string;
  index: number;
}

const GIVEN_RANK = -1;

/**
 * Tells which column holds what, by name: case, blanks, underscores and punctuation make no difference, and common
 * other names are known. Several columns may hold one field; the surest that has a value counts.
 *
 * @param header columns of a CSV, or keys of an object, with dots for keys within keys
 * @param given what `--map` says: it outweighs every name, and its columns hold nothing else
 * @param dates how the log writes dates with slashes
 */
export function mapColumns(
  header: readonly string[],
  given: ColumnMap = [],
  dates?: DateOrder,
): ColumnMapping {
  const wordOf = writersWords(header);
  const candidates = header.flatMap((column, index) => candidatesFor(column, index, given, wordOf(column)));
  const kept = candidates.filter((candidate) => !isSecondMeaning(candidate, candidates)).sort(bySurest);
  const understood = new Set(kept.map(({ index }) => index));
  return {
    columns: kept
      .toSorted((a, b) => a.index - b.index)
      .flatMap(({ column, role }) => (isCallField(role) ? [{ column, field: role }] : [])),
    ignored: header.filter((_, index) => !understood.has(index)),
    places: placesOf(kept, dates),
  };
}

function candidatesFor(
  column: string,
  index: number,
  given: ColumnMap,
  { msPerUnit, isOwnMachine }: WritersWord,
): Candidate[] {
  const roles = rolesOf(column)
    .filter(({ role }) => !(isOwnMachine && role === 'host'))
    .map((role) => (msPerUnit === undefined ? role : { ...role, msPerUnit }));
  const said = given.filter((pair) => isSameColumn(column, pair.column));
  if (said.length === 0) return roles.map((role) => ({ ...role, column, index }));
  return said.map(({ field }) => ({
    role: field,
    rank: GIVEN_RANK,
    msPerUnit: roles.find(({ role }) => role === field)?.msPerUnit ?? readName(column).msPerUnit ?? 1,
    loose: false,
    column,
    index,
  }));
}

/** A column with two meanings (`Response`: a status, or what was answered) keeps those that no surer column has. */
function isSecondMeaning(candidate: Candidate, all: readonly Candidate[]): boolean {
  const meanings = all.filter(({ index, role }) => index === candidate.index && isCallField(role));
  if (meanings.length < 2 || !meanings.includes(candidate)) return false;
  return all.some(
    ({ role, index, rank }) => role === candidate.role && index !== candidate.index && rank < candidate.rank,
  );
}

function bySurest(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || (a.column < b.column ? -1 : 1);
}

function placesOf(candidates: readonly Candidate[], dates?: DateOrder): ColumnMapping['places'] {
  const ofRole = (role: Role): Place[] =>
    candidates
      .filter((candidate) => candidate.role === role)
      .map(({ index, msPerUnit, loose }) => ({ index, msPerUnit, loose, ...(dates && { dates }) }));
  return Object.fromEntries(ROLE_NAMES.map((role) => [role, ofRole(role)])) as Record<Role, Place[]>;
}
