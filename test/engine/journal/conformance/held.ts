import { test } from 'vitest';
import type { Journal } from '../../../../src/engine/journal/journal.ts';
import type { RedactionOptions } from '../../../../src/engine/journal/redaction.ts';

/** A journal in a test's hands. */
export interface Held {
  journal: Journal;
  /** Ends the engine without finishing anything and starts the next one on the same journal. */
  restart(): Promise<Journal>;
}

/** Runs with a new journal and clears it away. */
export type WithJournal = (run: (held: Held) => Promise<void>, options?: RedactionOptions) => Promise<void>;

export function inJournalOf(withJournal: WithJournal) {
  return (title: string, run: (held: Held) => Promise<void>, options?: RedactionOptions) =>
    test(title, () => withJournal(run, options));
}
