import { resolve } from 'node:path';
import { writeTextFile } from '../config/index.ts';
import type { Report } from '../core/report.ts';
import type { Redactor } from '../redact/index.ts';
import { type Format, render } from '../reporters/index.ts';
import type { Io } from './io.ts';

/** A report holds no secret, so it may be read by a whole team. */
const FILE_MODE = 0o644;

export interface Delivery {
  io: Io;
  format: Format;
  full: boolean;
  redactor: Redactor;
  /** A file to write to; standard output otherwise. */
  output?: string;
}

/**
 * Prints the report, or writes it to a file.
 *
 * Everything in a report was made without secrets; this last look is for the case that something was missed. What
 * it finds is masked, never printed.
 */
export async function deliver(
  report: Report,
  { io, format, full, redactor, output }: Delivery,
): Promise<void> {
  const toFile = output !== undefined;
  const text = await render(format, report, {
    width: toFile ? 100 : io.width,
    color: io.color && !toFile,
    full,
  });
  const safe = redactor.findSecret(text) === null ? text : redactor.redact(text);
  if (!toFile) {
    io.out(safe);
    return;
  }
  await writeTextFile(resolve(io.cwd, output), 'report', safe, FILE_MODE);
  io.err(`The report is in ${output}: ${report.status}.\n`);
}
