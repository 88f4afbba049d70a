export { JournalUnusable, StepRefused } from './errors.ts';
export type * from './journal.ts';
export { createMemoryJournal } from './memory.ts';
export type { RedactionOptions } from './redaction.ts';
export { openSqliteJournal, type SqliteJournalOptions } from './sqlite.ts';
export { journalSummary } from './summary.ts';
