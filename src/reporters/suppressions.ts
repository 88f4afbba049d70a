import type { ReportCheck } from '../core/report.ts';
import type { Suppression, SuppressionUse } from '../core/suppression.ts';

/** Says of a failure that somebody has decided to live with it for a while, and why. */
export function acceptance({ reason, expires }: Pick<Suppression, 'reason' | 'expires'>): string {
  return `Accepted until ${expires}: ${reason}`;
}

/** What a check concludes and, where its failure is accepted, until when and why. */
export function conclusion({ summary, suppressed }: ReportCheck): string {
  return suppressed === undefined ? summary : `${summary} ${acceptance(suppressed)}`;
}

/** A sentence for each entry of the file of suppressions that does nothing; none for those that cover a failure. */
export function idleSuppressions(use: SuppressionUse | undefined): string[] {
  if (use === undefined) return [];
  return [
    ...use.expired.map(
      ({ check, expires, reason }) =>
        `${check}: the suppression expired after ${expires} and covers nothing any more (${reason})`,
    ),
    ...use.unused.map(
      ({ check, reason }) =>
        `${check}: the suppression is not needed, the check found nothing wrong (${reason})`,
    ),
  ];
}
