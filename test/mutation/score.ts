/** What became of the mutants: how many were noticed, and which were not. */
import type { Tested, TestedFiles } from './tester.ts';

const NOTICED: readonly Tested['status'][] = ['Killed', 'Timeout'];
const MISSED: readonly Tested['status'][] = ['Survived', 'NoCoverage'];

export interface Score {
  noticed: number;
  /** Of how many that could be tried. */
  of: number;
}

export function scoreOf(files: readonly TestedFiles[string][]): Score {
  const mutants = files.flatMap((file) => file.mutants);
  const noticed = mutants.filter(({ status }) => NOTICED.includes(status)).length;
  const missed = mutants.filter(({ status }) => MISSED.includes(status)).length;
  return { noticed, of: noticed + missed };
}

/** The folder that holds one idea: `checks/token`, `src/doctor`. */
function roomOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('src/doctor') ? 2 : -1)
    .join('/');
}

/** A line a room. */
export function table(files: TestedFiles): string {
  const rooms = Map.groupBy(Object.entries(files), ([path]) => roomOf(path));
  const rows = [...rooms].toSorted().map(([room, entries]) => {
    const { noticed, of } = scoreOf(entries.map(([, file]) => file));
    return `${room.padEnd(28)} ${String(noticed).padStart(4)} of ${of}`;
  });
  return `${rows.join('\n')}\n`;
}

/** Each mutant that no test noticed, with its place and what stood there. */
export function survivorsOf(files: TestedFiles): string[] {
  return Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants
      .filter(({ status }) => MISSED.includes(status))
      .map((mutant) => `${path}:${mutant.location.start.line} ${mutant.status}: ${changeOf(mutant, source)}`),
  );
}

function changeOf({ location: { start, end }, replacement }: Tested, source: string): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const from = lines.map((line, index) =>
    line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined).trim(),
  );
  return `${from.join(' ')} -> ${replacement.replaceAll(/\s+/g, ' ')}`;
}
