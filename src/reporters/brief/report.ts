/**
 * The report for an agent, whose attention is paid for by the word: what is in the way, what was found and how sure that
 * is, who acts, the shortest way to mend it, what can be asked and by which key, and the next step. A line each, unwrapped.
 */
import type { Report } from '../../core/report.ts';
import { obstacleParts } from '../causes.ts';
import { conclusion, listedChecks } from '../checks.ts';
import { connectionNote } from '../connection.ts';
import { oldAnswersInBrief, refusedKey } from '../evidence.ts';
import { sinceLine } from '../since.ts';
import { verdictStatement } from '../verdict-line.ts';
import { causeLines, everyCause } from './causes.ts';
import { fitting, line, size } from './lines.ts';
import { nextStep, stepInWords } from './next-step.ts';
import { everyQuestion, questionLines } from './questions.ts';

/** Bytes of a whole brief report: 600 tokens of four. */
export const MOST_BYTES = 2_400;

export interface BriefOptions {
  /** Every step of each way out and every question, however long it gets. */
  full?: boolean;
  /** What lifts the bound, as it is typed; `--full` when left out. */
  more?: string;
  /** Without the next step, for whoever tells it in other words than a command. */
  stepless?: boolean;
}

/** Ends with a newline; at most `MOST_BYTES` long where `full` does not ask for everything. */
export function renderBrief(
  report: Report,
  { full = false, more = '--full', stepless = false }: BriefOptions,
): string {
  const head = [...obstacleLines(report), ...statusLines(report), ...sinceLines(report)];
  const next = stepless ? [] : [line(`next: ${stepInWords(nextStep(report))}`, LONGEST_STEP)];
  const parts = full
    ? [everyCause(report), checkLines(report, Number.POSITIVE_INFINITY, more), everyQuestion(report)].flat()
    : partsFitting(report, MOST_BYTES - size([...head, ...next]), more);
  return `${[...head, ...parts, ...next].join('\n')}\n`;
}

/** What was found counts for more than what can be asked, and that for more than what no cause tells of. */
function partsFitting(report: Report, room: number, more: string): string[] {
  const causes = fitting(causeLines(report, more), room);
  const questions = fitting(questionLines(report, more), room - size(causes));
  const checks = fitting([checkLines(report, MOST_CHECKS, more)], room - size(causes) - size(questions));
  return [...causes, ...checks, ...questions];
}

function sinceLines(report: Report): string[] {
  const told = sinceLine(report);
  return told === undefined ? [] : [line(told, LONGEST_NOTE)];
}

const LONGEST_STEP = 400;
const LONGEST_NOTE = 200;

function obstacleLines({ obstacle }: Report): string[] {
  if (!obstacle) return [];
  const { sentence, measured, fixes } = obstacleParts(obstacle);
  return [
    line(`in the way: ${obstacle.id}: ${sentence}`, LONGEST_NOTE),
    line(`  measured: ${measured}`, LONGEST_NOTE),
    ...fixes.slice(0, 3).map((fix) => line(`  do: ${fix}`, LONGEST_NOTE)),
  ];
}

function statusLines(report: Report): string[] {
  const { status, portal, symptom } = report;
  const { hubId, appId, region } = portal;
  const place = [
    ...(hubId === undefined ? [] : [`portal ${hubId}${region === undefined ? '' : ` (${region})`}`]),
    ...(appId === undefined ? [] : [`app ${appId}`]),
    ...(symptom === null ? [] : [`symptom ${symptom}`]),
  ];
  const notes = [
    report.obstacle || isOfLog(report) ? undefined : connectionNote(report),
    refusedKey(report),
    oldAnswersInBrief(report),
  ].filter((note) => note !== undefined);
  return [
    line(`status: ${status}: ${verdictStatement(report)}`, LONGEST_NOTE),
    ...(place.length === 0 ? [] : [line(place.join(', '), LONGEST_NOTE)]),
    ...notes.map((note) => line(note, LONGEST_NOTE)),
  ];
}

/** A log is read as it is, however HubSpot is connected. */
function isOfLog({ log, deliveries }: Report): boolean {
  return log !== undefined || deliveries !== undefined;
}

const MOST_CHECKS = 3;

/** What is amiss or could not be told and no cause tells of; what is accepted. */
function checkLines(report: Report, most: number, more: string): string[] {
  const told = new Set(report.causes.flatMap(({ checks }) => checks));
  const amiss = listedChecks(report).filter(
    ({ id, check }) =>
      check.suppressed !== undefined ||
      (['fail', 'warn', 'unknown', 'crash'].includes(check.status) && !told.has(id)),
  );
  const reasons = [...Map.groupBy(amiss, ({ check }) => conclusion(check))];
  const left = reasons.length - most;
  return [
    ...reasons.slice(0, most).map(([reason, listed]) => {
      const [first] = listed;
      const others = listed.length === 1 ? '' : ` and ${listed.length - 1} more`;
      return line(`${first?.check.status} ${first?.id}${others}: ${reason}`, LONGEST_NOTE);
    }),
    ...(left > 0 ? [`and ${left} more: ${more}`] : []),
  ];
}
