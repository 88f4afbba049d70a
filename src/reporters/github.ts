import type { Report } from '../core/report.ts';
import type { Status, Threshold } from '../core/verdict.ts';
import { isProblem } from '../doctor/status.ts';
import { printable } from '../redact/printable.ts';
import { acceptance, idsOf, type ListedCheck, listedChecks } from './checks.ts';
import { oldAnswers } from './evidence.ts';
import { findingLines, isSilentlyIncomplete } from './finding.ts';
import { escaped } from './markdown/escape.ts';
import { renderMarkdown } from './markdown/report.ts';
import { sinceLine } from './since.ts';
import { verdictStatement } from './verdict-line.ts';
import { counted, STATUS_WORDS } from './words.ts';

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  level: Level;
  /** The checks that it is about. */
  about: string;
  title: string;
  lines: string[];
}

/** GitHub shows so many annotations of one level for each step, and drops the others without a word. */
const MOST_OF_A_LEVEL = 10;

/** Findings before what could not be told, so that the latter are what is left out of a long list. */
const FINDINGS: readonly Status[] = ['fail', 'warn', 'crash', 'unknown'];

export interface GithubOptions {
  /** From which verdict on the step fails; `fail` when left out. */
  failOn?: Threshold;
  /** What the report is about, where a step tells several: the name of a profile. */
  subject?: string;
}

/**
 * The report as workflow commands of GitHub Actions: an error for whatever the step fails for and for what could not
 * be told, a warning for a warning, a notice for an open question or an accepted failure; then the verdict line.
 */
export function renderGithub(report: Report, { failOn = 'fail', subject }: GithubOptions = {}): string {
  const about = subject === undefined ? '' : `${printable(subject)}: `;
  const annotations = [
    ...since(report),
    ...obstacle(report),
    ...findings(report, failOn),
    ...accepted(report),
    ...aged(report),
    ...questions(report, failOn),
    ...runOutcome(report),
  ];
  const byLevel = [...Map.groupBy(annotations, ({ level }) => level)];
  const shown = byLevel.flatMap(([, members]) => members.slice(0, MOST_OF_A_LEVEL));
  const left = byLevel.map(([level, members]) => [level, members.slice(MOST_OF_A_LEVEL)] as const);
  const commands = shown.map((annotation) => commandLine(annotation, about));
  const lines = [...commands, ...restLine(left), `${about}${verdictOf(report)}`];
  return `${lines.join('\n')}\n`;
}

/** What the page of a workflow run shows: the report as Markdown. */
export function renderStepSummary(report: Report, subject?: string): string {
  const heading = subject === undefined ? '' : `## ${escaped(subject)}\n\n`;
  return `${heading}${renderMarkdown(report)}\n`;
}

function verdictOf(report: Report): string {
  return `${report.status.toUpperCase()}  ${verdictStatement(report)}`;
}

function findings(report: Report, failOn: Threshold): Annotation[] {
  const open = listedChecks(report).filter(({ check }) => check.suppressed === undefined);
  return FINDINGS.flatMap((status) => {
    const those = open.filter(({ check }) => check.status === status);
    if (status === 'unknown') return untold(report, those);
    return those.map(({ id, check }) => ({
      level: status === 'warn' && !isProblem(status, failOn) ? 'warning' : 'error',
      about: id,
      title: `${id}: ${STATUS_WORDS[status]}`,
      lines: [check.summary, ...findingLines(report, id, check)],
    }));
  });
}

/** One for all checks that could not be told for the same reason, such as that no token was given, and what they share. */
function untold(report: Report, checks: readonly ListedCheck[]): Annotation[] {
  const byReason = Map.groupBy(checks, ({ check }) => check.summary);
  return [...byReason].map(([reason, those]) => {
    const about = idsOf(those);
    const several = those.length > 1;
    const [first = [], ...others] = those.map(({ id, check }) => findingLines(report, id, check));
    const shared = first.filter((line) => others.every((lines) => lines.includes(line)));
    return {
      level: 'error',
      about,
      title: `${several ? counted(those.length, 'check') : about}: ${STATUS_WORDS.unknown}`,
      lines: [reason, ...(several ? [about] : []), ...shared],
    };
  });
}

/** A step that fails with nothing marked as an error would leave its reader to guess. */
function runOutcome(report: Report): Annotation[] {
  if (!isSilentlyIncomplete(report)) return [];
  return [
    { level: 'error', about: 'the run', title: 'The run is incomplete', lines: [verdictStatement(report)] },
  ];
}

function since(report: Report): Annotation[] {
  const line = sinceLine(report);
  return line === undefined
    ? []
    : [{ level: 'notice', about: 'the case', title: `Case ${report.since?.case}`, lines: [line] }];
}

/** Before all else: until it is out of the way, the rest says little. */
function obstacle({ obstacle: found }: Report): Annotation[] {
  if (!found) return [];
  const lines = [`Measured: ${found.measured}`, ...found.fixes];
  return [{ level: 'error', about: 'the run', title: found.title, lines }];
}

function accepted(report: Report): Annotation[] {
  return listedChecks(report).flatMap(({ id, check }) =>
    check.suppressed === undefined
      ? []
      : [
          {
            level: 'notice' as const,
            about: id,
            title: `${id}: ${STATUS_WORDS[check.status]}, accepted`,
            lines: [check.summary, acceptance(check.suppressed)],
          },
        ],
  );
}

function aged(report: Report): Annotation[] {
  const old = oldAnswers(report);
  return old === undefined
    ? []
    : [{ level: 'notice', about: 'the answers', title: 'Old answers', lines: [old] }];
}

/** One for all of them: they are a list for a person to go through, and each alone would push findings off the page. */
function questions(report: Report, failOn: Threshold): Annotation[] {
  const { questions: open } = report;
  if (open.length === 0) return [];
  return [
    {
      level: isProblem('manual', failOn) ? 'error' : 'notice',
      about: open.flatMap(({ settles }) => settles).join(', '),
      title: counted(open.length, 'open question'),
      lines: open.map(({ text, settles }) => `${text} [${settles.join(', ')}]`),
    },
  ];
}

function restLine(left: readonly (readonly [Level, readonly Annotation[]])[]): string[] {
  const parts = left
    .filter(([, members]) => members.length > 0)
    .map(
      ([level, members]) =>
        `${counted(members.length, level)} (${members.map(({ about }) => about).join(', ')})`,
    );
  return parts.length === 0
    ? []
    : [`GitHub shows ${MOST_OF_A_LEVEL} of a kind; left out: ${parts.join('; ')}`];
}

function commandLine({ level, title, lines }: Annotation, about: string): string {
  const text = lines
    .map(printable)
    .filter((line) => line !== '')
    .join('\n');
  return `::${level} title=${escapeProperty(about + printable(title))}::${escapeData(text)}`;
}

/** GitHub's documentation of workflow commands gives no escapes; these are the ones that its runner undoes. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
