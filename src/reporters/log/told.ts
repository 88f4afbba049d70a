/** What is told of all that was read: calls, deliveries, or both, where files of both were named. */
import type { LoggedReport } from '../../core/report.ts';
import { deliveryBackground, deliveryHeadline, deliveryReading, deliverySections } from './deliveries.ts';
import { headline, type Reading, readingOf, restOf, SHOWN_IN_FULL } from './reading.ts';
import { backgroundOf, findingsOf, type LogSection } from './sections.ts';
import { many } from './words.ts';

type Logged = Pick<LoggedReport, 'log' | 'deliveries'>;

/** Whether any log of calls was among the files. */
function hasCalls({ log, deliveries }: Logged): boolean {
  return deliveries === undefined || log.files.length > 0;
}

/** A line for each kind. */
export function headlines(report: Logged): string[][] {
  const { log, deliveries } = report;
  return [
    ...(hasCalls(report) ? [headline(log)] : []),
    ...(deliveries ? [deliveryHeadline(deliveries)] : []),
  ];
}

export function readings(report: Logged): Reading[] {
  const { log, deliveries } = report;
  return [...(hasCalls(report) ? readingOf(log) : []), ...(deliveries ? deliveryReading(deliveries) : [])];
}

export function findings(report: Logged, full: boolean): LogSection[] {
  const { log, deliveries } = report;
  return [...findingsOf(log, full), ...(deliveries ? deliverySections(deliveries) : [])];
}

export function background({ log, deliveries }: Logged): LogSection[] {
  return [...backgroundOf(log), ...(deliveries ? deliveryBackground(deliveries) : [])];
}

/** What is told beside a cause, in a line. */
export function rest(report: Logged): string {
  const { log, deliveries } = report;
  const read = deliveries ? `${many(deliveries.deliveries, 'delivery', 'deliveries')} read` : '';
  if (!hasCalls(report)) return `${read}; files: --full`;
  return [read, restOf(log)].filter((part) => part !== '').join(', ');
}

/** What `--full` would show besides. */
export function shownInFull(report: Logged): string {
  return hasCalls(report) ? SHOWN_IN_FULL : 'files';
}
