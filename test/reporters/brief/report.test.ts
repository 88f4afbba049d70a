import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MOST_BYTES, renderBrief } from '../../../src/reporters/brief/report.ts';
import { runs } from '../../support/proof.ts';
import { anyReport } from '../arbitrary.ts';
import { asked, cause, check, passed, report } from '../build.ts';
import { busy } from '../log/samples.ts';
import { noToken, oneCause, openQuestions, SAMPLES } from '../samples.ts';
import { expectBrief } from './a-budget.ts';

const { everything: _everything, ...real } = SAMPLES;

it.each(Object.entries(real))('holds what an agent needs: %s', (_name, sample) => {
  expectBrief(sample);
});

test('is never longer than it may be, whatever it has to tell, and ends with the next step', () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      const text = renderBrief(any, {});
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
      expect(text.trimEnd().split('\n').at(-1)).toMatch(/^next: /);
      expect(text.startsWith('in the way: ')).toBe(any.obstacle !== null);
    }),
    { numRuns: runs(300) },
  );
});

describe('the next step', () => {
  const next = (sample: Parameters<typeof renderBrief>[0]) =>
    renderBrief(sample, {}).trimEnd().split('\n').at(-1);

  it('clears the way first', () => {
    expect(next(noToken)).toBe(
      'next: mend what is in the way, then opencx-hubspot doctor connection-test-fails',
    );
  });

  it('is the command that the run names', () => {
    expect(
      next(
        report({
          status: 'open',
          checks: [],
          nextTest: { check: 'a/b', question: 'Which?', command: 'opencx-hubspot doctor --thread ID' },
        }),
      ),
    ).toBe('next: opencx-hubspot doctor --thread ID');
  });

  it('has what was found mended, and then looked at', () => {
    expect(next(oneCause)).toMatch(/^next: have it mended/);
  });

  it('gives each key that can be answered, and no secret', () => {
    expect(next(openQuestions)).toMatch(/^next: the same again with --answer \S+=VALUE/);
    const secret = report({
      status: 'open',
      checks: [],
      questions: [
        {
          key: 'webhooks.targetUrl',
          kind: 'secret-url',
          text: 'Which?',
          where: 'HubSpot',
          settles: ['webhooks/target-url'],
        },
      ],
    });
    expect(renderBrief(secret, {})).not.toContain('--answer webhooks.targetUrl');
  });

  it('names the answer that could take a cause back', () => {
    const question = 'Is it paused?';
    const sample = report({
      status: 'problems',
      causes: [
        cause('subscription-paused', { title: 'Paused', checks: ['webhooks/paused'], confidence: 'likely' }),
      ],
      checks: [check('webhooks/paused', 'fail', 'Paused.')],
      questions: [
        {
          key: 'webhooks.paused',
          kind: 'yes-no',
          text: question,
          where: 'HubSpot',
          settles: ['webhooks/paused'],
        },
      ],
      nextTest: { check: 'webhooks/paused', question },
    });
    expect(next(sample)).toMatch(/^next: --answer webhooks.paused=VALUE makes it surer; have it mended/);
  });

  it('is the doctor where a log shows nothing', () => {
    const ofLog = { ...busy, status: 'healthy', causes: [], nextTest: null, questions: [] } as typeof busy;
    expect(next(ofLog)).toBe('next: opencx-hubspot doctor');
    expect(renderBrief(busy, {})).not.toContain('--mode');
  });

  it('is a live test where nothing is open', () => {
    expect(next(report({ status: 'healthy', checks: [passed('token/format')] }))).toBe(
      'next: opencx-hubspot prove',
    );
  });
});

it('puts the questions of one screen under it', () => {
  const sample = report({
    status: 'open',
    checks: [asked('webhooks/committed', 'Is it?')],
    questions: ['one', 'two'].map((key) => ({
      key,
      kind: 'yes-no' as const,
      text: `Is it ${key}?`,
      where: 'HubSpot',
      settles: [],
    })),
  });
  expect(renderBrief(sample, {})).toContain(
    'look at HubSpot\nquestion one = yes|no: Is it one?\nquestion two = yes|no: Is it two?\n',
  );
});
