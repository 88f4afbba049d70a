import { nearestClause } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { looksLikeValue, readName } from './names.ts';
import { CALL_FIELDS, type CallField } from './roles.ts';

/** What the user says of columns, in the order in which it was said. */
export type ColumnMap = readonly { column: string; field: CallField }[];

const EXAMPLE = '--map "Response code=status"';

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
    throw new UsageError(`--map takes column=field, not "${word}".`, { hint: `For example ${EXAMPLE}.` });
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
