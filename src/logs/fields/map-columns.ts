import { type ColumnMap, isSameColumn } from './column-map.ts';
import { readName } from './names.ts';
import { type ColumnRole, type KnownField, rolesOf } from './roles.ts';

/** Where a value lies in a row, and how it is to be read. */
export interface Place {
  index: number;
  msPerUnit: number;
  loose: boolean;
}

/** Which columns of a header, or keys of an object, were taken for what. */
export interface ColumnMapping {
  columns: { column: string; field: string }[];
  /** Columns that nothing is made of. */
  ignored: string[];
  /** For each field the places to look at, surest first. */
  places: Record<KnownField, readonly Place[]>;
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
 */
export function mapColumns(header: readonly string[], given: ColumnMap = []): ColumnMapping {
  const candidates = header.flatMap((column, index) => candidatesFor(column, index, given));
  const kept = candidates.filter((candidate) => !isSecondMeaning(candidate, candidates)).sort(bySurest);
  const called = kept.filter(({ field }) => field !== 'kind' && field !== 'correlationId');
  const understood = new Set(kept.map(({ index }) => index));
  return {
    columns: called.sort((a, b) => a.index - b.index).map(({ column, field }) => ({ column, field })),
    ignored: header.filter((_, index) => !understood.has(index)),
    places: placesOf(kept.sort(bySurest)),
  };
}

function candidatesFor(column: string, index: number, given: ColumnMap): Candidate[] {
  const roles = rolesOf(column);
  const said = given.filter((pair) => isSameColumn(column, pair.column));
  if (said.length === 0) return roles.map((role) => ({ ...role, column, index }));
  return said.map(({ field }) => ({
    field,
    rank: GIVEN_RANK,
    msPerUnit: roles.find((role) => role.field === field)?.msPerUnit ?? readName(column).msPerUnit ?? 1,
    loose: false,
    column,
    index,
  }));
}

/** A column with two meanings (`Response`: a status, or what was answered) keeps those that no surer column has. */
function isSecondMeaning(candidate: Candidate, all: readonly Candidate[]): boolean {
  const meanings = all.filter(({ index }) => index === candidate.index);
  if (meanings.length < 2) return false;
  return all.some(
    ({ field, index, rank }) =>
      field === candidate.field && index !== candidate.index && rank < candidate.rank,
  );
}

function bySurest(a: Candidate, b: Candidate): number {
  return a.rank - b.rank || (a.column < b.column ? -1 : 1);
}

function placesOf(candidates: readonly Candidate[]): ColumnMapping['places'] {
  const of = (field: KnownField): Place[] =>
    candidates
      .filter((candidate) => candidate.field === field)
      .map(({ index, msPerUnit, loose }) => ({ index, msPerUnit, loose }));
  return {
    method: of('method'),
    path: of('path'),
    status: of('status'),
    at: of('at'),
    durationMs: of('durationMs'),
    category: of('category'),
    body: of('body'),
    kind: of('kind'),
    correlationId: of('correlationId'),
  };
}
