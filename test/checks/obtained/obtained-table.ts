/**
 * All that a probe can obtain, and what leads to it: with each of the things that somebody may give, each state of the
 * facts that come before, and each answer to the reads that it then makes; two of them otherwise than usual at most.
 */

import * as v from 'valibot';
import { type EvidenceKey, type EvidenceSet, FACTS } from '../../../checks/facts.ts';
import type { Probe, World } from '../../../checks/shared/probe.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../../../src/core/evidence.ts';
import type { Given } from '../../../src/core/given.ts';
import { STATES, type State } from '../states/index.ts';
import { ANSWERS, type Answer } from './answers.ts';
import { GIVENS, NOTHING, NOW } from './givens.ts';

/** What one probe came to, and all that leads to it by the fewest changes. */
export interface Row {
  /** What was obtained, or why not; then the reads that it took. */
  text: string;
  way: string;
  also: string[];
  /** How many of the ways that were tried lead to it. */
  ways: number;
}

interface Setting {
  given: Given;
  got: ReadonlyMap<string, State>;
  answers: ReadonlyMap<string, Answer>;
  words: string;
  /** In how much it differs from where it began. */
  steps: number;
}

const MOST_STEPS = 2;

export async function obtainedTable(probe: Probe): Promise<Row[]> {
  const rows = new Map<string, Row>();
  const kinds = new Set<string>();
  const looked = new Set<string>();
  const open = new Map(Object.entries(GIVENS));
  // What a probe never looks at need not be given to it.
  for (const begun = beginnings(probe, 'nothing', {}, looked); begun.length > 0; ) {
    await follow(probe, begun.splice(0), rows, kinds);
    for (const [name, given] of open) {
      if (!Object.keys(given).some((each) => looked.has(each))) continue;
      open.delete(name);
      begun.push(...beginnings(probe, name, given, looked));
    }
  }
  return [...rows.values()];
}

async function follow(probe: Probe, settings: Setting[], rows: Map<string, Row>, kinds: Set<string>) {
  // What is added is looked at too.
  for (const setting of settings) {
    const { text, kind, reads } = await obtained(probe, setting);
    const row = rows.get(text);
    if (row === undefined) rows.set(text, { text, way: setting.words, also: [], ways: 1 });
    else {
      row.ways += 1;
      if (setting.steps === 1) row.also.push(setting.words);
    }
    const leadsOn = setting.steps === 0 || (setting.steps < MOST_STEPS && !kinds.has(kind));
    kinds.add(kind);
    if (leadsOn) settings.push(...neighbours(probe, setting, reads));
  }
}

/**
 * With something given: all that comes before as it should be, and nothing known of it.
 *
 * @param looked takes in what of the given is looked at
 */
function beginnings({ after }: Probe, name: string, more: Partial<Given>, looked: Set<string>): Setting[] {
  const given = new Proxy<Given>(
    { ...NOTHING, ...more },
    {
      get: (target, key) => {
        looked.add(String(key));
        return Reflect.get(target, key);
      },
    },
  );
  const before = (after?.(given) ?? []).map((key) => STATES.get(key) ?? []);
  const setting = (words: string, states: readonly (State | undefined)[]): Setting => ({
    given,
    got: new Map(states.flatMap((state) => (state ? [[state.key, state]] : []))),
    answers: new Map(),
    words: `given ${name}${words}`,
    steps: 0,
  });
  return [
    setting(
      '',
      before.map(([usual]) => usual),
    ),
    ...(before.length > 1
      ? [
          setting(
            ', and no more known',
            before.map((states) => states.find((state) => state.name === 'not given')),
          ),
        ]
      : []),
  ];
}

