/** What holds of every report, whatever evidence it is made of. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../checks/facts.ts';
import type { Report } from '../../src/core/report.ts';
import { type ReportContext, reportOn } from '../../src/doctor/report.ts';
import { select } from '../../src/doctor/selection.ts';
import { thread } from '../checks/conversation/builders.ts';
import { project } from '../checks/project/judging.ts';
import { runs } from '../support/proof.ts';
import { anyEvidence } from './any-evidence.ts';
import { failed, obtained } from './evidence.ts';

const START = Date.parse('2026-11-22T10:00:00Z');
const SOME = { numRuns: runs(200) };

function reported(
  evidence: EvidenceSet,
  {
    symptom,
    skip = [],
    ...more
  }: Partial<ReportContext> & { symptom?: string | undefined; skip?: string[] } = {},
): Report {
  return reportOn(evidence, {
    selection: select({ symptom, only: [], skip }),
    given: { answers: {}, webhookFiles: [], probeWebhook: false, offline: false },
    version: '0.0.0',
    startedAt: START,
    gatheredAt: START,
    now: () => 0,
    ...more,
  });
}

const blockers = ({ checks }: Report) => Object.values(checks).flatMap(({ blockedBy }) => blockedBy ?? []);

test('it holds what its JSON holds, and nothing that is undefined', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const report = reported(evidence);
      expect(report).toStrictEqual(JSON.parse(JSON.stringify(report)));
    }),
    SOME,
  );
});

test('a check that is left out is not told, and blocks no other', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      for (const id of new Set(blockers(reported(evidence)))) {
        const without = reported(evidence, { skip: [id] });
        expect(without.checks).not.toHaveProperty([id]);
        expect(blockers(without)).not.toContain(id);
      }
    }),
    SOME,
  );
});

test('a failure that is accepted leads to no cause, is no next test, and no reason to ask', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      for (const check of new Set(reported(evidence).causes.flatMap(({ checks }) => checks))) {
        const suppressions = [{ check, scope: {}, reason: 'known', expires: '2026-12-31' }];
        const { causes, nextTest, questions, checks } = reported(evidence, { suppressions });
        expect(checks[check]).toHaveProperty('suppressed');
        expect(causes.flatMap((cause) => cause.checks)).not.toContain(check);
        expect(nextTest?.check).not.toBe(check);
        expect(questions.flatMap(({ settles }) => settles)).not.toContain(check);
      }
    }),
    SOME,
  );
});

test.each([undefined, 'connection-test-fails', 'replies-not-syncing'])(
  'without a token there is no next test but to give one (%s)',
  (symptom) => {
    const noToken = failed({ kind: 'not-configured', message: 'no token' });
    expect(reported({ 'token.form': noToken }, { symptom })).toMatchObject({
      obstacle: { id: 'no-token' },
      causes: [],
      nextTest: null,
    });
  },
);

test('a conversation that was found by its contact is named in what mends and what proves it', () => {
  const report = reported({
    'conversation.thread': obtained(thread({ assignedTo: 'A-7009', ticketId: '9001' })),
    'opencx.defaultUserId': obtained('A-7001', 'stated'),
  });
  const commands = report.causes.flatMap(({ fixes }) => fixes.flatMap(({ verify = '' }) => verify));
  expect(commands.join()).toContain('--thread 5001');
  expect(JSON.stringify(report.causes)).not.toMatch(/THREAD_ID|TICKET_ID/);
});

test.each([
  ['live', true],
  ['file', false],
] as const)(
  'settings of a project are proved by the key that has shown them, by %s evidence: %s',
  (source, isByKey) => {
    const { causes } = reported({
      'project.found': obtained(project(), source),
      'webhooks.throttle': obtained({ limit: 10 }, 'stated'),
    });
    const [fix] = causes.find(({ id }) => id === 'throttle-too-low')?.fixes ?? [];
    expect(fix?.steps.join(' ').includes('the same personal access key')).toBe(isByKey);
  },
);
