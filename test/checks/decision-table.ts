/**
 * All that a check can say, and what leads to it. Begins where all is as it should be, and where nothing is known; tries
 * every state of every fact that the check declares, and goes on from each verdict that was not seen before.
 */
import type { CheckId } from '../../checks/index.ts';
import type { Defined } from '../../checks/shared/define-check.ts';
import { CONNECTION_MODES, type ConnectionMode } from '../../src/core/connection.ts';
import type { EvidenceByKey } from '../../src/core/evidence.ts';
import type { FindingDetails, Verdict } from '../../src/core/verdict.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { STATES, type State } from './states/index.ts';

/** One verdict of a check. */
export interface Row {
  verdict: Verdict;
  /** The shortest way that leads to it: where it begins, and what is otherwise there. */
  way: string;
  /** What leads to it by itself, beside the shortest way. */
  also: string[];
  /** How many of the ways that were tried lead to it. */
  ways: number;
}

interface World {
  /** What is known, by fact. */
  states: ReadonlyMap<string, State>;
  mode: ConnectionMode;
  /** In what it differs from where it began. */
  words: string;
  steps: number;
}

/** So many facts are otherwise than where it began, at most. */
const MOST_STEPS = 3;

export function decisionTable(check: Defined<CheckId, CheckId>): Row[] {
  const states = [...new Set([...check.needs, ...(check.uses ?? []), ...shownBy(check)])].map(
    (key) => STATES.get(key) ?? [],
  );
  const rows = new Map<string, Row>();
  const kinds = new Set<string>();
  const worlds = beginnings(check, states);
  // What is added is looked at too.
  for (const world of worlds) {
    for (const next of [...(world.steps === 0 ? [world] : []), ...neighbours(world, states)]) {
      const verdict = judge(check, next);
      const said = [verdict.status, ...textOf(verdict)].join('\n');
      const row = rows.get(said);
      if (row !== undefined) {
        row.ways += 1;
        if (next.steps === 1 && next.mode === 'legacy-app') row.also.push(next.words);
        continue;
      }
      rows.set(said, { verdict, way: next.words, also: [], ways: 1 });
      const kind = kindOf(verdict);
      const leadsOn = next.steps === 1 || (next.steps < MOST_STEPS && !kinds.has(kind));
      if (next.steps > 0 && leadsOn) worlds.push(next);
      kinds.add(kind);
    }
  }
  return [...rows.values()];
}

/** Verdicts of one kind differ in what they name, and lead on to the same. */
function kindOf({ status, question, findings: [first, ...rest] }: Verdict): string {
  return [status, question, first?.cause, first?.confidence, rest.length].join(' ');
}

function shownBy({ shown }: Defined<CheckId>) {
  return shown ? [shown.by] : [];
}

/** In each way of connecting: all as it should be, where a live test that would settle it was not made; and nothing known. */
function beginnings(check: Defined<CheckId>, states: readonly (readonly State[])[]): World[] {
  const usual = states.flatMap(([first]) =>
    first && first.key !== check.shown?.by ? [[first.key, first] as const] : [],
  );
  return CONNECTION_MODES.flatMap((mode) => {
    const begun = mode === 'legacy-app' ? '' : `${mode}, `;
    return [
      { states: new Map(usual), mode, words: `${begun}as it should be`, steps: 0 },
      ...(mode === 'legacy-app' ? [{ states: new Map(), mode, words: 'nothing known', steps: 0 }] : []),
    ];
  });
}

function neighbours(world: World, states: readonly (readonly State[])[]): World[] {
  return states
    .flat()
    .filter((state) => world.states.get(state.key) !== state)
    .map((state) => ({
      ...world,
      states: new Map(world.states).set(state.key, state),
      words: `${world.words}, ${world.steps === 0 ? 'but' : 'and'} ${state.key} ${state.name}`,
      steps: world.steps + 1,
    }));
}

function judge(check: Defined<CheckId>, { states, mode }: World): Verdict {
  const evidence: EvidenceByKey = Object.fromEntries(
    [...states].map(([key, state]) => [key, state.evidence]),
  );
  const symptom = check.onlyUnder?.[0];
  const context = { mode, conversation: 'named', ...(symptom && { symptom }), now: () => 0 } as const;
  const [verdict] = runChecks([check], evidence, context);
  if (!verdict) throw new Error('The runner gave no verdict.');
  return verdict;
}

/** All that a verdict says, line by line. */
function textOf({ summary, measured, expected, question, findings }: Verdict): string[] {
  return [
    summary,
    ...(measured === undefined ? [] : [`measured: ${measured}`]),
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(question === undefined ? [] : [`asks: ${question}`]),
    ...findings.map(({ cause, confidence, details = {} }) =>
      [`cause: ${cause}`, ...(confidence ? [confidence] : []), ...sayDetails(details)].join(', '),
    ),
  ];
}

function sayDetails(details: FindingDetails): string[] {
  return Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
}

export function printed(rows: readonly Row[]): string {
  return `${rows.map(print).join('\n\n')}\n`;
}

const MOST_LISTED = 3;

function print({ verdict, way, also, ways }: Row): string {
  return [
    `${verdict.status.toUpperCase()} ${textOf(verdict).join('\n  ')}`,
    ...[way, ...also.slice(0, MOST_LISTED)].map((words) => `  - ${words}`),
    ...(also.length > MOST_LISTED ? [`  - ${also.length - MOST_LISTED} others`] : []),
    `  ways: ${ways}`,
  ].join('\n');
}
