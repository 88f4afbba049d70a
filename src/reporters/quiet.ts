import type { Report } from '../core/report.ts';
import { openSheet, type SheetOptions } from './layout.ts';
import { verdictLine } from './verdict-line.ts';

/** The verdict line of the text report and nothing else, with a newline at its end. */
export function renderQuiet(report: Report, options: SheetOptions): string {
  return `${verdictLine(openSheet(options), report)}\n`;
}
