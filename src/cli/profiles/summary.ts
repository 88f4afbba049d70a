import { printable } from '../../reporters/layout.ts';
import type { Io } from '../io.ts';
import { table } from '../table.ts';
import type { ProfileOutcome } from './report-file.ts';

/** One line a profile: what was found, and where the report is. */
export function profilesTable(outcomes: readonly ProfileOutcome[], { width }: Io): string {
  const rows = outcomes.map((outcome) => [printable(outcome.profile), printable(tell(outcome))]);
  return `${table(rows, width)}\n\n${verdict(outcomes)}\n`;
}

function verdict(outcomes: readonly ProfileOutcome[]): string {
  const unhealthy = outcomes.filter(({ exitCode }) => exitCode !== 0).length;
  if (unhealthy > 0)
    return `${unhealthy} of ${outcomes.length} profiles ${unhealthy === 1 ? 'needs' : 'need'} a look.`;
  return outcomes.length === 1
    ? 'The one profile is healthy.'
    : `All ${outcomes.length} profiles are healthy.`;
}

function tell({ report, file, message }: ProfileOutcome): string {
  if (!report) return `no report: ${message}`;
  const portal = report.portal.hubId === undefined ? '' : `, portal ${report.portal.hubId}`;
  const [first, ...others] = report.causes.filter(({ followsFrom }) => followsFrom === null);
  const causes = first ? `: ${first.id}${others.length > 0 ? ` and ${others.length} more` : ''}` : '';
  return `${report.status}${causes}${portal} (${file ?? `no file: ${message}`})`;
}
