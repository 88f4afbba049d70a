import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { FILES, SCRIPTS, type Shell } from './scripts.ts';

/** `opencx-hubspot completion bash|zsh|fish`. */
export function printScript(shell: Shell, io: Io): number {
  io.out(SCRIPTS[shell]);
  return EXIT.clean;
}

/**
 * `opencx-hubspot completion words`, called by the scripts. Standard input holds the words after the program's name
 * up to the one that is being typed, a NUL after each. Answers with a line for each word that fits: the word, a tab,
 * what is said of it.
 */
export async function printWords(io: Io): Promise<number> {
  const { suggest } = await import('./suggest.ts');
  const typed = (await io.readStdin()).split('\0').slice(0, -1);
  const { candidates, files } = await suggest(typed, io);
  const lines = candidates.map(({ value, says }) => `${value}\t${says.replaceAll(/\s+/g, ' ')}`);
  io.out([...lines, ...(files ? [FILES] : [])].map((line) => `${line}\n`).join(''));
  return EXIT.clean;
}
