import type { Report, ReportCheck } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import { THRESHOLDS, type Threshold } from '../diagnosis/status.ts';
import { areaOf, type ListedCheck, listedChecks } from './checklist.ts';
import { causesFoundBy, findingLines } from './finding.ts';
import { conclusion } from './suppressions.ts';
import { type Attributes, element, textElement, XML_DECLARATION } from './xml.ts';

export interface JunitOptions {
  /** From which verdict on a check has failed; `fail` when left out. */
  failOn?: Threshold;
}

type Outcome = 'passed' | 'failed' | 'errored' | 'skipped';

/** A check as a test case: how it ended, and the element that tells it, if there is one. */
interface TestCase extends ListedCheck {
  outcome: Outcome;
  content: string[];
}

/**
 * The report as a JUnit file: an area is a test suite, a check is a test case. Its counts follow the threshold of
 * the run, so a build turns red with the exit code. What could not be told is an error; what is open, blocked, not
 * applicable or accepted is skipped, with the reason.
 *
 * Times are in UTC and written without a zone, as the schema of the format has them.
 */
export function renderJunit(report: Report, { failOn = 'fail' }: JunitOptions = {}): string {
  const cases = listedChecks(report).map((listed) => testCase(listed, report, failOn));
  const suites = [...Map.groupBy(cases, ({ id }) => areaOf(id))].flatMap(([area, members]) =>
    suiteLines(area, members, report),
  );
  const totals = {
    name: report.tool.name,
    ...counts(cases),
    time: seconds(report.durationMs),
    timestamp: timestamp(report),
  };
  return `${[XML_DECLARATION, ...element('testsuites', totals, suites)].join('\n')}\n`;
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

function counts(cases: readonly TestCase[]): Attributes {
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
  if (check.status === 'unknown' || check.status === 'crash') {
    const attributes = { message: check.summary, type: check.status };
    return { ...listed, outcome: 'errored', content: textElement('error', attributes, lines()) };
  }
  if (reason !== undefined) {
    return { ...listed, outcome: 'skipped', content: element('skipped', { message: reason }) };
  }
  if (check.status !== 'warn') return { ...listed, outcome: 'passed', content: [] };
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

/** The thresholds grow: each counts what those before it count. */
function isProblem(status: Status, failOn: Threshold): boolean {
  const counted: readonly Status[] = THRESHOLDS.slice(0, THRESHOLDS.indexOf(failOn) + 1);
  return counted.includes(status);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function timestamp({ startedAt }: Report): string {
  return new Date(startedAt).toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
}
