import type { Report } from '../../core/report.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { Io } from '../io.ts';
import { openOrTell, type Target } from '../open.ts';
import type { PrintFlags } from './flags.ts';

type OpenFlags = Pick<PrintFlags, 'open' | 'format' | 'output' | 'for'>;

/** @throws UsageError where the report is a page and no file of it is written */
export function expectToOpen({ open, format, output }: OpenFlags): void {
  if (!open || format !== 'html' || output !== undefined) return;
  throw new UsageError('--open shows the HTML report as a file, and none is written.', {
    hint: 'Name it: --output report.html. With another format --open shows the screen where it is mended.',
  });
}

/** The HTML report; else the screen where the first cause is mended, or the first question is answered. */
export async function openFor(report: Report, flags: OpenFlags, io: Io): Promise<void> {
  if (!flags.open) return;
  const target = targetOf(report, flags);
  if (target) await openOrTell(target, io);
  else io.err('There is nothing to open: no screen is named, or it has no address.\n');
}

function targetOf(report: Report, { format, output, for: owner }: OpenFlags): Target | undefined {
  if (format === 'html' && output !== undefined) return { file: output };
  const causes = report.causes.filter((cause) => owner === undefined || cause.owner === owner);
  const screens = causes.length > 0 ? causes.flatMap(({ fixes }) => fixes) : report.questions;
  const url = screens.find((screen) => screen.url !== undefined)?.url;
  return url === undefined ? undefined : { url };
}
