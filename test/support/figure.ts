import { appendFileSync } from 'node:fs';
import { env } from 'node:process';

/** One line of the file in which figures are collected: what was tried, and what came of it. */
export interface Counted {
  /** Whose rows count the same and stand below each other; without one a row stands by itself. */
  table?: string;
  row: string;
  counts: Readonly<Record<string, number>>;
}

/**
 * Counts for the page of `npm run proof`, before anything is expected of them, so that what fails is counted too. The
 * counts of a row are added up over all tests and processes. Nothing is kept where no page is made.
 */
export function figure(row: string, counts: Counted['counts'], table?: string): void {
  const file = env['PROOF_FIGURES'];
  if (file)
    appendFileSync(file, `${JSON.stringify({ ...(table && { table }), row, counts } satisfies Counted)}\n`);
}
