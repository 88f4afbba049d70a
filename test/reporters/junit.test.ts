import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Report, ReportCheck } from '../../src/core/report.ts';
import { STATUSES, THRESHOLDS, type Threshold } from '../../src/core/verdict.ts';
import { printable } from '../../src/redact/printable.ts';
import { renderJunit } from '../../src/reporters/junit.ts';
import { anyReport } from './arbitrary.ts';
import { asked, check, report } from './build.ts';
import { accepted, blockedByToken, offline, oneCause, openQuestions } from './samples.ts';

interface Suite {
  name: string;
  tests: string;
  failures: string;
  errors: string;
  skipped: string;
  time: string;
  timestamp: string;
  testcase: Case[];
}

interface Case {
  name: string;
  classname: string;
  failure?: { message: string; type: string; '#text'?: string };
  error?: { message: string; type: string; '#text'?: string };
  skipped?: { message: string };
  'system-out'?: string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => name === 'testsuite' || name === 'testcase',
});

function parsed(text: string): Suite & { testsuite: Suite[] } {
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text).testsuites;
}

const casesIn = (text: string) => (parsed(text).testsuite ?? []).flatMap(({ testcase }) => testcase);
const entriesOf = ({ checks }: Report) => Object.values(checks);

function caseOf(sample: Report, id: string, failOn?: Threshold): Case {
  const found = casesIn(renderJunit(sample, failOn && { failOn })).find(({ name }) =>
    name.startsWith(`${id}: `),
  );
  if (found === undefined) throw new Error(`There is no test case for ${id}.`);
  return found;
}

/** How many checks the statuses have together, accepted failures apart. */
function countIn(sample: Report, wanted: readonly ReportCheck['status'][]): number {
  return entriesOf(sample).filter(({ status, suppressed }) => !suppressed && wanted.includes(status)).length;
}

describe('a report as JUnit', () => {
  it('has a suite for each area and a case for each check, in the order of the checklist', () => {
    const { testsuite } = parsed(renderJunit(oneCause));
    expect(testsuite.map(({ name }) => name)).toEqual(['token', 'scopes', 'logs', 'processing']);
    expect(testsuite[1]?.testcase.map(({ name, classname }) => [name, classname])).toEqual([
      ['scopes/required: every required scope is granted', 'opencx-hubspot.scopes'],
      ['scopes/owners-read: owners can be read', 'opencx-hubspot.scopes'],
    ]);
  });

  it('tells of a failure its cause, what was measured and expected, who can fix it and how', () => {
    const { failure } = caseOf(oneCause, 'scopes/owners-read');
    expect(failure).toMatchObject({
      type: 'owners-scope-missing',
      message: 'HubSpot refuses to let the app read owners.',
    });
    expect(failure?.['#text']?.split('\n')).toEqual([
      'Measured: 403 MISSING_SCOPES on GET /crm/v3/owners/{id}',
      'Expected: an answer with owners in it',
      'Cause: The app may not read owners: the scope crm.objects.owners.read is missing (owners-scope-missing, confirmed; a HubSpot admin can fix it)',
      'Fix:',
      '1. Open the app and go to its Scopes tab.',
      '2. Tick crm.objects.owners.read and commit the change.',
      '3. In OpenCX, save the HubSpot settings once more, so that the new scope is picked up.',
      '4. Send a test email and look for its session in the inbox.',
      'Where: HubSpot: Settings -> Integrations -> Legacy Apps -> your app -> Scopes',
      'Link: https://app-eu1.hubspot.com/legacy-apps/7700001/88/scopes',
      'Docs: https://docs.open.cx/integrations/hubspot/troubleshooting',
    ]);
  });

  it('calls what could not be told an error, and says why', () => {
    expect(caseOf(offline, 'token/accepted').error).toMatchObject({
      type: 'unknown',
      '#text': expect.stringContaining('Not obtained: token.introspection: No answer within 10 s. [timeout]'),
    });
    expect(caseOf(offline, 'webhooks/paused').error?.type).toBe('crash');
  });

  it('skips the rest with its reason', () => {
    const reasons = [
      caseOf(openQuestions, 'webhooks/committed'),
      caseOf(blockedByToken, 'replies/public'),
      caseOf(offline, 'handoff/comment'),
      caseOf(accepted, 'webhooks/throttle'),
    ].map(({ skipped }) => skipped?.message);
    expect(reasons).toEqual([
      'Open question: Does the Webhooks tab offer a Commit changes button that can be pressed?',
      'Blocked by token/accepted.',
      'Not applicable: No conversation was named.',
      'Event throttling is 10 per second. Accepted until 2026-12-31: a pilot with two reps',
    ]);
  });

  it('lets a warning pass and tells it, unless warnings count as problems', () => {
    const lenient = caseOf(blockedByToken, 'webhooks/throttle');
    expect(lenient['system-out']).toMatch(/^Warning: Event throttling was 100 per second/);
    expect(lenient).not.toHaveProperty('failure');
    for (const failOn of ['warn', 'manual'] as const) {
      expect(caseOf(blockedByToken, 'webhooks/throttle', failOn).failure?.type).toBe('warn');
    }
  });

  it('fails an open question where open questions count as problems', () => {
    expect(caseOf(openQuestions, 'webhooks/committed', 'warn')).not.toHaveProperty('failure');
    expect(caseOf(openQuestions, 'webhooks/committed', 'manual').failure).toMatchObject({
      type: 'manual',
      message: 'Open question: Does the Webhooks tab offer a Commit changes button that can be pressed?',
    });
  });

  it('tells times in seconds, and in UTC whatever zone the report names', () => {
    const elsewhere = { ...oneCause, startedAt: '2026-11-22T04:10:03.900+02:00' };
    expect(parsed(renderJunit(elsewhere))).toMatchObject({ time: '1.240', timestamp: '2026-11-22T02:10:03' });
    expect(renderJunit(elsewhere)).not.toContain('hostname');
  });
});

