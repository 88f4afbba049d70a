/** Reads a case as far as it can be read: what is damaged, or of a newer version, is left alone and named. */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { byCode } from '../../core/by-code.ts';
import { laidOver, type Remembered } from '../../core/flags/remembered.ts';
import type { Answer, Answers } from '../../core/given.ts';
import { isObject } from '../../core/json.ts';
import { readJson } from '../../files/document.ts';
import { conform } from '../../files/shape.ts';
import { fileFault } from '../../files/text-file.ts';
import { UsageError } from '../../files/usage-error.ts';
import { parseAnswers } from '../answers.ts';
import { CASE_VERSION, type CaseEntry, entrySchema, type NoteEntry, type RunEntry } from './entry.ts';
import type { CaseFolder } from './places.ts';

/** A case as it stands on the disk. */
export interface KeptCase extends CaseFolder {
  /** Oldest first. */
  entries: CaseEntry[];
  runs: RunEntry[];
  notes: NoteEntry[];
  /** What of it cannot be used, a sentence each. */
  damaged: string[];
  /** What was named in all runs, the latest of each. */
  remembered: Remembered;
  /** The latest answer to each question. */
  answers: Answers;
}

/** @throws UsageError where the folder itself cannot be read */
export async function readCase({ name, folder }: CaseFolder): Promise<KeptCase> {
  const files = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UsageError(`The case ${name} cannot be read: ${folder} ${fileFault(error)}.`);
  });
  const damaged: string[] = [];
  const entries: CaseEntry[] = [];
  const named = files.filter(({ name: file }) => /^[^.].*\.(?:run|note)\.json$/.test(file));
  for (const entry of named.toSorted(byNameOfFile)) {
    const read = await readEntry(join(folder, entry.name), entry).catch(sentenceOf);
    if (typeof read === 'string') damaged.push(read);
    else entries.push(read);
  }
  entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const runs = entries.filter((entry) => entry.kind === 'run');
  const said = runs.map((run) => answersIn(run, name));
  return {
    name,
    folder,
    entries,
    runs,
    notes: entries.filter((entry) => entry.kind === 'note'),
    damaged: [...damaged, ...said.flatMap(({ leftOut }) => leftOut)],
    remembered: runs.reduce<Remembered>((all, { remembered }) => laidOver(all, remembered), {}),
    answers: Object.assign({}, ...said.map(({ answers }) => answers)),
  };
}

function byNameOfFile(one: Dirent, other: Dirent): number {
  return byCode(one.name, other.name);
}

async function readEntry(file: string, kind: Dirent): Promise<CaseEntry> {
  // Nobody may ever write into a pipe that lies there.
  if (kind.isFIFO() || kind.isSocket() || kind.isCharacterDevice())
    throw new UsageError(`The entry of the case ${file} is no file.`);
  const document = await readJson(file, 'entry of the case');
  const version = isObject(document) ? document['caseVersion'] : undefined;
  if (typeof version === 'number' && version > CASE_VERSION)
    throw new UsageError(
      `The entry of the case ${file} is of version ${version}, and this opencx-hubspot reads version ${CASE_VERSION}.`,
    );
  return conform(entrySchema, document, `the entry of the case ${file}`);
}

/**
 * What was answered in one run. What an entry of another version, or of another hand, says and is not understood here, is
 * left out by itself.
 */
export function answersIn(
  { answers: entries }: RunEntry,
  name: string,
): { answers: Answers; leftOut: string[] } {
  const answers: Record<string, Answer> = {};
  const leftOut: string[] = [];
  for (const [key, entry] of Object.entries(entries)) {
    try {
      Object.assign(answers, parseAnswers({ [key]: entry }, `the case ${name}`));
    } catch (error) {
      leftOut.push(sentenceOf(error));
    }
  }
  return { answers, leftOut };
}

function sentenceOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  throw error;
}
