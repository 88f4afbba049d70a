import { describe, expect, it } from 'vitest';
import type { Fix, Report, ReportEvidence } from '../../../src/core/report.ts';
import { renderText } from '../../../src/reporters/text/report.ts';
import { asked, cause, check, live, passed, report } from '../build.ts';
import { noToken, openQuestions, SAMPLES } from '../samples.ts';
import { expectAnswerOnAScreen } from './a-screen.ts';

const plain = { width: 80, color: false, full: false } as const;
const drawn = (sample: Report) => renderText(sample, plain);
const told = (sample: Report) => drawn(sample).replaceAll(/\s+/g, ' ');

/** Made to hold words that nobody would write and fixes with no brief form. */
const { everything: _everything, ...real } = SAMPLES;

it.each(Object.entries(real))('holds the answer: %s', (_name, sample) => {
  expectAnswerOnAScreen(sample);
});

const LONG =
  'Open the page that is named above, read every line of it twice, and compare it with the other page.';

const REFUSED = { title: 'HubSpot does not accept the token', checks: ['token/accepted'], measured: '401' };

function withFix(fix: Omit<Fix, 'kind'>): Report {
  return report({
    status: 'problems',
    causes: [cause('token-rejected', { ...REFUSED, fixes: [{ kind: 'manual', ...fix }] })],
    checks: [check('token/accepted', 'fail', 'HubSpot refuses the token.')],
  });
}

describe('the way to mend a cause', () => {
  it('is told in all its steps where there is room, and in brief where there is not', () => {
    const brief = 'Compare the two pages.';
    expect(told(withFix({ brief, steps: ['Press the button.', 'Wait.'] }))).toContain(
      'Fix: 1. Press the button. 2. Wait. Proof:',
    );
    expect(told(withFix({ brief, steps: [LONG, LONG, LONG, LONG, LONG] }))).toContain(
      'Fix: Compare the two pages. (5 steps: --full)',
    );
  });

  it('is cut behind a whole step only where it has no brief form, and says so', () => {
    const text = told(withFix({ steps: [LONG, LONG, LONG, LONG, 'The end.'] }));
    expect(text).toMatch(/Fix: 1\. Open the page .*other page\. \(\d steps: --full\)/);
    expect(text).not.toContain('The end.');
  });

  it('leaves the proving step to the line of its command', () => {
    const verify = 'opencx-hubspot doctor --only token/accepted';
    const steps = ['Press the button.', `To prove it, run \`${verify}\`: it should pass.`];
    expect(told(withFix({ steps, verify }))).toContain(`Fix: Press the button. Verify: ${verify} Proof:`);
  });
});

it('tells what was counted, also where none is hit, and nothing where nothing was counted', () => {
  const evidence = ['impact.period'];
  const checks = [
    check('impact/sessions-made', 'pass', 'None of 145 is without a session.', { evidence }),
    check('impact/tickets-made', 'na', 'No handoffs were found.', { evidence }),
  ];
  const counted = told(report({ status: 'healthy', checks, evidence: { 'impact.period': live() } }));
  expect(counted).toContain('None of 145 is without a session. - No handoffs were found.');
  expect(told(report({ status: 'healthy', checks }))).not.toContain('Counted');
});

it('tells of a personal access key that was refused, and of none where none was given', () => {
  const checks = [passed('token/accepted')];
  const without = (rest: Partial<ReportEvidence>) =>
    told(
      report({
        status: 'healthy',
        checks,
        evidence: { 'project.access': live({ outcome: 'missing', ...rest }) },
      }),
    );
  const why = 'HubSpot did not accept the personal access key (401).';
  expect(without({ why, error: { kind: 'http', status: 401, message: why } })).toContain(`? ${why}`);
  expect(without({ why: 'No personal access key was given.' })).not.toContain('personal access key');
});

describe('the test beside a cause that is not confirmed', () => {
  const asking = (question: string) => ({
    ...withFix({ steps: ['Press the button.'] }),
    nextTest: { check: 'token/accepted', question },
  });

  it('is the question alone, without its answers and what is said about it', () => {
    expect(drawn(asking('What does the log show: no row, or rows? It names no one.'))).toMatch(
      /^Test: +What does the log show\?$/m,
    );
    expect(drawn(asking('Look once more: Which number stands there? It is 10 at first.'))).toMatch(
      /^Test: +Look once more: Which number stands there\?$/m,
    );
  });

  it('keeps what is to be done before the question', () => {
    expect(told(asking('Write a message: does it arrive?'))).toContain(
      'Test: Write a message: does it arrive?',
    );
  });
});

describe('what causes there are besides', () => {
  const others = [
    'rate-limited',
    'reply-internal',
    'ticket-missing',
    'ticket-left-open',
    'crm-not-connected',
  ];
  const sample = report({
    status: 'problems',
    causes: [
      cause('token-rejected', REFUSED),
      ...others.map((id) => cause(id, { ...REFUSED, owner: 'rep' })),
    ],
    checks: [check('token/accepted', 'fail', 'HubSpot refuses the token.')],
  });

  it('has a line each with who acts, and a count behind the third', () => {
    expect(drawn(sample)).toMatch(
      /Also: +rate-limited · confirmed · the rep can fix it\n +reply-internal .*\n +ticket-missing .*\n +and 2 more causes: --full\n/,
    );
  });
});

describe('where there is no cause', () => {
  it('asks the question that decides most, with its screen, and counts the others', () => {
    expect(told(openQuestions)).toContain(
      'Next, the first of 3 questions Which events is the app subscribed to',
    );
    expect(drawn(openQuestions)).not.toContain('Which webhook URL does OpenCX show');
  });

  it('tells what was measured beside the question', () => {
    const [id, open] = asked('webhooks/committed', 'Are the changes committed?');
    const seen = { ...open, measured: 'the security log last shows a change at 09:14' };
    const sample = report({ status: 'open', checks: [passed('token/format'), [id, seen]] });
    expect(told(sample)).toContain('Known: the security log last shows a change at 09:14');
  });

  it('cuts a long list of what is amiss behind what fits, and counts the rest', () => {
    const amiss = Array.from({ length: 30 }, (_, index) =>
      check(`logs/number-${index}`, 'unknown', `The file ${index} could not be read.`),
    );
    const text = drawn(report({ status: 'incomplete', checks: [passed('token/format'), ...amiss] }));
    expect(text).toContain('logs/number-0');
    expect(text).toMatch(/^ {2}and \d+ more: --full$/m);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(23);
  });

  it('keeps to the screen beneath an obstacle, and leaves the note on the connection to the full report', () => {
    const obstructed = {
      ...noToken,
      connection: { mode: 'legacy-app', by: 'assumed', page: 'the page for a legacy app' } as const,
    };
    expect(told(obstructed)).not.toContain('Nobody has said how HubSpot is connected');
    expect(renderText(obstructed, { ...plain, full: true })).toContain('Nobody has said how');
    const stuck = {
      ...noToken.obstacle,
      measured: `${LONG} ${LONG} ${LONG}`,
      fixes: [LONG, LONG, LONG, LONG, LONG],
    };
    const crowded = { ...noToken, obstacle: stuck as NonNullable<Report['obstacle']> };
    expect(told(crowded)).toContain('Checks 2 could not be told, 1 left out; which, and why: --full');
  });
});
