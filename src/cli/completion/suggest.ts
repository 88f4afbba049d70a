import type { Value } from '../../core/flags/values.ts';
import type { Io } from '../io.ts';
import { flagCalled, flagsAt, type Place, placeAfter } from './place.ts';
import { type Candidate, commandCandidates, type Typing, valuesOf } from './values.ts';

/** What fits where somebody pressed the key. */
export interface Suggestions {
  candidates: readonly Candidate[];
  /** A file fits too. */
  files: boolean;
}

/** @param typed the words after the program's name; the last is the one that is being typed, and may be empty */
export async function suggest(typed: readonly string[], io: Pick<Io, 'cwd'>): Promise<Suggestions> {
  const words = typed.slice(0, -1);
  const word = typed.at(-1) ?? '';
  const { candidates, files } = await fitting(placeAfter(words), word, { words, io });
  return { candidates: candidates.filter(({ value }) => value.startsWith(word)), files };
}

async function fitting(place: Place, word: string, typing: Typing): Promise<Suggestions> {
  const { command, open, argument, takesCommand, takesFlags } = place;
  if (open?.must) return valuesFor(open.flag.value, word, typing);
  if (takesFlags && word.startsWith('-')) return flagsOrValue(place, word, typing);
  if (open) return valuesFor(open.flag.value, word, typing);

  const commands = takesCommand ? commandCandidates(command) : [];
  const operands = argument ? await valuesFor(argument.value, word, typing) : NOTHING;
  const candidates = [...commands, ...operands.candidates];
  // Where nothing but flags can follow, they are what is asked for.
  if (candidates.length === 0 && !operands.files && takesFlags) return flags(place);
  return { candidates, files: operands.files };
}

const NOTHING: Suggestions = { candidates: [], files: false };

async function flagsOrValue(place: Place, word: string, typing: Typing): Promise<Suggestions> {
  const end = word.indexOf('=') + 1;
  if (end === 0) return flags(place);
  const flag = flagCalled(place.command, word.slice(0, end - 1));
  if (flag === undefined) return NOTHING;
  const { candidates, files } = await valuesFor(flag.value, word.slice(end), typing);
  return { candidates: candidates.map((each) => behind(word.slice(0, end), each)), files };
}

function flags({ command }: Place): Suggestions {
  const candidates = flagsAt(command).map(({ name, help }) => ({ value: name, says: help }));
  return { candidates, files: false };
}

async function valuesFor(value: Value | undefined, word: string, typing: Typing): Promise<Suggestions> {
  if (value === undefined) return NOTHING;
  const candidates = joinedTo(word, await valuesOf(value, typing), value.joinedBy);
  return { candidates, files: value.file !== undefined };
}

/** In `token,sc` only what follows the last comma is open, and what stands before it is not offered again. */
function joinedTo(
  word: string,
  candidates: readonly Candidate[],
  separator: string | undefined,
): Candidate[] {
  const end = separator === undefined ? 0 : word.lastIndexOf(separator) + 1;
  const kept = word.slice(0, end);
  const chosen = separator === undefined ? [] : kept.split(separator);
  return candidates.filter(({ value }) => !chosen.includes(value)).map((each) => behind(kept, each));
}

function behind(kept: string, { value, says }: Candidate): Candidate {
  return { value: `${kept}${value}`, says };
}
