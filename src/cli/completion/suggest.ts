import type { Argument, Command, Option } from 'commander';
import type { Io } from '../io.ts';
import { flagCalled, flagsOf, type Place, placeAfter } from './place.ts';
import { type Candidate, commandCandidates, type Typing, valuesOfArgument, valuesOfFlag } from './values.ts';

/** What fits where somebody pressed the key. */
export interface Suggestions {
  candidates: readonly Candidate[];
  /** A file fits too. */
  files: boolean;
}

/** @param typed the words after the program's name; the last is the one that is being typed, and may be empty */
export async function suggest(
  program: Command,
  typed: readonly string[],
  io: Pick<Io, 'cwd'>,
): Promise<Suggestions> {
  const words = typed.slice(0, -1);
  const word = typed.at(-1) ?? '';
  const place = placeAfter(program, words);
  const { candidates, files } = await fitting(place, word, { program, words, io });
  return { candidates: candidates.filter(({ value }) => value.startsWith(word)), files };
}

async function fitting(place: Place, word: string, typing: Typing): Promise<Suggestions> {
  if (place.open?.must) return flagValues(place.open.flag, word, typing);
  if (place.takesFlags && word.startsWith('-')) return flagsOrValue(place, word, typing);
  if (place.open) return flagValues(place.open.flag, word, typing);

  const commands = place.takesCommand ? commandCandidates(place.commands.at(-1) ?? typing.program) : [];
  const operands = place.argument ? await argumentValues(place, place.argument, word, typing) : NOTHING;
  const candidates = [...commands, ...operands.candidates];
  // Where nothing but flags can follow, they are what is asked for.
  if (candidates.length === 0 && !operands.files && place.takesFlags) return flags(place);
  return { candidates, files: operands.files };
}

const NOTHING: Suggestions = { candidates: [], files: false };

async function flagsOrValue(place: Place, word: string, typing: Typing): Promise<Suggestions> {
  const end = word.indexOf('=') + 1;
  if (end === 0) return flags(place);
  const flag = flagCalled(place.commands, word.slice(0, end - 1));
  if (flag === undefined) return NOTHING;
  const { candidates, files } = await flagValues(flag, word.slice(end), typing);
  return { candidates: candidates.map((each) => behind(word.slice(0, end), each)), files };
}

function flags({ commands }: Place): Suggestions {
  const candidates = flagsOf(commands).flatMap(({ long, description }) =>
    long === undefined ? [] : [{ value: long, says: description }],
  );
  return { candidates, files: false };
}

async function flagValues(flag: Option, word: string, typing: Typing): Promise<Suggestions> {
  const { values, files } = valuesOfFlag(flag);
  return { candidates: joinedTo(word, await values.of(typing), values.joinedBy), files };
}

async function argumentValues(place: Place, argument: Argument, word: string, typing: Typing) {
  const names = place.commands.slice(1).map((command) => command.name());
  const { values, files } = valuesOfArgument(names.join(' '), argument);
  return { candidates: joinedTo(word, await values.of(typing), values.joinedBy), files };
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
