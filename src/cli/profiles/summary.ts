import type { Report } from '../../core/report.ts';
import { jsonText, printable, spelledOut } from '../../redact/printable.ts';
import type { ProfileRun } from '../../run/profiles.ts';
import { EXIT, worst } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { table } from '../table.ts';

/** Letters; more would leave no room beside the name. */
const LONGEST_NAME = 40;

/** What is told of one profile when all have ended; its report is in its file by then. */
export interface ProfileSummary {
  profile: string;
  exitCode: number;
  status: Report['status'] | null;
  /** Id of the portal, where it is known. */
  portal: number | null;
  causes: string[];
  /** The first of those that no other cause explains, and how many more of them there are. */
  root: { id: string; more: number } | null;
  /** File with the report, as it is to be printed; null where there is none. */
  file: string | null;
  /** Why there is no report, or no file with it; null where there is. */
  message: string | null;
}

export function summaryOf(
  { profile, report, outcome }: ProfileRun,
  file: string | null,
  message: string | null,
): ProfileSummary {
  const [first, ...others] = report?.causes.filter(({ followsFrom }) => followsFrom === null) ?? [];
  const exitCode = outcome === 'unusable' ? EXIT.usage : EXIT[outcome];
  return {
    profile,
    exitCode: report && file === null ? worst([exitCode, EXIT.usage]) : exitCode,
    status: report?.status ?? null,
    portal: report?.portal.hubId ?? null,
    causes: report?.causes.map(({ id }) => id) ?? [],
    root: first ? { id: first.id, more: others.length } : null,
    file,
    message,
  };
}

/** One line a profile: what was found, and where the report is. */
export function profilesTable(summaries: readonly ProfileSummary[], { width }: Io): string {
  const rows = summaries.map((summary) => [shownName(summary.profile), printable(resultOf(summary))]);
  return `${table(rows, width)}\n\n${verdict(summaries)}\n`;
}

/** A name of any length and of any signs, as one line shows it; what cannot be seen is written out. */
export function shownName(profile: string): string {
  const letters = [...spelledOut(profile)];
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join('')}...` : letters.join('');
}

export function summaryJson(summaries: readonly ProfileSummary[], exitCode: number): string {
  const profiles = summaries.map(({ root: _root, ...summary }) => summary);
  return `${jsonText({ schemaVersion: 1, exitCode, profiles }, 2)}\n`;
}

function verdict(summaries: readonly ProfileSummary[]): string {
  const troubled = summaries.filter(({ exitCode }) => exitCode !== EXIT.clean).length;
  if (troubled > 0)
    return `${troubled} of ${summaries.length} profiles ${troubled === 1 ? 'needs' : 'need'} a look.`;
  if (summaries.every(({ status }) => status === 'healthy')) {
    return summaries.length === 1
      ? 'The one profile is healthy.'
      : `All ${summaries.length} profiles are healthy.`;
  }
  const counts = [...Map.groupBy(summaries, ({ status }) => status)].map(
    ([status, those]) => `${those.length} ${status}`,
  );
  return `Nothing counts as a problem: ${counts.join(', ')}.`;
}

function resultOf({ status, portal, root, file, message }: ProfileSummary): string {
  if (status === null) return `no report: ${message}`;
  const more = root && root.more > 0 ? ` and ${root.more} more` : '';
  const causes = root ? `: ${root.id}${more}` : '';
  const ofPortal = portal === null ? '' : `, portal ${portal}`;
  return `${status}${causes}${ofPortal} (${file ?? `no file: ${message}`})`;
}
