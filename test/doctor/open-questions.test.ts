import { describe, expect, it } from 'vitest';
import { EVIDENCE_KEYS, type EvidenceSet } from '../../checks/facts.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import type { ConnectionMode } from '../../src/core/connection.ts';
import type { TypedFlag } from '../../src/core/flags/typed-again.ts';
import { openQuestions } from '../../src/doctor/open-questions.ts';
import { reportOn } from '../../src/doctor/report.ts';
import { select } from '../../src/doctor/selection.ts';
import { failed, notGiven, obtained, REFUSED_401 } from './evidence.ts';

const SCOPES = [
  'conversations.read',
  'conversations.write',
  'tickets',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.owners.read',
  'crm.objects.companies.read',
  'crm.objects.deals.read',
  'crm.schemas.contacts.read',
];

/** A token that HubSpot takes; whatever else a run can want, nobody has given. */
const TOKEN_WORKS: EvidenceSet = {
  'token.form': obtained(
    { kind: 'hubspot-app', faults: [], usable: true, length: 44, origin: 'environment' },
    'given',
  ),
  'token.introspection': obtained({ hubId: 1, appId: 2, userId: 3, scopes: SCOPES }),
  'account.details': obtained({ portalId: 1 }),
  'account.usage': obtained({ used: 10, limit: 1000 }),
  'owners.read': obtained({ readable: true }),
};

function asked(symptom: string | undefined, given: EvidenceSet = {}) {
  return run(symptom, given).questions;
}

function run(symptom: string | undefined, given: EvidenceSet = {}) {
  const unsaid = Object.fromEntries(EVIDENCE_KEYS.map((key) => [key, notGiven()]));
  const evidence: EvidenceSet = { ...unsaid, ...TOKEN_WORKS, ...given };
  const judged = (items: EvidenceSet) =>
    reportOn(items, {
      selection: select({ symptom, only: [], skip: [] }),
      given: { answers: {}, webhookFiles: [], probeWebhook: false, offline: false },
      version: '0.0.0',
      startedAt: 0,
      gatheredAt: 0,
      now: () => 0,
    });
  const report = judged(evidence);
  const questions = openQuestions(report, evidence, (mode) =>
    judged({ ...evidence, 'connection.mode': obtained<ConnectionMode>(mode, 'stated') }),
  );
  return { report, questions };
}

const keysOf = (...parameters: Parameters<typeof asked>) => asked(...parameters).map(({ key }) => key);

const NAMED: EvidenceSet = {
  'conversation.thread': obtained({
    id: '9001',
    status: 'OPEN',
    createdAt: '2026-11-20T09:00:00Z',
    originalChannelId: '1002',
    archived: false,
    spam: false,
  }),
};

describe('a check that asks', () => {
  it.each([undefined, ...SYMPTOM_IDS])(
    'asks in the words of the question that settles it (%s)',
    (symptom) => {
      for (const given of [{}, NAMED]) {
        const { report, questions } = run(symptom, given);
        const texts = questions.map(({ text }) => text);
        const open = Object.values(report.checks).filter(({ status }) => status === 'manual');
        for (const { question } of open) expect(texts).toContain(question);
      }
    },
  );
});

describe('how HubSpot is connected', () => {
  it.each([undefined, 'replies-not-delivered', 'connection-test-fails', 'delivered-but-ignored'])(
    'is asked first where the answer changes the rest (%s)',
    (symptom) => {
      const [first, ...others] = asked(symptom);
      expect(first?.key).toBe('connection.mode');
      expect(first?.checks.length).toBeGreaterThan(0);
      expect(others.map(({ key }) => key)).not.toContain('connection.mode');
    },
  );

  it('comes before the conversation, and both before the rest', () => {
    expect(keysOf('replies-not-syncing').slice(0, 2)).toEqual(['connection.mode', 'conversation.thread']);
  });

  it('names the checks that the answer decides', () => {
    expect(asked('connection-test-fails')[0]?.checks).toEqual(['token/in-opencx']);
  });

  it('is not asked where the answer could change nothing', () => {
    expect(keysOf('crm-panel-empty')).toContain('opencx.crmConnected');
    expect(keysOf('crm-panel-empty')).not.toContain('connection.mode');
  });

  it('is asked where it decides how a fault is mended', () => {
    const missing = obtained({ hubId: 1, appId: 2, userId: 3, scopes: SCOPES.slice(1) });
    expect(keysOf('crm-panel-empty', { 'token.introspection': missing })[0]).toBe('connection.mode');
    const refused = failed(REFUSED_401);
    expect(
      keysOf('crm-panel-empty', {
        'token.introspection': refused,
        'account.details': refused,
        'owners.read': refused,
      })[0],
    ).toBe('connection.mode');
  });

  it('names what fails in every way of connecting where it is mended otherwise, and there alone', () => {
    const [first] = asked(undefined, {
      'opencx.defaultUserId': obtained('', 'stated'),
      'opencx.crmConnected': obtained(false, 'stated'),
    });
    expect(first?.key).toBe('connection.mode');
    expect(first?.checks).toContain('default-user/known');
    expect(first?.checks).not.toContain('crm/connection');
  });

  it.each<ConnectionMode>(['legacy-app', 'project-app', 'service-key', 'oauth'])(
    'is asked once: not after %s was said',
    (mode) => {
      const said = { 'connection.mode': obtained<ConnectionMode>(mode, 'stated') };
      expect(keysOf(undefined, said)).not.toContain('connection.mode');
    },
  );

  it('is not asked where the symptom tells it', () => {
    expect(keysOf('oauth-connect-fails')).toEqual(['opencx.connectionState']);
  });
});

