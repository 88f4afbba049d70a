export { StepRefused } from './errors.ts';
export { type FollowedJournal, followJournal } from './follow.ts';
export type * from './journal.ts';
export { createMemoryJournal } from './memory.ts';
export type { RedactionOptions } from './redaction.ts';
export { DEFAULT_JOURNAL, openSqliteJournal, type SqliteJournalOptions, withJournal } from './sqlite.ts';
export { journalSummary } from './summary.ts';
