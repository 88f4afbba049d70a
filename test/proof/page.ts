/** The page of `npm run proof`: what was tried, what came of it, and on which machine. */

/** What became of one part. */
export interface Outcome {
  ended: 'passed' | 'failed' | 'stopped';
  /** Missing where no test was counted. */
  tests?: { passed: number; failed: number; skipped: number };
  /** What failed, by name; a part that has no tests names itself. */
  failed: readonly string[];
  /** Seconds of all processors. */
  cpu?: number;
  /** Seconds until it ended. */
  wall: number;
}

/** Counts by what was counted. */
export type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** One part, tried at one time, of one tree, on one machine. */
export interface PartOfProof extends Outcome {
  name: string;
  /** When it began, ISO 8601. */
  at: string;
  /** Of the tree that was tried. */
  commit: string;
  machine: string;
  figures: Figures;
  /** Of rows that count the same, by what they are about. */
  tables: Readonly<Record<string, Figures>>;
}

/** @param names of all parts, also of those that were not tried */
export function page(parts: readonly PartOfProof[], names: readonly string[]): string {
  const failed = parts.flatMap(({ name, failed }) => failed.map((test) => `- ${name}: ${test}`));
  const lines = [
    '# What was tried, and what came of it',
    '',
    'Made by `npm run proof`, which tries everything with the full counts and writes this page; do not edit it.',
    'A part can be tried again by itself, so each stands here with the commit that it was tried of.',
    '',
    '## Counted',
    '',
    '| what | counts | part |',
    '|---|---|---|',
    ...parts.flatMap(figuresOf).toSorted(),
    '',
    ...parts.flatMap(({ tables }) => Object.entries(tables).flatMap(tableOf)),
    '## Parts',
    '',
    '| part | result | tests | CPU time | time | begun | of |',
    '|---|---|---|---|---|---|---|',
    ...names.map((name) => {
      const part = parts.find((each) => each.name === name);
      return part ? rowOf(part) : `| ${name} | not run |  |  |  |  |  |`;
    }),
    '',
    '## Machine',
    '',
    ...new Set(parts.map(({ machine }) => `- ${machine}`)),
    '',
    '## Failed',
    '',
    ...(failed.length > 0 ? failed : ['Nothing.']),
    '',
  ];
  return lines.join('\n');
}

function figuresOf({ name, figures }: PartOfProof): string[] {
  return Object.entries(figures).map(([what, counts]) => `| ${what} | ${told(counts)} | ${name} |`);
}

function tableOf([about, rows]: [string, Figures]): string[] {
  const columns = [...new Set(Object.values(rows).flatMap(Object.keys))];
  return [
    `## ${about}`,
    '',
    `| | ${columns.join(' | ')} |`,
    `|---|${'---|'.repeat(columns.length)}`,
    ...Object.entries(rows)
      .toSorted()
      .map(([row, counts]) => `| ${row} | ${columns.map((column) => cell(counts[column])).join(' | ')} |`),
    '',
  ];
}

function cell(count: number | undefined): string {
  return count === undefined ? '' : count.toLocaleString('en-US');
}

function rowOf({ name, ended, tests, cpu, wall, at, commit }: PartOfProof): string {
  const counted = tests ? told(tests) : '';
  const begun = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return `| ${name} | ${ended} | ${counted} | ${minutes(cpu)} | ${minutes(wall)} | ${begun} | ${commit} |`;
}

function told(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([what, count]) => `${Math.round(count).toLocaleString('en-US')} ${what}`)
    .join(', ');
}

function minutes(seconds: number | undefined): string {
  return seconds === undefined ? '' : `${(seconds / 60).toFixed(1)} min`;
}
