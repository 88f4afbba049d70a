import { describe, expect, test } from 'vitest';
import { type EvidenceSet, QUESTIONS } from '../../checks/facts.ts';
import { CHECKS } from '../../checks/index.ts';
import { defineCheck } from '../../checks/shared/define-check.ts';
import { fail, pass, unknown } from '../../checks/shared/judgement.ts';
import type { Check } from '../../src/core/check.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { failed, notGiven, obtained, REFUSED_401, REFUSED_SCOPES, TIMED_OUT } from './evidence.ts';

const ABOUT = { docs: 'https://docs.example.test', about: 'a test', title: 'a claim' };
const CONTEXT = { mode: 'legacy-app', conversation: 'wanted', now: () => 0 } as const;

const accepted = defineCheck({
  ...ABOUT,
  id: 'token/accepted',
  causes: ['token-rejected'],
  needs: [],
  uses: ['token.introspection'],
  judge: (_, { 'token.introspection': answer }) => {
    if (answer.outcome === 'ok') return pass('accepted');
    if (answer.outcome === 'error' && answer.error.status === 401) {
      return fail('token-rejected', { summary: 'rejected' });
    }
    return unknown('no word');
  },
});

const owner = defineCheck({
  ...ABOUT,
  id: 'conversation/owner',
  causes: ['owner-not-ai-user'],
  needs: ['conversation.thread', 'opencx.defaultUserId'],
  judge: () => pass('fine'),
});

const throttle = defineCheck({
  ...ABOUT,
  id: 'webhooks/throttle',
  causes: ['throttle-too-low'],
  needs: ['webhooks.throttle'],
  notFor: { oauth: 'OpenCX owns the app.' },
  judge: ({ 'webhooks.throttle': { limit } }) =>
    limit >= 100 ? pass('enough') : fail('throttle-too-low', { summary: 'too low', measured: String(limit) }),
});

const registered = defineCheck({
  ...ABOUT,
  id: 'webhooks/registered',
  causes: ['webhook-not-registered'],
  needs: ['webhooks.targetUrl'],
  judge: ({ 'webhooks.targetUrl': url }) =>
    url ? pass('set') : fail('webhook-not-registered', { summary: 'none' }),
});

const afterRegistered: Check = { ...throttle, after: ['webhooks/registered'] };

const thread = obtained({
  id: '9001',
  status: 'OPEN',
  createdAt: '2026-11-20T09:00:00Z',
  originalChannelId: '1002',
  archived: false,
  spam: false,
});

function verdictOf(checks: readonly Check[], evidence: EvidenceSet, context = {}) {
  const verdicts = runChecks(checks, evidence, { ...CONTEXT, ...context });
  return Object.fromEntries(verdicts.map((verdict) => [verdict.check, verdict]));
}

