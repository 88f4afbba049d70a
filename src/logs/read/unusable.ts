import { UsageError } from '../../config/usage-error.ts';
import { CALL_FIELDS, looksLikeValue } from '../fields/index.ts';

const MOST_SHOWN = 30;

/** The error for a log that nothing can be made of; `reason` goes on after the log's name, `is empty`. */
export function unusable(name: string, reason: string, hint?: string): UsageError {
  return new UsageError(`The API-call log ${name} ${reason}.`, hint === undefined ? {} : { hint });
}

/** How to say which column holds what; names the columns, and shows none that is rather a value. */
export function mapHint(columns: readonly string[], word: 'columns' | 'keys'): string {
  const shown = columns
    .slice(0, MOST_SHOWN)
    .map((column, index) =>
      looksLikeValue(column) || column.trim() === '' ? `(${index + 1})` : `"${column}"`,
    );
  const more = columns.length > MOST_SHOWN ? `, and ${columns.length - MOST_SHOWN} more` : '';
  return `Its ${word} are ${shown.join(', ')}${more}. Say which of them hold what with --map NAME=FIELD, for example --map "Answer=status"; the fields are ${CALL_FIELDS.join(', ')}.`;
}