describe('an incomplete run of which no check is an error', () => {
  it.each([
    ['nothing was judged', [asked('webhooks/throttle', 'Which number?')], 'no check could be judged'],
    ['what blocks is not known', [check('crm/connection', 'blocked', 'Not told.')], 'could not tell 1 of 1'],
  ])('is an error by itself: %s', (_why, checks, said) => {
    const text = renderJunit(report({ status: 'incomplete', checks }));
    const told = casesIn(text).find(({ classname }) => classname.endsWith('.run'));
    expect(told?.error).toMatchObject({ type: 'incomplete', message: expect.stringContaining(said) });
    expect(parsed(text)).toMatchObject({ tests: '2', errors: '1' });
  });

  it('needs no other error beside one of a check', () => {
    const sample = report({
      status: 'incomplete',
      checks: [check('token/accepted', 'unknown', 'No answer.')],
    });
    expect(parsed(renderJunit(sample))).toMatchObject({ tests: '1', errors: '1' });
  });
});

describe('any report as JUnit', () => {
  const always = (statement: (sample: Report, text: string, failOn: Threshold) => void) =>
    fc.assert(
      fc.property(anyReport, fc.constantFrom(...THRESHOLDS), (sample, failOn) => {
        statement(sample, renderJunit(sample, { failOn }), failOn);
      }),
    );

  it('counts what the report counts', () => {
    always((sample, text, failOn) => {
      const failing = { fail: ['fail'], warn: ['fail', 'warn'], manual: ['fail', 'warn', 'manual'] } as const;
      const failures = countIn(sample, failing[failOn]);
      const untold = countIn(sample, ['unknown', 'crash']);
      // The run itself is the error where something is in its way, or no check of an incomplete one is.
      const ofTheRun = sample.obstacle || (sample.status === 'incomplete' && untold === 0) ? 1 : 0;
      const errors = untold + ofTheRun;
      const passed = countIn(sample, failOn === 'fail' ? ['pass', 'warn'] : ['pass']);
      const tests = entriesOf(sample).length + ofTheRun;
      const skipped = tests - failures - errors - passed;
      const totals = parsed(text);
      const numbers = { tests, failures, errors, skipped };
      expect(totals).toMatchObject(
        Object.fromEntries(Object.entries(numbers).map(([key, count]) => [key, String(count)])),
      );
      const cases = casesIn(text);
      expect(cases).toHaveLength(tests);
      expect(cases.filter((one) => one.failure !== undefined)).toHaveLength(failures);
      expect(cases.filter((one) => one.error !== undefined)).toHaveLength(errors);
      expect(cases.filter((one) => one.skipped !== undefined)).toHaveLength(skipped);
      for (const key of ['tests', 'failures', 'errors', 'skipped'] as const) {
        const sum = (totals.testsuite ?? []).reduce((total, suite) => total + Number(suite[key]), 0);
        expect(sum).toBe(numbers[key]);
      }
    });
  });

  it('has a failure or an error wherever a check makes the run a problem', () => {
    always((sample, text) => {
      if (countIn(sample, ['fail']) > 0) expect(Number(parsed(text).failures)).toBeGreaterThan(0);
    });
  });

  it('holds no character that XML 1.0 forbids', () => {
    always((_sample, text) => {
      expect(text).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
    });
  });

  it('gives every sentence back as it was, blanks apart', () => {
    const sentence = fc.string({ unit: 'binary', maxLength: 80 }).filter((text) => printable(text) !== '');
    fc.assert(
      fc.property(sentence, fc.constantFrom(...STATUSES), (text, status) => {
        const sample = report({
          status: 'problems',
          checks: [check('token/format', status, text, { question: text, measured: text, title: text })],
        });
        const [only] = casesIn(renderJunit(sample));
        const said = printable(text);
        expect(only?.name).toBe(`token/format: ${said}`);
        const told = only?.failure ?? only?.error ?? only?.skipped;
        if (told !== undefined) expect(told.message).toContain(said);
        if (only?.failure !== undefined) expect(only.failure['#text']).toContain(`Measured: ${said}`);
        if (status === 'warn') expect(only?.['system-out']).toContain(`Warning: ${said}`);
      }),
    );
  });
});
