import { SKIP_REASONS } from './skip-reasons.ts';

/** A reason of the journal with how often it stands there. */
export interface CountedReason {
  reason: string;
  count: number;
}

/** Why events were skipped, in words; a reason without words is shown as the journal has it. */
export function sayReason(reason: string): string {
  return SKIP_REASONS[reason]?.meaning ?? reason;
}

/** The most frequent first; equal counts stay in the order of the journal. */
export function byFrequency(reasons: readonly CountedReason[]): CountedReason[] {
  return reasons.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

export function total(reasons: readonly CountedReason[]): number {
  return reasons.reduce((sum, { count }) => sum + count, 0);
}
