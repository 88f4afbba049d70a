import { printable } from '../../redact/printable.ts';
import type { OpenedBundle } from '../../run/saved.ts';
import type { Io } from '../io.ts';

/** Says on standard error what about a bundle may surprise. */
export function printNotes({ note, leftOut }: OpenedBundle, file: string, io: Io): void {
  if (note !== null) io.err(`${printable(note)}\n`);
  if (leftOut.length > 0)
    io.err(`Left out of ${file}, since it is not understood here: ${printable(leftOut.join(', '))}.\n`);
}
