import { appendFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Report } from '../../core/report.ts';
import { safePage } from '../../redact/printable.ts';
import { render, renderQuiet, renderStepSummary } from '../../reporters/formats.ts';
import type { Io } from '../io.ts';
import { masked, pageFor, writeOutput } from '../output.ts';
import type { PrintFlags, RunFlags } from './flags.ts';

type DeliveryFlags = PrintFlags & Pick<RunFlags, 'failOn'>;

/**
 * Prints the report, or writes it to a file; with `--quiet` the verdict line stands in for the text, or beside the
 * file.
 */
export async function deliver(report: Report, flags: DeliveryFlags, io: Io): Promise<void> {
  const { format, output } = flags;
  const inOneLine = isInOneLine(flags);
  if (output !== undefined || !inOneLine)
    await writeOutput(await textOf(report, flags, io), 'report', output, io);
  if (inOneLine)
    await writeOutput(await renderQuiet(report, pageFor(undefined, io)), 'report', undefined, io);
  else if (output !== undefined) io.err(`The report is in ${output}: ${report.status}.\n`);
  if (format === 'github') await appendStepSummary(report, io);
}

/** Makes the text that `deliver` would make, and leaves it at that. */
export async function rehearse(report: Report, flags: DeliveryFlags, io: Io): Promise<void> {
  const text = isInOneLine(flags) ? renderQuiet(report, pageFor(undefined, io)) : textOf(report, flags, io);
  masked(await text, io);
}

function isInOneLine({ format, output, quiet }: PrintFlags): boolean {
  return quiet === true && (output !== undefined || format === 'text');
}

async function textOf(report: Report, flags: DeliveryFlags, io: Io): Promise<string> {
  const { format, output, full = false, verbose = false, failOn } = flags;
  const page = pageFor(output, io);
  if (flags.for)
    return (await import('../../reporters/owner-part.ts')).renderOwnerPart(report, flags.for, page);
  return render(format, report, { ...page, full, verbose, failOn });
}

/**
 * GitHub shows the file that this variable names on the page of the run; other steps may have written to it. The
 * report is out by now, so a summary that cannot be written takes away neither it nor its exit code.
 */
export async function appendStepSummary(report: Report, io: Io, subject?: string): Promise<void> {
  const file = io.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  const summary = safePage(masked(await renderStepSummary(report, subject), io));
  await appendFile(resolve(io.cwd, file), summary).catch(() => {
    io.err('The step summary is missing: the file that GITHUB_STEP_SUMMARY names cannot be written to.\n');
  });
}
