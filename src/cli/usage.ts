/**
 * What is looked at between reading a command line and running it, the same for every command: that each flag has its
 * effect there, that each word is known, and that the files that are named can be used beside one another.
 */

import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { entryOf } from '../core/flags/commands.ts';
import type { Flag } from '../core/flags/flag.ts';
import { refusalOf } from '../core/flags/refusal.ts';
import { flagsOf } from '../core/flags/table.ts';
import type { Value } from '../core/flags/values.ts';
import { UsageError } from '../files/usage-error.ts';
import { type CliCommand, UnusableValue } from './command.ts';
import type { Io } from './io.ts';

/** @throws UsageError, UnusableValue or CommandError */
export async function expectUsable(command: CliCommand, io: Io): Promise<void> {
  const { path, words } = command;
  await expectKnownFirstWord(command);
  const given = command.givenFlags();
  const refusal = refusalOf(path, { flags: new Set(given.keys()), words: countOf(words) });
  if (refusal) {
    throw new UsageError(refusal.message, { hint: refusal.hint });
  }
  const rows = flagsOf(path).filter(({ name }) => given.has(name));
  for (const row of rows) expectChoice(row, given.get(row.name));
  const values: (Value | undefined)[] = [...rows, ...entryOf(path).takes].map(({ value }) => value);
  const uses = values.flatMap((value) => value?.file?.use ?? []);
  // One file that is read stands in nobody's way.
  if (uses.length < 2 && !uses.some((use) => use !== 'read')) return;
  const { expectFilesUsable } = await import('./files-named.ts');
  await expectFilesUsable(path, { given, words }, io.cwd);
}

function countOf(words: Readonly<Record<string, unknown>>): number {
  return Object.values(words)
    .flat()
    .filter((word) => word !== undefined).length;
}

/** `doctor recheck` is read with the doctor's flags: a value that the doctor takes may be none of its own. */
function expectChoice(row: Flag, given: unknown): void {
  const { choices } = row.value ?? {};
  if (choices && typeof given === 'string' && !choices.includes(given))
    throw new UnusableValue(row, given, choices);
}

/** Where a command takes words and has commands below it, a word may be one of those, misspelt, or none at all. */
async function expectKnownFirstWord(command: CliCommand): Promise<void> {
  const [word] = command.args;
  if (command.commands.length === 0 || word === undefined || SYMPTOM_IDS.some((id) => id === word)) return;
  const { misspeltCommand, notOneOf } = await import('./wrong-words.ts');
  if (misspeltCommand(command.path, word)) command.unknownCommandAt(word);
  throw await notOneOf('symptom', word, { ids: SYMPTOM_IDS, at: command.path });
}

/** `--color` and `--ascii`, in front of any command or behind it. */
export function drawAsAsked(program: CliCommand, io: Io): void {
  const { color, ascii } = program.opts<{ color?: string | boolean; ascii?: boolean }>();
  if (color === 'always') io.color = true;
  // false: commander's reading of --no-color.
  if (color === 'never' || color === false) io.color = false;
  if (ascii) io.ascii = true;
}
