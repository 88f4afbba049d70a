/**
 * What a word stands for that was typed where it has no meaning: for whoever knows the name of a thing and not the
 * command that takes it. Nothing but names of the tool's own, and ids of digits alone, is repeated: anything else may
 * be a secret.
 */

import { CAUSE_IDS } from '../../checks/causes.ts';
import { AREA_IDS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { COMMAND_NAMES, type CommandName, entryOf, lastWord } from '../core/flags/commands.ts';
import type { Flag } from '../core/flags/flag.ts';
import { flagsOf } from '../core/flags/table.ts';
import type { PageKind } from '../core/page.ts';
import { inOneForm, nearest } from '../files/nearest.ts';
import { pageNames, pagesNamed } from '../run/describe.ts';

/**
 * What is to be typed for the word, as a sentence.
 *
 * @param at the command behind which it stands
 * @returns undefined where the word stands for nothing
 */
export async function meaningOf(word: string, at: CommandName): Promise<string | undefined> {
  const name = inOneForm(word);
  return (
    flagCalled(name, at) ??
    commandCalled(name) ??
    recordCalled(word, at) ??
    (NAMES.includes(name) ? `${name} is ${told(name)}.` : undefined) ??
    (await portalCalled(name, at))
  );
}

/** As `meaningOf`, of the nearest name of the catalogue. */
export function nearestName(word: string): string | undefined {
  const id = nearest(word, NAMES);
  return id === undefined ? undefined : `Did you mean ${id}? It is ${told(id)}.`;
}

/** `recheck`, `doctor-recheck`, `engine:start`. */
function commandCalled(word: string): string | undefined {
  const wanted = word.replaceAll(':', '-');
  const named = commandsOfPeople().filter(
    (name) => lastWord(name) === wanted || name.replaceAll(' ', '-') === wanted,
  );
  return named.length === 0 ? undefined : `It is ${eitherOf(named)}.`;
}

/** The same of the nearest command: for a word that stands where a command does. */
export function commandNear(word: string): string | undefined {
  const names = commandsOfPeople();
  const near = nearest(word, names.map(lastWord));
  if (near === undefined) return undefined;
  return `Did you mean ${eitherOf(names.filter((name) => lastWord(name) === near))}?`;
}

function commandsOfPeople(): CommandName[] {
  return COMMAND_NAMES.filter((name) => !entryOf(name).hidden && name !== '' && !name.endsWith(' help'));
}

function eitherOf(names: readonly CommandName[]): string {
  return names.map((name) => quoted(name)).join(' or ');
}

/** `version`, `doctor offline`. */
function flagCalled(word: string, at: CommandName): string | undefined {
  const flag = `--${word}`;
  const ofProgram = flagsOf('').some(({ name }) => name === flag);
  if (!ofProgram && !flagsOf(at).some(({ name }) => name === flag)) return undefined;
  return `It is a flag: ${quoted(at, flag)}.`;
}

const ADDRESS = /^https?:\/\//i;
const EMAIL = /^[^@\s/]+@[^@\s/]+\.[^@\s/]+$/;

/** An id, an address or an email that stands without the flag that says what it is. */
function recordCalled(word: string, at: CommandName): string | undefined {
  const taken = flagsFor(word, flagsOf(at));
  const by = taken.length > 0 ? at : 'doctor';
  const flags = taken.length > 0 ? taken : flagsFor(word, flagsOf('doctor'));
  if (flags.length === 0) return undefined;
  const value = /^\d+$/.test(word) ? ` ${word}` : '';
  return `Name what it is, in front of it: ${flags.map((flag) => quoted(by, `${flag}${value}`)).join(' or ')}.`;
}

function flagsFor(word: string, taken: readonly Flag[]): string[] {
  const names = EMAIL.test(word)
    ? ['--contact']
    : ADDRESS.test(word) || /^\d{3,}$/.test(word)
      ? ['--thread', '--ticket']
      : [];
  return names.filter((flag) => taken.some(({ name }) => name === flag));
}

async function portalCalled(word: string, at: CommandName): Promise<string | undefined> {
  const { listPortals } = await import('../sandbox/portal/portals.ts');
  const name = (await listPortals()).find((portal) => portal.name === word)?.name;
  if (name === undefined) return undefined;
  const serves = at === 'sandbox' || at === '';
  const line = flagsOf(at).some((flag) => flag.name === '--sandbox') ? at : 'doctor';
  const ways = [
    ...(serves ? [quoted('sandbox start', name)] : []),
    ...(at === 'sandbox' ? [] : [quoted(line, `--sandbox ${name}`)]),
  ];
  return `${name} is an emulated portal: ${ways.join(' or ')}.`;
}

/** Symptoms first, and an area before its checks: of names that are equally near the first is meant. */
const NAMES: readonly string[] = [...SYMPTOM_IDS, ...AREA_IDS, ...CAUSE_IDS, ...pageNames()];

const KINDS: Readonly<Record<PageKind, string>> = {
  check: 'a check',
  cause: 'a cause',
  symptom: 'a symptom',
  rule: 'a rule of the engine',
  skip: 'a reason for which the engine skips',
};

/** Of a name of the catalogue: what it is, and what tells more. */
function told(id: string): string {
  const kind = pagesNamed(id)[0]?.kind;
  const page = quoted('checks', id);
  if (kind === 'symptom') return `${KINDS[kind]}: ${quoted('doctor', id)}`;
  const looks = kind === undefined || kind === 'check' ? `, or ${quoted('doctor', '--only', id)}` : '';
  return `${kind === undefined ? 'an area of checks' : KINDS[kind]}: ${page}${looks}`;
}

/** What to type, as it stands in a sentence. */
export function quoted(path: CommandName, ...words: readonly string[]): string {
  return `\`${['opencx-hubspot', path, ...words].filter(Boolean).join(' ')}\``;
}