describe('an OAuth connection that shows an error', () => {
  it('is asked about once more: who approved it, then for which account', () => {
    const shown: EvidenceSet = { 'opencx.connectionState': obtained('error' as const, 'stated') };
    expect(keysOf('oauth-connect-fails', shown)).toEqual(['oauth.approvedBy']);
    const by = { ...shown, 'oauth.approvedBy': obtained('super-admin' as const, 'stated') };
    expect(keysOf('oauth-connect-fails', by)).toEqual(['oauth.approvedPortal']);
    const all = { ...by, 'oauth.approvedPortal': obtained(1, 'stated') };
    expect(keysOf('oauth-connect-fails', all)).toEqual([]);
  });

  it('is asked about no more where the reason is known', () => {
    const shown: EvidenceSet = {
      'opencx.connectionState': obtained('reconnect-required' as const, 'stated'),
    };
    expect(keysOf('oauth-connect-fails', shown)).toEqual([]);
  });
});

describe('the questions of a report', () => {
  const unsaid = Object.fromEntries(EVIDENCE_KEYS.map((key) => [key, notGiven()]));
  const reportOf = (symptom: string | undefined, typed?: readonly TypedFlag[]) =>
    reportOn(
      { ...unsaid, ...TOKEN_WORKS },
      {
        selection: select({ symptom, only: [], skip: [] }),
        given: { answers: {}, webhookFiles: [], probeWebhook: false, offline: false },
        ...(typed && { typed }),
        version: '0.0.0',
        startedAt: 0,
        gatheredAt: 0,
        now: () => 0,
      },
    );

  it.each([undefined, ...SYMPTOM_IDS])('settle every open check, each once (%s)', (symptom) => {
    const { checks, questions } = reportOf(symptom);
    const open = Object.keys(checks).filter((id) => checks[id]?.status === 'manual');
    const others = questions.filter(({ key }) => key !== 'connection.mode');
    expect(others.flatMap(({ settles }) => settles).toSorted()).toEqual(open.toSorted());
    expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
  });

  it('begin with how HubSpot is connected, which is the next test', () => {
    const { questions, nextTest } = reportOf(undefined);
    expect(questions[0]).toMatchObject({ key: 'connection.mode', kind: 'choice' });
    expect(nextTest).toMatchObject({
      question: questions[0]?.text,
      command: 'opencx-hubspot doctor --mode MODE',
    });
  });

  it('are no fewer where all that is judged holds, so that the run is open', () => {
    const said = Object.fromEntries(EVIDENCE_KEYS.map((key) => [key, notGiven()]));
    const context = {
      selection: select({ symptom: undefined, only: ['webhooks/throttle'], skip: [] }),
      given: { answers: {}, webhookFiles: [], probeWebhook: false, offline: false },
      version: '0.0.0',
      startedAt: 0,
      gatheredAt: 0,
      now: () => 0,
    };
    const evidence = { ...said, 'webhooks.throttle': obtained({ limit: 100 }, 'stated') };
    expect(reportOn(evidence, context)).toMatchObject({ status: 'open', summary: { pass: 1, manual: 0 } });
    const mode = { 'connection.mode': obtained('legacy-app' as const, 'stated') };
    expect(reportOn({ ...evidence, ...mode }, context)).toMatchObject({ status: 'healthy', questions: [] });
  });

  it.each([undefined, ...SYMPTOM_IDS])('stand together where one screen answers them (%s)', (symptom) => {
    const screens = reportOf(symptom)
      .questions.filter(({ key }) => key !== 'connection.mode' && key !== 'conversation.thread')
      .map(({ where }) => where);
    const changes = screens.filter((where, index) => where !== screens[index - 1]);
    expect(changes.length).toBe(new Set(screens).size);
  });

  it('have all that is needed to answer them, what settles most first', () => {
    const { questions } = reportOf(undefined);
    const [, first] = questions;
    expect(first).toMatchObject({
      key: 'webhooks.targetUrl',
      kind: 'secret-url',
      settles: ['webhooks/registered', 'webhooks/target-url', 'webhooks/target-org'],
    });
    expect(first?.where).toContain('Webhooks');
    expect(questions.find(({ key }) => key === 'webhooks.objectFormat')?.choices).toEqual([
      'classic',
      'expanded',
    ]);
  });

  it('are none where a check has one of its own that no answer settles', () => {
    const session = obtained({
      id: '11111111-1111-4111-8111-111111111111',
      status: 'open',
      channel: 'email',
      assistMode: false,
      handedOff: true,
      ticketingId: '77',
      createdAt: '2026-11-20T08:00:00.000Z',
      updatedAt: '2026-11-20T08:05:00.000Z',
    });
    const { report, questions } = run(undefined, { 'conversation.session': session });
    expect(report.checks['handoff/ticket']?.question).toMatch(/^Is 77 a ticket or a conversation/);
    expect(questions.find(({ checks }) => checks.includes('handoff/ticket'))).toBeUndefined();
  });

  it('begin under a symptom with the conversation, named by a flag beside those of the run', () => {
    const { questions, nextTest } = reportOf('replies-not-syncing', [
      { name: '--token-file', values: ["it's mine.txt"] },
    ]);
    expect(questions.slice(0, 2).map(({ key }) => key)).toEqual(['connection.mode', 'conversation.thread']);
    expect(nextTest?.command).toBe(
      "opencx-hubspot doctor replies-not-syncing --token-file 'it'\\''s mine.txt' --thread ID",
    );
  });
});
