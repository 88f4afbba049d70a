import { escape as escapeMarkup } from 'html-escaper';
import type { Report, ReportCheck } from '../core/report.ts';
import type { Threshold } from '../core/verdict.ts';
import { isProblem } from '../doctor/status.ts';
import { printable } from '../redact/printable.ts';
import { areaOf, conclusion, type ListedCheck, listedChecks } from './checks.ts';
import { sourceOf } from './evidence.ts';
import { causesFoundBy, findingLines, isSilentlyIncomplete, isUntold } from './finding.ts';
import { indented } from './layout.ts';
import { sinceLine } from './since.ts';
import { verdictStatement } from './verdict-line.ts';

export interface JunitOptions {
  /** From which verdict on a check has failed; `fail` when left out. */
  failOn?: Threshold;
}

/** The suite of the run itself; no area has this name. */
const RUN = 'run';

type Outcome = 'passed' | 'failed' | 'errored' | 'skipped';

interface Counted {
  outcome: Outcome;
}

/** A check as a test case: how it ended, and the element that tells it, if there is one. */
interface TestCase extends ListedCheck, Counted {
  content: string[];
}

/**
 * The report as a JUnit file: an area is a test suite, a check is a test case. Its counts follow the threshold of
 * the run, so a build turns red with the exit code. What could not be told is an error; what is open, blocked, not
 * applicable or accepted is skipped, with the reason. An obstacle, or an incomplete run without an error, is one of the
 * run itself.
 *
 * Times are in UTC and written without a zone, as the schema of the format has them.
 */
export function renderJunit(report: Report, { failOn = 'fail' }: JunitOptions = {}): string {
  const cases = listedChecks(report).map((listed) => testCase(listed, report, failOn));
  const suites = [...Map.groupBy(cases, ({ id }) => areaOf(id))].flatMap(([area, members]) =>
    suiteLines(area, members, report),
  );
  const ofTheRun = report.obstacle || isSilentlyIncomplete(report) ? [runOutcome(report)] : [];
  const totals = {
    name: report.tool.name,
    ...counts([...cases, ...ofTheRun]),
    time: seconds(report.durationMs),
    timestamp: timestamp(report),
  };
  const content = [...sinceLines(report), ...ofTheRun.flatMap(({ lines }) => lines), ...suites];
  return `${[XML_DECLARATION, ...element('testsuites', totals, content)].join('\n')}\n`;
}

/** A suite of one test case that has no check: the whole run could not be told. */
function runOutcome(report: Report): Counted & { lines: string[] } {
  const name = `${RUN}: Enough could be told to call it healthy`;
  const { obstacle, status } = report;
  const error = obstacle
    ? textElement('error', { message: obstacle.title, type: obstacle.id }, [
        `Measured: ${obstacle.measured}`,
        ...obstacle.fixes,
      ])
    : element('error', { message: verdictStatement(report), type: status });
  const one = element('testcase', { name, classname: `${report.tool.name}.${RUN}`, time: seconds(0) }, error);
  const outcome = 'errored';
  const attributes = {
    name: RUN,
    ...counts([{ outcome }]),
    time: seconds(0),
    timestamp: timestamp(report),
  };
  return { outcome, lines: element('testsuite', attributes, one) };
}

/** A suite without a test: what became of a case is no check, and counts nowhere. */
function sinceLines(report: Report): string[] {
  const value = sinceLine(report);
  if (value === undefined) return [];
  const attributes = { name: 'case', ...counts([]), time: seconds(0), timestamp: timestamp(report) };
  const property = element('property', { name: 'since', value });
  return element('testsuite', attributes, element('properties', {}, property));
}

function suiteLines(area: string, cases: readonly TestCase[], report: Report): string[] {
  const took = cases.reduce((sum, { check }) => sum + check.durationMs, 0);
  const attributes = {
    name: area,
    ...counts(cases),
    time: seconds(took),
    timestamp: timestamp(report),
  };
  return element('testsuite', attributes, cases.flatMap(caseLines(area, report)));
}

function caseLines(area: string, { tool }: Report): (one: TestCase) => string[] {
  return ({ id, check, content }) =>
    element(
      'testcase',
      {
        name: `${id}: ${check.title}`,
        classname: `${tool.name}.${area}`,
        time: seconds(check.durationMs),
      },
      content,
    );
}

function counts(cases: readonly Counted[]): Attributes {
  const count = (wanted: Outcome) => cases.filter(({ outcome }) => outcome === wanted).length;
  return {
    tests: cases.length,
    failures: count('failed'),
    errors: count('errored'),
    skipped: count('skipped'),
  };
}

function testCase(listed: ListedCheck, report: Report, failOn: Threshold): TestCase {
  const { id, check } = listed;
  const reason = skipReason(check);
  const lines = () => findingLines(report, id, check);
  if (check.suppressed === undefined && isProblem(check.status, failOn)) {
    const type = causesFoundBy(report, id)[0]?.id ?? check.status;
    const message = check.status === 'manual' ? (reason ?? check.summary) : check.summary;
    return { ...listed, outcome: 'failed', content: textElement('failure', { message, type }, lines()) };
  }
  if (isUntold(check.status)) {
    const attributes = { message: check.summary, type: check.status };
    return { ...listed, outcome: 'errored', content: textElement('error', attributes, lines()) };
  }
  if (reason !== undefined) {
    return { ...listed, outcome: 'skipped', content: element('skipped', { message: reason }) };
  }
  if (check.status !== 'warn') {
    const source = check.statedAt === undefined ? [] : [`Source: ${sourceOf(check, report)}`];
    return {
      ...listed,
      outcome: 'passed',
      content: source.length === 0 ? [] : textElement('system-out', {}, source),
    };
  }
  const warning = [`Warning: ${check.summary}`, ...lines()];
  return { ...listed, outcome: 'passed', content: textElement('system-out', {}, warning) };
}

/** Why a check says neither yes nor no; undefined where it does. */
function skipReason(check: ReportCheck): string | undefined {
  if (check.suppressed !== undefined) return conclusion(check);
  switch (check.status) {
    case 'manual':
      return `Open question: ${check.question ?? check.summary}`;
    case 'blocked':
      return check.blockedBy === null ? `Blocked: ${check.summary}` : `Blocked by ${check.blockedBy}.`;
    case 'na':
      return `Not applicable: ${check.summary}`;
    default:
      return undefined;
  }
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function timestamp({ startedAt }: Report): string {
  return new Date(startedAt).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
}

type Attributes = Readonly<Record<string, string | number>>;

const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * Text as XML 1.0 holds it. What the standard forbids (control characters, halves of surrogate pairs, U+FFFE and
 * U+FFFF) is among the characters that `printable` turns into blanks.
 */
function xmlText(text: string): string {
  return escapeMarkup(printable(text));
}

function openTag(name: string, attributes: Attributes): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  return `<${name}${pairs.join('')}`;
}

/** An element with others inside, one entry for each line. */
function element(name: string, attributes: Attributes, content: readonly string[] = []): string[] {
  const start = openTag(name, attributes);
  return content.length === 0 ? [`${start}/>`] : [`${start}>`, ...indented(content, 2), `</${name}>`];
}

/** An element that holds lines of text; they are kept as they are, so they stay in one entry. */
function textElement(name: string, attributes: Attributes, lines: readonly string[]): string[] {
  const start = openTag(name, attributes);
  if (lines.length === 0) return [`${start}/>`];
  return [`${start}>${lines.map(xmlText).join('\n')}</${name}>`];
}
