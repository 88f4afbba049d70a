import { join } from 'node:path';
import type { Argument, Command, Option } from 'commander';
import { CAUSE_IDS, CAUSES } from '../../../checks/causes.ts';
import { CHECKS, SYMPTOMS } from '../../../checks/index.ts';
import { readProfiles, UsageError } from '../../config/index.ts';
import { CONNECTION_MODES, SKIP_REASONS } from '../../core/ids.ts';
import { packageRoot } from '../../run/package.ts';
import type { Io } from '../io.ts';
import { commandsOf } from './place.ts';

/** One word that fits, and what is said of it where the shell shows that. */
export interface Candidate {
  value: string;
  says: string;
}

/** The command line so far, and where it is typed. */
export interface Typing {
  program: Command;
  words: readonly string[];
  io: Pick<Io, 'cwd'>;
}

interface Values {
  of(typing: Typing): readonly Candidate[] | Promise<readonly Candidate[]>;
  /** Several may stand in one word, with this between them. */
  joinedBy?: string;
}

/** Values that commander does not know, by flag. */
export const FLAG_VALUES: Readonly<Record<string, Values>> = {
  '--only': { of: checksAndAreas, joinedBy: ',' },
  '--skip': { of: checksAndAreas, joinedBy: ',' },
  '--sandbox': { of: portals, joinedBy: '+' },
  '--profile': { of: profiles },
  '--mode': { of: () => plain(CONNECTION_MODES) },
  '--story': { of: stories },
  '--fault': { of: faults },
  '--reason': { of: () => plain(SKIP_REASONS) },
  '--deliver': { of: () => plain(['console']) },
};

/** The same by command and argument. */
export const ARGUMENT_VALUES: Readonly<Record<string, Values>> = {
  'doctor symptom': { of: symptoms },
  'doctor recheck cause': { of: causes },
  'checks id': { of: checksAndAreas },
  'sandbox start name': { of: portals, joinedBy: '+' },
  'engine trigger event': { of: events },
  'help command': { of: ({ program }) => commandCandidates(program) },
};

/** What such a value is called in the help where it is no file. */
const NO_FILES =
  /^(?:id|uuid|email|url|number|seconds|time|ms|name|host|path|pattern|codes|mode|ids|reason|event|cause|symptom|command|shell|key=value|column=field)$/;

export function valuesOfFlag(flag: Option): { values: Values; files: boolean } {
  const called = /[<[]([^>\]]+?)(?:\.\.\.)?[>\]]/.exec(flag.flags)?.[1] ?? '';
  return valuesOf(flag.long === undefined ? undefined : FLAG_VALUES[flag.long], flag.argChoices, called);
}

/** @param commands names from the program's first command on: `doctor recheck` */
export function valuesOfArgument(commands: string, argument: Argument): { values: Values; files: boolean } {
  const name = argument.name();
  return valuesOf(ARGUMENT_VALUES[`${commands} ${name}`], argument.argChoices, name);
}

function valuesOf(known: Values | undefined, choices: readonly string[] | undefined, called: string) {
  const values = known ?? { of: () => plain(choices ?? []) };
  return { values, files: choices === undefined && !NO_FILES.test(called) };
}

export function commandCandidates(command: Command): Candidate[] {
  return commandsOf(command).map((each) => ({
    value: each.name(),
    says: each.summary() || each.description(),
  }));
}

function plain(values: readonly string[]): Candidate[] {
  return values.map((value) => ({ value, says: '' }));
}

function symptoms(): Candidate[] {
  return SYMPTOMS.map(({ id, title }) => ({ value: id, says: title }));
}

function causes(): Candidate[] {
  return CAUSE_IDS.map((id) => ({ value: id, says: CAUSES[id].title({}) }));
}

function checksAndAreas(): Candidate[] {
  const areas = Map.groupBy(CHECKS, ({ id }) => id.slice(0, id.indexOf('/')));
  return [
    ...[...areas].map(([area, members]) => ({ value: area, says: `${members.length} of the checks` })),
    ...CHECKS.map(({ id, title }) => ({ value: id, says: title })),
  ];
}

async function portals(): Promise<Candidate[]> {
  const { listPortals } = await import('../../sandbox/portal/portals.ts');
  return named(await listPortals());
}

async function stories(): Promise<Candidate[]> {
  const { listStories } = await import('../../sandbox/stories/stories.ts');
  return named(await listStories());
}

async function faults(): Promise<Candidate[]> {
  const { FAULTS } = await import('../../sandbox/faults/faults.ts');
  return named(FAULTS);
}

async function events(): Promise<Candidate[]> {
  const { listDeliveries } = await import('../../engine/trigger/deliveries.ts');
  return named(await listDeliveries(join(packageRoot(), 'fixtures', 'deliveries')));
}

function named(list: readonly { name: string; title: string }[]): Candidate[] {
  return list.map(({ name, title }) => ({ value: name, says: title }));
}

/** Of the configuration file that the run would read; a file that cannot be read offers nothing. */
async function profiles({ words, io }: Typing): Promise<Candidate[]> {
  try {
    const at = words.indexOf('--config');
    const { names } = await readProfiles(io.cwd, at < 0 ? undefined : words[at + 1]);
    return plain(names);
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}