describe('the runner', () => {
  test('hands the values to the check and tells where they came from', () => {
    const { 'webhooks/throttle': verdict } = verdictOf([throttle], {
      'webhooks.throttle': obtained({ limit: 10 }, 'stated'),
    });
    expect(verdict).toMatchObject({
      status: 'fail',
      source: 'stated',
      measured: '10',
      evidence: ['webhooks.throttle'],
    });
  });

  test('lets a check that rests on nothing say what it cannot tell', () => {
    const always = defineCheck({
      ...ABOUT,
      id: 'token/format',
      causes: [],
      needs: [],
      judge: () => unknown('so'),
    });
    expect(verdictOf([always], {})['token/format']?.status).toBe('unknown');
  });

  test('blocks by the rejected token what a 401 kept from being read, and nothing else', () => {
    const verdicts = verdictOf([accepted, owner, throttle], {
      'token.introspection': failed(REFUSED_401),
      'conversation.thread': failed(REFUSED_401),
      'opencx.defaultUserId': obtained('A-7001', 'given'),
      'webhooks.throttle': obtained({ limit: 100 }, 'stated'),
    });
    expect(verdicts['conversation/owner']).toMatchObject({ status: 'blocked', blockedBy: 'token/accepted' });
    expect(verdicts['webhooks/throttle']?.status).toBe('pass');
  });

  test('says unknown, not blocked, when a 401 stands beside an accepted token', () => {
    const verdicts = verdictOf([accepted, owner], {
      'token.introspection': obtained({ hubId: 1, appId: 2, userId: 3, scopes: [] }),
      'conversation.thread': failed(REFUSED_401),
      'opencx.defaultUserId': obtained('A-7001', 'given'),
    });
    expect(verdicts['conversation/owner']).toMatchObject({ status: 'unknown', blockedBy: null });
  });

  test.each([
    ['a timeout', TIMED_OUT],
    ['DNS', { kind: 'dns', message: 'no such host' }],
    ['a 502', { kind: 'http', status: 502, message: 'bad gateway' }],
    ['a refusal for scopes while no scope check failed', REFUSED_SCOPES],
  ] as const)('never makes a diagnosis of %s', (_name, error) => {
    const verdicts = verdictOf([accepted, owner], {
      'token.introspection': failed(error),
      'conversation.thread': failed(error),
      'opencx.defaultUserId': obtained('A-7001', 'given'),
    });
    expect(verdicts['conversation/owner']?.status).toBe('unknown');
    expect(verdicts['token/accepted']?.status).toBe('unknown');
  });

  test('asks for what nobody gave, with the question of that fact', () => {
    const { 'webhooks/throttle': verdict } = verdictOf([throttle], { 'webhooks.throttle': notGiven() });
    expect(verdict?.status).toBe('manual');
    expect(verdict?.question).toMatch(/thrott/i);
  });

  test('asks which conversation it is when a symptom is about one, and leaves it out of a whole run', () => {
    const evidence: EvidenceSet = {
      'conversation.thread': notGiven(),
      'opencx.defaultUserId': obtained('A-7001', 'given'),
    };
    expect(verdictOf([owner], evidence)['conversation/owner']?.status).toBe('manual');
    expect(verdictOf([owner], evidence, { conversation: 'unnamed' })['conversation/owner']?.status).toBe(
      'na',
    );
  });

  test.each(['handoff/ticket', 'processing/session'])('asks which conversation %s is to look at', (id) => {
    const check = CHECKS.filter((each) => each.id === id);
    const said: EvidenceSet = { 'opencx.ticketCreation': obtained(true, 'stated') };
    expect(verdictOf(check, said)[id]).toMatchObject({
      status: 'manual',
      question: QUESTIONS['conversation.thread'].text,
    });
    expect(verdictOf(check, said, { conversation: 'unnamed' })[id]?.status).toBe('na');
  });

  test('does not ask for a conversation that what was named does not lead to', () => {
    const evidence: EvidenceSet = {
      'conversation.thread': notGiven('The session has no thread in HubSpot.'),
      'opencx.defaultUserId': obtained('A-7001', 'given'),
    };
    expect(verdictOf([owner], evidence, { conversation: 'named' })['conversation/owner']).toMatchObject({
      status: 'na',
      summary: 'The session has no thread in HubSpot.',
    });
  });

  test('tells a failed probe before an open question', () => {
    const { 'conversation/owner': verdict } = verdictOf([owner], {
      'conversation.thread': failed(TIMED_OUT),
      'opencx.defaultUserId': notGiven(),
    });
    expect(verdict?.status).toBe('unknown');
  });

  test('blocks what comes after a failed check, by the root of it', () => {
    const evidence: EvidenceSet = {
      'webhooks.targetUrl': obtained(null, 'stated'),
      'webhooks.throttle': obtained({ limit: 100 }, 'stated'),
    };
    const verdicts = verdictOf([registered, afterRegistered], evidence);
    expect(verdicts['webhooks/throttle']).toMatchObject({
      status: 'blocked',
      blockedBy: 'webhooks/registered',
    });
  });

  test('says na with the reason where the mode gives the claim no meaning', () => {
    const verdicts = verdictOf(
      [throttle],
      { 'webhooks.throttle': obtained({ limit: 10 }) },
      { mode: 'oauth' },
    );
    expect(verdicts['webhooks/throttle']).toMatchObject({ status: 'na', summary: 'OpenCX owns the app.' });
  });

  test('leaves open what rests on a field that could not be read, and judges by the others', () => {
    const looking = defineCheck({
      ...ABOUT,
      id: 'conversation/owner',
      causes: ['owner-not-ai-user'],
      needs: ['conversation.thread'],
      judge: ({ 'conversation.thread': { assignedTo } }) => pass(`assigned to ${assignedTo}`),
    });
    const evidence = (unreadable: string[]): EvidenceSet => ({
      'conversation.thread':
        thread.outcome === 'ok' ? { ...thread, value: { ...thread.value, unreadable } } : thread,
    });
    expect(verdictOf([looking], evidence(['closedAt']))['conversation/owner']?.status).toBe('pass');
    expect(verdictOf([looking], evidence(['assignedTo']))['conversation/owner']).toMatchObject({
      status: 'unknown',
      summary:
        'Could not be told: "assignedTo" was not there, or in a form that is not known, so it could not be read.',
    });
  });

  test('turns a check that throws into a crash that spoils no other', () => {
    const broken: Check = {
      ...throttle,
      judge: () => {
        throw new TypeError('canary');
      },
    };
    const verdicts = verdictOf([broken, owner], {
      'webhooks.throttle': obtained({ limit: 100 }),
      'conversation.thread': thread,
      'opencx.defaultUserId': obtained('A-7001', 'given'),
    });
    expect(verdicts['webhooks/throttle']?.status).toBe('crash');
    expect(verdicts['webhooks/throttle']?.summary).not.toContain('canary');
    expect(verdicts['conversation/owner']?.status).toBe('pass');
  });
});
