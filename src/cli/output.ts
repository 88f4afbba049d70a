import { resolve } from 'node:path';
import { writeTextFile } from '../files/text-file.ts';
import { safePage } from '../redact/printable.ts';
import type { Io } from './io.ts';

/** What is told holds no secret, so a whole team may read it. */
const FILE_MODE = 0o644;
const FILE_WIDTH = 100;

/** What a text is drawn on: the terminal, or a file that knows no colour. */
export function pageFor(output: string | undefined, { width, color, ascii }: Io) {
  return output === undefined ? { width, color, ascii } : { width: FILE_WIDTH, color: false, ascii };
}

/**
 * Prints a text, or writes it to a file.
 *
 * Everything that is told was made without secrets; this last look is for the case that something was missed. What it
 * finds is masked, never printed.
 *
 * @param role what the text is, as a message names it: `report`
 * @param output a file; standard output without one
 */
export async function writeOutput(
  text: string,
  role: string,
  output: string | undefined,
  io: Io,
): Promise<void> {
  const safe = masked(text, io);
  if (output === undefined) io.out(safe);
  else await writeTextFile(resolve(io.cwd, output), role, safePage(safe), FILE_MODE);
}

export function masked(text: string, { redactor }: Pick<Io, 'redactor'>): string {
  return redactor.findSecret(text) === null ? text : redactor.redact(text);
}
