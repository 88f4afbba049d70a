/** The page of `npm run proof`: what was tried, what came of it, and on which machine. */

/** What became of one part. */
export interface Outcome {
  part: string;
  ended: 'passed' | 'failed' | 'stopped' | 'not run';
  /** Missing where no test was counted. */
  tests?: { passed: number; failed: number; skipped: number };
  /** What failed, by name; a part that has no tests names itself. */
  failed: readonly string[];
  /** Seconds of all processors. */
  cpu?: number;
  /** Seconds until it ended. */
  wall?: number;
}

export interface Proof {
  /** ISO 8601. */
  at: string;
  /** Of the tree that was tried. */
  commit: string;
  /** Each a line. */
  machine: readonly string[];
  outcomes: readonly Outcome[];
  /** Sums by row. */
  figures: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

export function page(proof: Proof): string {
  const failed = proof.outcomes.flatMap(({ part, failed }) => failed.map((name) => `- ${part}: ${name}`));
  const lines = [
    '# What was tried, and what came of it',
    '',
    'Made by `npm run proof`, which tries everything with the full counts and writes this page; do not edit it.',
    '',
    `Of ${proof.commit}, ${proof.at}, on ${proof.machine.join(', ')}.`,
    '',
    '## Counted',
    '',
    '| what | counts |',
    '|---|---|',
    ...[...proof.figures].toSorted(byRow).map(([row, counts]) => `| ${row} | ${told(counts)} |`),
    '',
    '## Parts',
    '',
    '| part | result | tests | CPU time | time |',
    '|---|---|---|---|---|',
    ...proof.outcomes.map(rowOf),
    '',
    '## Failed',
    '',
    ...(failed.length > 0 ? failed : ['Nothing.']),
    '',
  ];
  return lines.join('\n');
}

function byRow([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function rowOf({ part, ended, tests, cpu, wall }: Outcome): string {
  const counted = tests ? told(tests) : '';
  return `| ${part} | ${ended} | ${counted} | ${minutes(cpu)} | ${minutes(wall)} |`;
}

function told(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([what, count]) => `${Math.round(count).toLocaleString('en-US')} ${what}`)
    .join(', ');
}

function minutes(seconds: number | undefined): string {
  return seconds === undefined ? '' : `${(seconds / 60).toFixed(1)} min`;
}
