import { UsageError } from '../../files/usage-error.ts';
import { looksLikeValue } from '../fields/names.ts';
import { CALL_FIELDS } from '../fields/roles.ts';

const MOST_SHOWN = 30;

/** What messages call a log of calls. */
export const API_CALL_LOG = 'API-call log';

/** The error for a log that nothing can be made of; `reason` goes on after the log's name, `is empty`. */
export function unusable(name: string, reason: string, hint?: string): UsageError {
  return notUsable(API_CALL_LOG, name, reason, hint);
}

/** The same for a file of another role. */
export function notUsable(role: string, name: string, reason: string, hint?: string): UsageError {
  return new UsageError(`The ${role} ${name} ${reason}.`, hint === undefined ? {} : { hint });
}

/** A log that can be read, and of which no row says anything of HubSpot's API. */
export class ForeignLog extends UsageError {}

/**
 * How to say which column holds what; names the columns, and shows none that is rather a value.
 *
 * @param open columns that nothing was made of: the first stands in the example
 */
export function mapHint(
  columns: readonly string[],
  open: readonly string[],
  word: 'columns' | 'keys',
): string {
  const shown = columns
    .slice(0, MOST_SHOWN)
    .map((column, index) => (isShown(column) ? `"${column}"` : `(${index + 1})`));
  const more = columns.length > MOST_SHOWN ? `, and ${columns.length - MOST_SHOWN} more` : '';
  const example = open.find(isShown) ?? columns.find(isShown) ?? 'NAME';
  return `Its ${word} are ${shown.join(', ')}${more}. Say which of them hold what: --map "${example}=FIELD", where FIELD is one of ${CALL_FIELDS.join(', ')}. Several pairs stand one after the other.`;
}

function isShown(column: string): boolean {
  return column.trim() !== '' && !looksLikeValue(column);
}
