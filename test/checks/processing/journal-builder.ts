import type { JournalSummary } from '../../../src/core/journal-summary.ts';

export function journal(over: Partial<JournalSummary> = {}): JournalSummary {
  return { received: 1, done: 1, skipped: [], failed: [], events: [], threadIds: [], ...over };
}
