import type { Report, RunStatus } from '../core/report.ts';
import { printable } from '../redact/printable.ts';
import { causeFamilies } from './causes.ts';
import { columnsOf } from './columns.ts';
import type { Paint, Sheet } from './layout.ts';
import { many } from './log/words.ts';
import { UNICODE_SYMBOLS } from './symbols.ts';
import { untoldReason } from './untold-reason.ts';
import { cost, counted, duration, OBSTACLE_WORDS, PARTY_NAMES } from './words.ts';

/** The same statement at several lengths. */
interface Lead {
  long: string;
  /** The cause and who acts, with how many there are besides and without. */
  named: string;
  alone: string;
  middle: string;
  short: string;
}

/**
 * The last line of a report, always one line: what the run concludes, how many checks say so, how many questions
 * are open, and what it cost. On a narrow sheet it says less, the cost first; open questions are named to the last.
 */
export function verdictLine(sheet: Sheet, report: Report): string {
  const word = report.status.toUpperCase();
  const separator = ` ${sheet.symbols.dot} `;
  const statements = statementsOf(report).map((parts) => parts.filter((part) => part !== '').join(separator));
  const room = sheet.width - word.length - 2;
  const fitting = statements.find((statement) => columnsOf(statement) <= room) ?? '';
  return `${paintFor(sheet, report)(word)}  ${fitting}`;
}

/** What the verdict line says where there is all the room in the world, without the status that it starts with. */
export function verdictStatement(report: Report): string {
  const [longest = []] = statementsOf(report);
  return longest.filter((part) => part !== '').join(` ${UNICODE_SYMBOLS.dot} `);
}

/** From the longest to the shortest. */
function statementsOf(report: Report): string[][] {
  const { long, named, alone, middle, short } = LEADS[report.status](report);
  const questions = report.questions.length;
  const open = questions === 0 ? '' : counted(questions, 'open question');
  const brieflyOpen = questions === 0 ? '' : `${questions} open`;
  const counts = countsOf(report).join(', ');
  const findings = countsOf({ ...report, summary: { ...report.summary, pass: 0 } }).join(', ');
  return [
    [long, counts, open, spent(report)],
    [long, counts, open],
    [long, findings, open],
    [long, findings, brieflyOpen],
    [long, open],
    [long, brieflyOpen],
    [named, open],
    [named, brieflyOpen],
    [alone, brieflyOpen],
    [middle, open],
    [middle, brieflyOpen],
    [short, findings, brieflyOpen],
    [short, open],
    [short, brieflyOpen],
    [short],
  ];
}

/** Reading a log makes no calls; that it read them is what the time was spent on. */
function spent({ calls, durationMs, log }: Report): string {
  return log ? `${many(log.calls, 'call')} read, ${duration(durationMs)}` : cost(calls, durationMs);
}

function countsOf({ status, summary, checks }: Report): string[] {
  const accepted = Object.values(checks).filter(({ suppressed }) => suppressed !== undefined).length;
  return [
    ...(LEADS_WITH_PASSES.includes(status) || summary.pass === 0 ? [] : [`${summary.pass} pass`]),
    ...(summary.warn === 0 ? [] : [`${summary.warn} warn`]),
    ...(summary.fail === 0 ? [] : [`${summary.fail} fail`]),
    ...(summary.unknown === 0 ? [] : [`${summary.unknown} unknown`]),
    ...(summary.blocked === 0 ? [] : [`${summary.blocked} blocked`]),
    ...(summary.crash === 0 ? [] : [`${summary.crash} crashed`]),
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
  ];
}

const LEADS_WITH_PASSES: readonly RunStatus[] = ['open', 'healthy'];

const LEADS: Readonly<Record<RunStatus, (report: Report) => Lead>> = {
  problems: causesLead,
  incomplete: incompleteLead,
  warnings: causesLead,
  open: openLead,
  healthy: ({ summary: { pass } }) => sameThroughout(`${pass} pass`),
};

/** The open questions themselves are counted behind it, as in every line. */
function openLead({ summary: { pass } }: Report): Lead {
  return { ...sameThroughout(`${pass} pass`), long: `${pass} pass, nothing measured is wrong` };
}

function causesLead({ causes }: Report): Lead {
  const families = causeFamilies(causes);
  const first = families[0]?.root;
  if (first === undefined) return sameThroughout('no documented cause fits');
  const count = counted(families.length, 'cause');
  const naming = families.length === 1 ? `${count}, ${first.id}` : `${count}, most likely ${first.id}`;
  const who = `(${PARTY_NAMES[first.owner]})`;
  const more = families.length === 1 ? '' : `, ${families.length - 1} more`;
  const alone = first.owner === 'wait' ? first.id : `${first.id} ${who}`;
  return { long: `${naming} ${who}`, named: `${alone}${more}`, alone, middle: naming, short: count };
}

function incompleteLead(report: Report): Lead {
  const { obstacle, summary } = report;
  if (obstacle)
    return {
      long: printable(obstacle.title) || OBSTACLE_WORDS[obstacle.id],
      named: OBSTACLE_WORDS[obstacle.id],
      alone: OBSTACLE_WORDS[obstacle.id],
      middle: OBSTACLE_WORDS[obstacle.id],
      short: obstacle.id,
    };
  const untold = summary.unknown + summary.blocked + summary.crash;
  const told = summary.pass + summary.warn + summary.fail + summary.manual;
  if (untold === 0) return sameThroughout('no check could be judged');
  const reason = untoldReason(report);
  const middle = `could not tell ${untold} of ${untold + told}`;
  return {
    long: reason === undefined ? middle : `${middle}: ${reason}`,
    named: middle,
    alone: middle,
    middle,
    short: `${untold} of ${untold + told} not told`,
  };
}

function sameThroughout(statement: string): Lead {
  return { long: statement, named: statement, alone: statement, middle: statement, short: statement };
}

function paintFor({ chalk }: Sheet, { status }: Report): Paint {
  const paints: Record<RunStatus, Paint> = {
    problems: chalk.bold.red,
    incomplete: chalk.bold.yellow,
    warnings: chalk.bold.yellow,
    open: chalk.bold.yellow,
    healthy: chalk.bold.green,
  };
  return paints[status];
}
