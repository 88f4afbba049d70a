/**
 * The report for a person at a terminal: the answer on one screen; in full the causes with all their fixes, every check,
 * every question, every piece of evidence. One verdict line is the last. Colour adds nothing that words do not say.
 */
import type { Report } from '../../core/report.ts';
import { openSheet, type SheetOptions } from '../layout.ts';
import { verdictLine } from '../verdict-line.ts';
import { causesSection } from './causes.ts';
import { callLines, evidenceLines } from './details.ts';
import { firstScreen } from './first-screen.ts';
import { headerLines, obstacleSection, sinceSection } from './header.ts';
import { questionsSection } from './questions.ts';
import {
  answersSection,
  checksSection,
  filledSection,
  nextTestSection,
  page,
  suppressionsSection,
} from './sections.ts';

export interface TextOptions extends SheetOptions {
  /** Everything that is known, in place of the first screen. */
  full: boolean;
  /** In full, and what the calls were for and cost. */
  verbose?: boolean;
}

/** The report as text, ending with a newline. */
export function renderText(report: Report, options: TextOptions): string {
  const sheet = openSheet(options);
  const isVerbose = options.verbose === true;
  const verdict = verdictLine(sheet, report);
  if (!options.full && !isVerbose) return page([...firstScreen(sheet, report), [verdict]]);
  return page([
    sinceSection(sheet, report),
    obstacleSection(sheet, report),
    headerLines(sheet, report, true),
    causesSection(sheet, report),
    nextTestSection(sheet, report),
    checksSection(sheet, report, true),
    questionsSection(sheet, report),
    answersSection(sheet, report),
    suppressionsSection(sheet, report),
    filledSection(sheet, 'Evidence', (room) => evidenceLines(room, report)),
    isVerbose ? filledSection(sheet, 'Calls, slowest first', (room) => callLines(room, report)) : [],
    [verdict],
  ]);
}

/** The verdict line and nothing else, with a newline at its end. */
export function renderQuiet(report: Report, options: SheetOptions): string {
  return `${verdictLine(openSheet(options), report)}\n`;
}
