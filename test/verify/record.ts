/** What came of the questions, as it is shown and as it is handed back. */
import type { Seen } from './asked.ts';
import type { Outcome } from './question.ts';

export interface Finding {
  id: string;
  asks: string;
  outcome: Outcome;
  seen: readonly Seen[];
}

/** No id, name, text or secret of anybody is in it. */
export interface VerificationRecord {
  tool: string;
  /** ISO time. */
  at: string;
  /** The region as the token's prefix has it. */
  region: string | null;
  findings: readonly Finding[];
}

/** A line a question: what was told, or what has to be there. */
export function lineOf({ asks, outcome }: Finding): string {
  if ('open' in outcome) return `?  ${asks}\n   Open: ${outcome.open}`;
  const settles = outcome.reading === undefined ? '' : ` (${outcome.reading})`;
  return `=  ${asks}\n   ${outcome.told}${settles}`;
}
