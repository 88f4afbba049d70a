/** What became of the mutants: how many were noticed, and which were not. */
import type { Accepted } from './accepted.ts';
import type { Tested, TestedFiles } from './tester.ts';

const NOTICED: readonly Tested['status'][] = ['Killed', 'Timeout'];
const MISSED: readonly Tested['status'][] = ['Survived', 'NoCoverage'];

/** Where a mutant is, and what it puts in the place of what. */
export interface Change {
  file: string;
  /** From 1. */
  at: number;
  /** The line on which it begins, without the space around it. */
  line: string;
  /** `a <= b -> a < b`, each on one line. */
  change: string;
}

export interface Miss extends Change {
  status: Tested['status'];
  /** Why it is left; absent where nothing excuses it. */
  reason?: string;
}

export interface Score {
  noticed: number;
  /** Of those, the ones that ran for ever. */
  endless: number;
  /** Missed, and listed with a reason. */
  accepted: number;
  /** Of how many that could be tried, the listed ones among them. */
  of: number;
}

/** Each mutant that no test noticed, with the reason where one is listed. */
export function missesOf(files: TestedFiles, accepted: readonly Accepted[]): Miss[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => MISSED.includes(status))
      .map(({ status, location, replacement }) => {
        const change = changeOf(file, source, { location, replacement });
        const reason = accepted.find((each) => isOf(each, change))?.reason;
        return { ...change, status, ...(reason !== undefined && { reason }) };
      }),
  );
}

/** @param location lines and columns from 1 */
export function changeOf(
  file: string,
  source: string,
  { location: { start, end }, replacement }: Pick<Tested, 'location' | 'replacement'>,
): Change {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const from = lines.map((line, index) =>
    line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined).trim(),
  );
  return {
    file,
    at: start.line,
    line: (lines[0] ?? '').trim(),
    change: `${from.join(' ')} -> ${replacement.replaceAll(/\s+/g, ' ')}`,
  };
}

export function isOf(accepted: Accepted, { file, line, change }: Change): boolean {
  return accepted.file === file && accepted.line === line && accepted.change === change;
}

export function scoreOf(files: TestedFiles, accepted: readonly Accepted[]): Score {
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const misses = missesOf(files, accepted);
  const noticed = mutants.filter(({ status }) => NOTICED.includes(status)).length;
  return {
    noticed,
    endless: mutants.filter(({ status }) => status === 'Timeout').length,
    accepted: misses.filter(({ reason }) => reason !== undefined).length,
    of: noticed + misses.length,
  };
}

/** What was noticed of what could be, from 0 to 100: the listed ones are left out. */
export function percentOf({ noticed, accepted, of }: Score): number {
  return (100 * noticed) / (of - accepted);
}

/** The folder that holds one idea: `checks/token`, `src/doctor`. */
function roomOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('src/doctor') ? 2 : -1)
    .join('/');
}

/** A line a room. */
export function table(files: TestedFiles, accepted: readonly Accepted[]): string {
  const rooms = Map.groupBy(Object.entries(files), ([path]) => roomOf(path));
  const rows = [...rooms].toSorted().map(([room, entries]) => {
    const score = scoreOf(Object.fromEntries(entries), accepted);
    const listed = score.accepted > 0 ? `, ${score.accepted} listed` : '';
    return `${room.padEnd(28)} ${String(score.noticed).padStart(4)} of ${score.of}${listed}`;
  });
  return `${rows.join('\n')}\n`;
}

/** One line for each miss: those that nothing excuses first. */
export function missLines(misses: readonly Miss[]): string[] {
  const inOrder = misses.toSorted(
    (one, other) => Number(one.reason !== undefined) - Number(other.reason !== undefined),
  );
  return inOrder.map(({ file, at, status, change, reason }) =>
    reason === undefined
      ? `${file}:${at} ${status}: ${change}`
      : `${file}:${at} listed: ${change}; ${reason}`,
  );
}
