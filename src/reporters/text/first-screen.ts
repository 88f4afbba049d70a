/**
 * What fits on a screen: the answer where there is a cause; else what to find out next, and the checks in brief. Long
 * lists are counted, with the flag that shows them.
 */
import type { Report, ReportCause } from '../../core/report.ts';
import { contradictions } from '../answer-notes.ts';
import { withoutCause } from '../causes.ts';
import { oldAnswersInBrief, refusedKey, sourceOf } from '../evidence.ts';
import { hang, mark, prose, type Sheet } from '../layout.ts';
import { counted } from '../words.ts';
import { answerLines, linesOn } from './answer.ts';
import { checksInBrief } from './checks-in-brief.ts';
import { headerLines, obstacleSection, sinceSection } from './header.ts';
import { nextSection } from './questions.ts';
import { countsSection, suppressionsSection } from './sections.ts';
import { standings } from './standings.ts';

/** Of one family of causes, at 80 columns. */
const ANSWER_LINES = 12;
/** Of a terminal of 24 lines: the verdict line, an empty one before it and the prompt behind it are not counted. */
const SCREEN_LINES = 21;

/** Blocks of lines, to be printed with an empty line between them and the verdict line beneath. */
export function firstScreen(sheet: Sheet, report: Report): string[][] {
  const above = [
    sinceSection(sheet, report),
    obstacleSection(sheet, report),
    headerLines(sheet, report, false),
  ];
  const below = [
    ...refusedKeyLines(sheet, report),
    ...oldAnswerLines(sheet, report),
    ...suppressionsSection(sheet, report),
    ...differingLines(sheet, report),
  ];
  const [leading] = report.causes;
  if (leading !== undefined) {
    const answer = {
      most: ANSWER_LINES,
      proof: leading.measured,
      ...readBy(leading, report),
      verify: leading.fixes[0]?.verify,
      rest: restOf(leading, report),
    };
    const lines = answerLines(sheet, report, answer);
    const counts = countsSection(sheet, report);
    // What was counted and holds never pushes the answer off the screen; the line for the rest counts it among them.
    const isRoom = heightOf([lines, counts, below]) <= SCREEN_LINES;
    return [...above, lines, ...(isRoom ? [counts] : []), below];
  }
  const told = [
    ...above,
    prose(sheet, withoutCause(report), sheet.chalk.bold),
    countsSection(sheet, report),
    nextSection(sheet, report),
  ];
  const room = linesOn(sheet, SCREEN_LINES) - heightOf([...told, below]);
  return [...told, checksInBrief(sheet, report, room), below];
}

/** Lines of blocks, each with the empty one behind it. */
function heightOf(blocks: readonly string[][]): number {
  return blocks.filter((lines) => lines.length > 0).reduce((sum, lines) => sum + lines.length + 1, 0);
}

/** Other sources stand in for it, so that nothing else tells of it. */
function refusedKeyLines(sheet: Sheet, report: Report): string[] {
  const why = refusedKey(report);
  return why === undefined ? [] : hang(sheet, mark(sheet, 'unknown'), (room) => prose(room, why));
}

/** Settings change, so that what holds may hold no more. */
function oldAnswerLines(sheet: Sheet, report: Report): string[] {
  const old = oldAnswersInBrief(report);
  return old === undefined ? [] : hang(sheet, mark(sheet, 'manual'), (room) => prose(room, old));
}

/** In one line: they were told in full when they were read, or stand behind `--full`. */
function differingLines(sheet: Sheet, report: Report): string[] {
  const count = contradictions(report).length;
  if (count === 0) return [];
  const line = `${counted(count, 'answer')} ${count === 1 ? 'differs' : 'differ'} from what others say, or from what was read: --full shows ${count === 1 ? 'it' : 'them'}.`;
  return hang(sheet, mark(sheet, 'manual'), (room) => prose(room, line));
}

/** By which check the cause was found, and who says so. */
function readBy({ checks: [check] }: ReportCause, report: Report) {
  const told = check === undefined ? undefined : report.checks[check];
  return { check, source: told && sourceOf(told, report) };
}

/** What stands behind `--full`, counted. */
function restOf(leading: ReportCause, { summary, checks, questions }: Report): string {
  const waiting = Object.values(checks).filter(
    ({ blockedBy }) => blockedBy !== null && leading.checks.includes(blockedBy),
  ).length;
  const others = { ...summary, blocked: summary.blocked - waiting };
  const parts = [
    ...(waiting > 0 ? [`${counted(waiting, 'check')} ${waiting === 1 ? 'waits' : 'wait'} for it`] : []),
    ...standings(others, ['blocked', 'unknown', 'crash', 'pass', 'na']),
    ...(questions.length === 0 ? [] : [counted(questions.length, 'open question')]),
  ];
  return `${[parts.join(', '), 'everything'].filter(Boolean).join('; ')}: --full`;
}