function neighbours({ after }: Probe, setting: Setting, reads: readonly string[]): Setting[] {
  const { given, got, answers, words, steps } = setting;
  const others = (after?.(given) ?? []).flatMap((key) =>
    (STATES.get(key) ?? []).filter((state) => got.get(key) !== state),
  );
  return [
    ...others.map((state) => ({
      ...{ given, answers, steps: steps + 1 },
      got: new Map(got).set(state.key, state),
      words: `${words}, ${state.key} ${state.name}`,
    })),
    ...[...new Set(reads)].flatMap((read) =>
      (ANSWERS.get(read) ?? [])
        .filter(([, answer], index) => answers.get(read) !== answer && (answers.has(read) || index > 0))
        .map(([name, answer]) => ({
          ...{ given, got, steps: steps + 1 },
          answers: new Map(answers).set(read, answer),
          words: `${words}, ${read}: ${name}`,
        })),
    ),
  ];
}

async function obtained(probe: Probe, { given, got, answers }: Setting) {
  const calls: { read: string; args: readonly unknown[] }[] = [];
  const side = (name: string) => () =>
    new Proxy(
      {},
      {
        get: (_target, method) => {
          const read = `${name}.${String(method)}`;
          return async (...args: readonly unknown[]) => {
            calls.push({ read, args });
            const answer = answers.get(read) ?? ANSWERS.get(read)?.[0]?.[1];
            if (!answer) throw new Error(`Nothing answers ${read}.`);
            return answer(...args);
          };
        },
      },
    );
  const world = {
    given,
    hubspot: side('hubspot'),
    opencx: side('opencx'),
    developer: side('developer'),
    pingWebhook: async () => ({ status: 200, host: 'api.open.cx' }),
    clock: { now: () => NOW },
    mustEnd: () => false,
    tell: () => undefined,
  } as unknown as World;
  const evidence = Object.fromEntries([...got].map(([key, state]) => [key, state.evidence])) as EvidenceSet;
  const { kind, said } = await outcomeOf(probe.key, () => probe.obtain(world, evidence));
  const asked = calls.map(({ read, args }) => `${read} ${args.map(sayArgument).join(' ')}`.trim());
  return {
    text: [said, ...(asked.length > 0 ? [`asks: ${asked.join('; ')}`] : [])].join('\n  '),
    kind,
    reads: calls.map(({ read }) => read),
  };
}

/** What is there without a value is shown too: it should not be there. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (each === undefined ? '(undefined)' : each));
}

async function outcomeOf(
  key: EvidenceKey,
  obtain: () => Promise<object>,
): Promise<{ kind: string; said: string }> {
  try {
    const { value, ...from } = (await obtain()) as { value: unknown };
    // A bundle would be read back without it.
    const is = v.is(FACTS[key].value, value) ? 'IS' : 'IS, AND IS NOT WHAT ITS FACT SAYS,';
    const said = `${is} ${shown(value)}${Object.keys(from).length > 0 ? ` ${shown(from)}` : ''}`;
    // Values of one kind differ in what stands in them, and lead on to the same.
    return { kind: said.replaceAll(/"[^"]*"(?!:)|\d+/g, ''), said };
  } catch (error) {
    if (error instanceof EvidenceNotGiven) {
      const { message, refused } = error;
      return { kind: message, said: `NOT GIVEN ${message}${refused ? ` ${shown(refused)}` : ''}` };
    }
    if (error instanceof EvidenceFailure) return { kind: error.message, said: `FAILS ${shown(error.error)}` };
    return { kind: String(error), said: `BREAKS ${error}` };
  }
}

/** Functions are how a probe hears of progress, and secrets do not print. */
function sayArgument(argument: unknown): string {
  if (typeof argument === 'function') return '';
  return typeof argument === 'string' ? argument : JSON.stringify(argument);
}

export function printed(rows: readonly Row[]): string {
  return `${rows.map(print).join('\n\n')}\n`;
}

const MOST_LISTED = 3;

function print({ text, way, also, ways }: Row): string {
  return [
    text,
    ...[way, ...also.slice(0, MOST_LISTED)].map((words) => `  - ${words}`),
    ...(also.length > MOST_LISTED ? [`  - ${also.length - MOST_LISTED} others`] : []),
    `  ways: ${ways}`,
  ].join('\n');
}
