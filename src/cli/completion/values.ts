import { join } from 'node:path';
import { CAUSE_IDS, CAUSES } from '../../../checks/causes.ts';
import { ANSWER_KEYS, QUESTIONS } from '../../../checks/facts.ts';
import { CHECKS, SYMPTOMS } from '../../../checks/index.ts';
import { readProfiles } from '../../config/config-file.ts';
import { SKIP_REASONS } from '../../core/decision.ts';
import {
  COMMAND_NAMES,
  type CommandName,
  commandsBelow,
  entryOf,
  lastWord,
} from '../../core/flags/commands.ts';
import type { Value, WordList } from '../../core/flags/values.ts';
import { UsageError } from '../../files/usage-error.ts';
import { packageRoot } from '../../run/package.ts';
import type { Io } from '../io.ts';

/** One word that fits, and what is said of it where the shell shows that. */
export interface Candidate {
  value: string;
  says: string;
}

/** The words before the one that is typed, and where they are typed. */
export interface Typing {
  words: readonly string[];
  io: Pick<Io, 'cwd'>;
}

type Lookup = (typing: Typing) => readonly Candidate[] | Promise<readonly Candidate[]>;

const WORDS: Readonly<Record<WordList, Lookup>> = {
  answers: answersTyped,
  cases,
  causes,
  checks: checksAndAreas,
  commands: ({ words }) => commandCandidates(commandNamed(words)),
  deliveries,
  faults,
  pages: () => [...checksAndAreas(), ...causes(), ...symptoms()],
  portals,
  profiles,
  'skip-reasons': () => plain(SKIP_REASONS),
  stories,
  symptoms,
};

/** What can stand behind a flag, or as an argument, beside files. */
export async function valuesOf({ words, choices, offers }: Value, typing: Typing): Promise<Candidate[]> {
  return [...(words ? await WORDS[words](typing) : []), ...plain([...(choices ?? []), ...(offers ?? [])])];
}

export function commandCandidates(above: CommandName): Candidate[] {
  return commandsBelow(above).map((name) => ({ value: lastWord(name), says: entryOf(name).summary }));
}

/** Behind `help engine` the commands of the engine fit, behind `engine help` as well. */
function commandNamed(words: readonly string[]): CommandName {
  const name = words.filter((word) => word !== 'help').join(' ');
  return COMMAND_NAMES.find((each) => each === name) ?? '';
}

function plain(values: readonly string[]): Candidate[] {
  return values.map((value) => ({ value, says: '' }));
}

/** With what the choices are, where there are some; a secret is given elsewhere. */
function answersTyped(): Candidate[] {
  return ANSWER_KEYS.flatMap((key) => {
    const { form, text } = QUESTIONS[key];
    if (form.kind === 'secret-url') return [];
    if (form.kind === 'yes-no')
      return ['yes', 'no'].map((value) => ({ value: `${key}=${value}`, says: text }));
    if (form.kind !== 'choice') return [{ value: `${key}=`, says: text }];
    return form.choices.map(({ value, name }) => ({ value: `${key}=${value}`, says: name }));
  });
}

function checksAndAreas(): Candidate[] {
  const areas = Map.groupBy(CHECKS, ({ id }) => id.slice(0, id.indexOf('/')));
  return [
    ...[...areas].map(([area, members]) => ({ value: area, says: `${members.length} of the checks` })),
    ...CHECKS.map(({ id, title }) => ({ value: id, says: title })),
  ];
}

function causes(): Candidate[] {
  return CAUSE_IDS.map((id) => ({ value: id, says: CAUSES[id].title({}) }));
}

function symptoms(): Candidate[] {
  return SYMPTOMS.map(({ id, title }) => ({ value: id, says: title }));
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

async function deliveries(): Promise<Candidate[]> {
  const { listDeliveries } = await import('../../engine/trigger/deliveries.ts');
  return named(await listDeliveries(join(packageRoot(), 'fixtures', 'deliveries')));
}

function named(list: readonly { name: string; title: string }[]): Candidate[] {
  return list.map(({ name, title }) => ({ value: name, says: title }));
}

/** Those that the command would find; what cannot be read offers nothing. */
async function cases({ words, io }: Typing): Promise<Candidate[]> {
  const { listCases } = await import('../../doctor/cases/places.ts');
  try {
    const at = words.indexOf('--config');
    const found = await listCases({ cwd: io.cwd, ...(at >= 0 && { config: words[at + 1] }) });
    return plain(found.map(({ name }) => name));
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
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
