/**
 * The files that a command line names, by what is done with them: one that is written must be nobody else's, and its
 * place must be there before anything is asked. What is read and what is written stands in the tables of the core.
 */
import { resolve } from 'node:path';
import { type CommandName, entryOf } from '../core/flags/commands.ts';
import { flagsOf } from '../core/flags/table.ts';
import type { FileUse, Value } from '../core/flags/values.ts';
import { expectPlaceFor } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';

/** A file as a flag, or a word of the command line, names it. */
interface NamedFile extends FileUse {
  /** The flag, or what the argument is. */
  by: string;
  /** As it was typed. */
  file: string;
  /** The flag that may name it too. */
  sharedWith?: string;
}

/** What was typed behind a command. */
export interface Typed {
  /** By flag: `--save`. */
  given: ReadonlyMap<string, unknown>;
  /** By the argument's name. */
  words: Readonly<Record<string, unknown>>;
}

/**
 * Asks, before anything else is done, whether the files that are named can be used beside one another and whether what
 * is to be written has its place.
 *
 * @param cwd where relative paths begin
 * @throws UsageError that names the flags or the file
 */
export async function expectFilesUsable(command: CommandName, typed: Typed, cwd: string): Promise<void> {
  const files = filesNamed(command, typed);
  expectOneReader(files);
  expectApart(files, cwd);
  for (const { file, role, use } of files) {
    if (use === 'write') await expectPlaceFor(resolve(cwd, file), role);
  }
}

function filesNamed(command: CommandName, { given, words }: Typed): NamedFile[] {
  return [
    ...flagsOf(command).flatMap(({ name, value, sharesFileWith }) =>
      named(name, value, given.get(name)).map((file) => ({
        ...file,
        ...(sharesFileWith && { sharedWith: sharesFileWith }),
      })),
    ),
    ...entryOf(command).takes.flatMap(({ name, value }) =>
      named(`the ${value.file?.role}`, value, words[name]),
    ),
  ];
}

function named(by: string, value: Value | undefined, given: unknown): NamedFile[] {
  const use = value?.file;
  if (use === undefined) return [];
  const files = [given].flat().filter((word) => typeof word === 'string');
  return files.filter((file) => use.isFile?.(file) ?? true).map((file) => ({ ...use, by, file }));
}

/** The second to read standard input would find nothing there. */
function expectOneReader(files: readonly NamedFile[]): void {
  const [first, second] = files.filter(({ file, use }) => file === '-' && use === 'read');
  if (first === undefined || second === undefined || first.by === second.by) return;
  throw new UsageError(`${first.by} and ${second.by} both read standard input, which can be read once.`, {
    hint: 'Name a file for one of them.',
  });
}

/**
 * Each file that is written has to be one of its own: the evidence of a broken portal, once overwritten, cannot be
 * gathered again.
 */
function expectApart(files: readonly NamedFile[], cwd: string): void {
  for (const one of files.filter(({ use }) => use !== 'read')) {
    const path = resolve(cwd, one.file);
    const other = files.find(
      (each) => each.by !== one.by && each.by !== one.sharedWith && resolve(cwd, each.file) === path,
    );
    // Into `/dev/null` and its like anything may go.
    if (other === undefined || path.startsWith('/dev/')) continue;
    throw new UsageError(`${one.by} and ${other.by} name the same file, ${one.file}.`, {
      hint: `Name another one for ${one.by}: what stands in it would be lost.`,
    });
  }
}
