import type { Waiting } from '../journal.ts';
import { type Row, type Rows, rowsOf } from '../rows.ts';

/** Postgres keeps every character but NUL, which stands there as this one, a noncharacter, with a digit behind it. */
const ESCAPE = '\uFFFE';

/** A text as the store keeps it; the same text always in the same form, so that it is found again. */
export function kept(text: string): string {
  if (!text.includes('\0') && !text.includes(ESCAPE)) return text;
  return text.replaceAll(ESCAPE, `${ESCAPE}1`).replaceAll('\0', `${ESCAPE}0`);
}

/** The text that was kept. */
export function given(value: unknown): string {
  const text = String(value);
  if (!text.includes(ESCAPE)) return text;
  return text.replaceAll(`${ESCAPE}0`, '\0').replaceAll(`${ESCAPE}1`, ESCAPE);
}

export const ROWS: Rows = rowsOf(given);

export function toWaiting(row: Row): Waiting {
  return { id: row['id'] as number, lane: given(row['lane']) };
}
