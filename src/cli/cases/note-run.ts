import { environmentSecrets } from '../../config/sources.ts';
import type { Options } from '../../core/flags/options.ts';
import { addNote } from '../../run/cases/note.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** `opencx-hubspot case note NAME TEXT`. */
export async function noteInCase(
  word: string,
  text: string,
  { config }: Options<'case note'>,
  io: Io,
): Promise<number> {
  io.redactor.learn(environmentSecrets(io.env));
  const { name, masked } = await addNote(word, text, { cwd: io.cwd, config }, io);
  io.err(`Noted in ${name}.${masked ? ' Something in it looked like a secret, and was masked.' : ''}\n`);
  return EXIT.clean;
}
