import { readJson } from '../../files/document.ts';
import { UsageError } from '../../files/usage-error.ts';
import { isBundle, isReport, parseBundle, type ReadBundle } from './read.ts';
import { type ComparableReport, parseReport } from './read-report.ts';

/** One run as it was saved: its evidence, to be judged, or its report. */
export type SavedRun = ({ kind: 'bundle' } & ReadBundle) | { kind: 'report'; report: ComparableReport };

/** Reads a bundle or a JSON report, whichever it is. @throws {UsageError} where it is neither, or cannot be read */
export async function readSavedRun(file: string): Promise<SavedRun> {
  const document = await readJson(file, 'file');
  if (isBundle(document)) return { kind: 'bundle', ...parseBundle(document, file) };
  if (isReport(document)) return { kind: 'report', report: parseReport(document, file) };
  throw new UsageError(`${file} is neither a bundle nor a JSON report.`, {
    hint: 'Save a run with `doctor --save FILE`, or its report with `doctor --format json --output FILE`.',
  });
}
