export { type Bundle, type BundleContext, type BundleParts, givenOf, makeBundle } from './bundle.ts';
export { type ReadBundle, readBundle } from './read-bundle.ts';
export type { ComparableCause, ComparableCheck, ComparableReport } from './read-report.ts';
export { readSavedRun, type SavedRun } from './read-saved-run.ts';
export { redactEvidence } from './redact-evidence.ts';
export { type RulesOfToday, rulesNote } from './rules-note.ts';
export { writeBundle } from './write-bundle.ts';
