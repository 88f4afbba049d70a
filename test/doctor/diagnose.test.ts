import { describe, expect, test } from 'vitest';
import type { CauseId } from '../../checks/causes.ts';
import { CAUSES } from '../../checks/causes.ts';
import { type EvidenceSet, QUESTIONS } from '../../checks/facts.ts';
import { CHECKS, type CheckId, SYMPTOMS } from '../../checks/index.ts';
import { placesFor } from '../../checks/shared/places.ts';
import type { SymptomId } from '../../checks/symptoms.ts';
import type { ConnectionMode } from '../../src/core/connection.ts';
import type { Finding, Status, Verdict } from '../../src/core/verdict.ts';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { type NextTestContext, nextTest } from '../../src/doctor/next-test.ts';
import { failed, notGiven, obtained, REFUSED_SCOPES, TIMED_OUT } from './evidence.ts';

function verdict(check: CheckId, status: Status, more: Partial<Verdict> = {}): Verdict {
  const title = CHECKS.find(({ id }) => id === check)?.title ?? '';
  return {
    check,
    status,
    title,
    summary: `${check} is ${status}`,
    evidence: [],
    source: 'live',
    blockedBy: null,
    findings: [],
    docs: '',
    durationMs: 0,
    ...more,
  };
}

function found(check: CheckId, cause: CauseId | Finding, more: Partial<Verdict> = {}): Verdict {
  const finding = typeof cause === 'string' ? { cause } : cause;
  return verdict(check, 'fail', { findings: [finding], measured: 'this', expected: 'that', ...more });
}

function diagnosisOf(
  verdicts: Verdict[],
  {
    symptom,
    evidence = {},
    mode = 'legacy-app',
  }: { symptom?: SymptomId; evidence?: EvidenceSet; mode?: ConnectionMode } = {},
) {
  const context: NextTestContext = {
    causes: CAUSES,
    checks: CHECKS,
    symptoms: SYMPTOMS,
    symptom: SYMPTOMS.find(({ id }) => id === symptom) ?? null,
    evidence,
    places: placesFor({ mode }),
    mode,
    commandWith: (flags) => ['opencx-hubspot doctor', ...flags].join(' '),
  };
  const causes = diagnose(verdicts, context);
  return { causes, nextTest: nextTest(causes, verdicts, context) };
}

const CONNECTION = { symptom: 'connection-test-fails' } as const;
const unread = verdict('token/accepted', 'unknown', { evidence: ['token.introspection'] });

type Diagnosis = ReturnType<typeof diagnosisOf>;

const ids = ({ causes }: Diagnosis) => causes.map(({ id }) => id);

describe('a token that was damaged on its way to the tool', () => {
  const damaged = { cause: 'token-malformed', confidence: 'likely' } as const;
  const ticket = found('handoff/ticket', 'ticket-missing');

  test('leads what fails in the portal where HubSpot refuses it', () => {
    const { causes } = diagnosisOf([found('token/format', damaged), ticket]);
    expect(causes.map(({ id, followsFrom }) => [id, followsFrom])).toEqual([
      ['token-malformed', null],
      ['ticket-missing', 'token-malformed'],
    ]);
  });

  test('leads nothing where HubSpot accepts it, and stands below what fails', () => {
    const finding = { ...damaged, details: { faults: ['quotes'], accepted: true } };
    const { causes } = diagnosisOf([found('token/format', finding, { status: 'warn' }), ticket]);
    expect(causes.map(({ id, owner, followsFrom }) => [id, owner, followsFrom])).toEqual([
      ['ticket-missing', 'opencx-support', null],
      ['token-malformed', 'you', null],
    ]);
  });

  test('leads and explains nothing where none came at all', () => {
    const finding = { ...damaged, details: { faults: ['placeholder'] } };
    const { causes } = diagnosisOf([found('token/format', finding), ticket]);
    expect(causes.map(({ followsFrom }) => followsFrom)).toEqual([null, null]);
    expect(causes.find(({ id }) => id === 'token-malformed')).toMatchObject({ owner: 'you', explains: [] });
  });
});

describe('the ranking of causes', () => {
  test('puts what was measured before what was stated', () => {
    const diagnosis = diagnosisOf([
      found('webhooks/throttle', 'throttle-too-low', { source: 'stated' }),
      found('replies/public', 'reply-internal'),
    ]);
    expect(ids(diagnosis)).toEqual(['reply-internal', 'throttle-too-low']);
    expect(diagnosis.causes.map(({ confidence }) => confidence)).toEqual(['confirmed', 'likely']);
  });

  test('puts failures before warnings', () => {
    const warned = { ...found('handoff/ticket-close', 'ticket-left-open'), status: 'warn' as const };
    expect(
      ids(diagnosisOf([warned, found('crm/connection', 'crm-not-connected', { source: 'stated' })])),
    ).toEqual(['crm-not-connected', 'ticket-left-open']);
  });

  test('tells a cause by what failed, not by a count that only warns of it, whichever comes first', () => {
    const named = found('conversation/owner', {
      cause: 'owner-not-ai-user',
      details: { owner: 'Robin Reed' },
    });
    const counted = found(
      'impact/owners-held',
      { cause: 'owner-not-ai-user', details: { hit: 5, of: 100 } },
      { status: 'warn' },
    );
    for (const verdicts of [
      [named, counted],
      [counted, named],
    ])
      expect(diagnosisOf(verdicts).causes[0]?.title).toContain('assigned to Robin Reed');
    expect(diagnosisOf([counted]).causes[0]?.title).toContain('5 of 100');
  });

  test('puts a consequence right behind its root, however sure it is', () => {
    const diagnosis = diagnosisOf([
      found('handoff/ticket', 'ticket-missing'),
      found('replies/public', 'reply-internal'),
      found('handoff/ticket-creation', 'ticket-creation-disabled', { source: 'stated' }),
    ]);
    expect(ids(diagnosis)).toEqual(['reply-internal', 'ticket-creation-disabled', 'ticket-missing']);
    expect(diagnosis.causes.at(-1)?.followsFrom).toBe('ticket-creation-disabled');
  });

  test('names the root of a chain, not its middle', () => {
    const diagnosis = diagnosisOf([
      found('handoff/workflow-action', 'workflow-action-missing'),
      found('handoff/channel', 'channel-not-hubspot'),
      found('handoff/ticket', 'ticket-missing'),
    ]);
    expect(diagnosis.causes.map(({ followsFrom }) => followsFrom)).toEqual([
      null,
      'workflow-action-missing',
      'workflow-action-missing',
    ]);
  });

  test('lets the owners scope lead, also beside another missing scope', () => {
    const both = verdict('scopes/required', 'fail', {
      findings: [{ cause: 'scope-missing' }, { cause: 'owners-scope-missing' }],
    });
    expect(ids(diagnosisOf([both]))[0]).toBe('owners-scope-missing');
  });
});

describe('a cause', () => {
  test('found by two checks is one cause with both, as sure as the surer one', () => {
    const { causes } = diagnosisOf([
      found('scopes/required', { cause: 'owners-scope-missing', confidence: 'possible' }),
      found('scopes/owners-read', 'owners-scope-missing'),
    ]);
    expect(causes).toHaveLength(1);
    expect(causes[0]).toMatchObject({
      checks: ['scopes/required', 'scopes/owners-read'],
      confidence: 'confirmed',
      explains: ['email-without-session'],
    });
  });

  test.each([
    ['possible', ['subscription-missing', 'webhook-url-stale']],
    ['likely', ['webhook-url-stale', 'subscription-missing']],
  ] as const)('that is %s stands as %j', (confidence, order) => {
    const findings = (['subscription-missing', 'webhook-url-stale'] as const).map((id) => ({
      cause: id,
      confidence,
    }));
    const { causes } = diagnosisOf([verdict('deliveries/arriving', 'fail', { findings })]);
    expect(causes.map(({ id }) => id)).toEqual(order);
  });

  test('found by the ground alone explains every symptom', () => {
    const { causes } = diagnosisOf([found('token/accepted', 'token-rejected')]);
    expect(causes[0]?.explains).toEqual(SYMPTOMS.map(({ id }) => id));
  });

  test('names the checks that speak against it', () => {
    const { causes } = diagnosisOf([
      found('logs/missing-scopes', 'scope-missing'),
      verdict('scopes/required', 'pass'),
    ]);
    expect(causes[0]?.against).toEqual(['scopes/required']);
  });

  test('that rests on an old answer is not confirmed', () => {
    const evidence: EvidenceSet = { 'webhooks.throttle': { ...obtained(10, 'live'), stale: true } as never };
    const { causes } = diagnosisOf(
      [found('webhooks/throttle', 'throttle-too-low', { evidence: ['webhooks.throttle'] })],
      { evidence },
    );
    expect(causes[0]?.confidence).toBe('likely');
  });

  test('is never made surer by a check than its source allows', () => {
    const { causes } = diagnosisOf([
      found(
        'webhooks/throttle',
        { cause: 'throttle-too-low', confidence: 'confirmed' },
        { source: 'stated' },
      ),
    ]);
    expect(causes[0]?.confidence).toBe('likely');
  });
});

describe('the next test', () => {
  const open = verdict('webhooks/committed', 'manual', { question: 'Was it committed?' });

  test('is none when the leading cause is confirmed', () => {
    expect(diagnosisOf([found('replies/public', 'reply-internal'), open]).nextTest).toBeNull();
  });

  test('is the first open question of the checklist while nothing is confirmed', () => {
    const { nextTest } = diagnosisOf([
      found('webhooks/throttle', 'throttle-too-low', { source: 'stated' }),
      open,
    ]);
    expect(nextTest).toEqual({ check: 'webhooks/committed', question: 'Was it committed?' });
  });

  test('is the open question for what the leading cause follows from, nearest first', () => {
    const missing = found('handoff/ticket', { cause: 'ticket-missing', confidence: 'possible' });
    const registered = verdict('webhooks/registered', 'manual', { question: 'Is there a target URL?' });
    const creation = verdict('handoff/ticket-creation', 'manual', { question: 'Is it enabled?' });
    const tests = [
      [open, registered, creation, missing],
      [open, registered, missing],
      [open, missing],
    ];
    expect(tests.map((verdicts) => diagnosisOf(verdicts).nextTest?.check)).toEqual([
      'handoff/ticket-creation',
      'webhooks/registered',
      'webhooks/committed',
    ]);
  });

  test('is what could take the leading cause back', () => {
    const { nextTest } = diagnosisOf([
      open,
      found(
        'conversation/owner',
        { cause: 'owner-not-ai-user', confidence: 'likely' },
        { question: 'Is it on?' },
      ),
    ]);
    expect(nextTest).toEqual({ check: 'conversation/owner', question: 'Is it on?' });
  });

  test('is to look again when nothing else is open', () => {
    const stated: Partial<Verdict> = { source: 'stated', evidence: ['webhooks.throttle'] };
    const { nextTest } = diagnosisOf([found('webhooks/throttle', 'throttle-too-low', stated)], {
      evidence: { 'webhooks.throttle': obtained({ limit: 10 }, 'stated') },
    });
    expect(nextTest?.check).toBe('webhooks/throttle');
    expect(nextTest?.question).toBe(`Look once more: ${QUESTIONS['webhooks.throttle'].text}`);
  });

  describe('where a count found how many are hit', () => {
    const sessions = { of: 9, hit: 9, places: [], examples: ['8243595013', '2', '1'] };
    const untold = { status: 'na', untold: 'it was not counted' } as const;
    const counted = (share = sessions) => ({
      'impact.period': obtained({
        from: '2026-11-14T00:00:00.000Z',
        to: '2026-11-20T00:00:00.000Z',
        listed: 9,
        whole: true,
        sessions: share,
        replies: untold,
        tickets: untold,
        owners: untold,
      }),
      'conversation.thread': notGiven(),
    });
    const hit = found('impact/sessions-made', { cause: 'session-missing', confidence: 'likely' });
    const asking = verdict('webhooks/target-url', 'manual', { question: 'Which URL?' });

    test('is to look at one of them', () => {
      expect(diagnosisOf([hit, asking], { evidence: counted() }).nextTest).toEqual({
        check: 'impact/sessions-made',
        question: 'Look at one of them by itself: conversation 8243595013.',
        command: 'opencx-hubspot doctor --thread 8243595013',
      });
    });

    test.each([
      ['a bundle keeps no ids', [hit, asking], counted({ ...sessions, examples: [] })],
      ['the run looks at counts alone', [hit], counted()],
      [
        'a conversation was not asked for',
        [hit, asking],
        { 'impact.period': counted()['impact.period'] } as EvidenceSet,
      ],
    ])('is another one where %s', (_, verdicts, evidence) => {
      expect(diagnosisOf(verdicts, { evidence }).nextTest?.command).toBeUndefined();
    });
  });

  test('is none for what was measured: its fix puts it to the test', () => {
    const silent = { cause: 'handed-off-silent', confidence: 'possible' } as const;
    const { nextTest } = diagnosisOf([found('conversation/awaiting-human', silent)]);
    expect(nextTest).toBeNull();
  });

  test('names the answer that a check only uses, too', () => {
    const evidence = ['webhooks.committed', 'webhooks.activity'];
    const stated: Partial<Verdict> = { source: 'stated', evidence };
    const { nextTest } = diagnosisOf([found('webhooks/committed', 'changes-uncommitted', stated)], {
      evidence: { 'webhooks.committed': obtained(false, 'stated'), 'webhooks.activity': obtained([]) },
    });
    expect(nextTest?.question).toBe(`Look once more: ${QUESTIONS['webhooks.committed'].text}`);
    expect(nextTest?.command).toBe('opencx-hubspot doctor --answer webhooks.committed=VALUE');
  });

  test('is to run again when HubSpot did not answer', () => {
    const statuses = [429, 500, 503].map((status) => ({ kind: 'http', status, message: '' }) as const);
    for (const error of [TIMED_OUT, ...statuses]) {
      const { nextTest } = diagnosisOf([unread], {
        ...CONNECTION,
        evidence: { 'token.introspection': failed(error) },
      });
      expect(nextTest?.question).toMatch(/^Run it again later\./);
      expect(nextTest?.command).toBe('opencx-hubspot doctor');
    }
  });

  test('is not put off to a time that changes nothing', () => {
    const odd = failed({ kind: 'http', status: 499, message: '' });
    for (const item of [failed(REFUSED_SCOPES), odd, notGiven()]) {
      const evidence = { 'token.introspection': item };
      const { nextTest } = diagnosisOf([unread], { ...CONNECTION, evidence });
      expect(nextTest).toEqual({ check: 'token/accepted', question: 'token/accepted is unknown' });
    }
  });

  test('holds the answer to a question that a word can give, and never a secret', () => {
    const nextFor = (key: 'webhooks.throttle' | 'webhooks.targetUrl') =>
      diagnosisOf([verdict('webhooks/throttle', 'manual', { question: QUESTIONS[key].text })]).nextTest;
    expect(nextFor('webhooks.throttle')?.command).toBe(
      'opencx-hubspot doctor --answer webhooks.throttle=VALUE',
    );
    expect(nextFor('webhooks.targetUrl')?.command).toBeUndefined();
  });

  test('is the live test once more where that was ended early', () => {
    const { nextTest } = diagnosisOf([verdict('proof/property-synced', 'unknown')]);
    expect(nextTest?.question).toMatch(/^Make the live test \(`opencx-hubspot prove`\) once more\./);
    expect(nextTest?.command).toBeUndefined();
  });

  test('is in a whole run the question that settles most', () => {
    const url = { question: 'Which URL is it?' };
    const { nextTest } = diagnosisOf([
      open,
      verdict('webhooks/registered', 'manual', url),
      verdict('webhooks/target-url', 'manual', url),
    ]);
    expect(nextTest).toEqual({ check: 'webhooks/registered', question: 'Which URL is it?' });
  });

  test('names the flag where one answers the question', () => {
    const question = QUESTIONS['conversation.thread'].text;
    const { nextTest } = diagnosisOf([verdict('conversation/owner', 'manual', { question })]);
    expect(nextTest?.command).toBe('opencx-hubspot doctor --thread ID');
  });

  test('is the probe of the target only where no question is left: it finds one fault, and says nothing of the others', () => {
    const left = verdict('webhooks/reachable', 'na');
    const evidence = { 'webhooks.answer': notGiven() };
    const told = { symptom: 'delivered-but-ignored', evidence } as const;
    expect(diagnosisOf([left], told).nextTest?.command).toBe('opencx-hubspot doctor --probe-webhook');
    expect(diagnosisOf([left, open], told).nextTest?.check).toBe(open.check);
  });

  test('is the flag that opens what nobody looked at, where all that a symptom could come from holds', () => {
    const left = verdict('logs/missing-scopes', 'na');
    const evidence = { 'logs.refusals': notGiven() };
    const { nextTest } = diagnosisOf([left], { symptom: 'email-without-session', evidence });
    expect(nextTest).toMatchObject({
      check: 'logs/missing-scopes',
      command: 'opencx-hubspot doctor --api-log FILE',
    });
    expect(diagnosisOf([left], { evidence }).nextTest).toBeNull();
  });

  test('is no flag for a check that has no meaning in the way HubSpot is connected', () => {
    const left = [verdict('scopes/required', 'na'), verdict('logs/missing-scopes', 'na')];
    const evidence = { 'token.introspection': notGiven(), 'logs.refusals': notGiven() };
    const { nextTest } = diagnosisOf(left, { symptom: 'oauth-connect-fails', evidence, mode: 'oauth' });
    expect(nextTest?.check).not.toBe('scopes/required');
  });

  test('is the flag by which the portal of a token can be compared with the one that is meant', () => {
    const evidence = { 'portal.linked': notGiven(), 'portal.expected': notGiven() };
    const { nextTest } = diagnosisOf([verdict('token/portal', 'na')], {
      symptom: 'connection-test-fails',
      evidence,
    });
    expect(nextTest?.command).toBe('opencx-hubspot doctor --portal ID');
  });

  test('is none in a whole run where nothing is open', () => {
    expect(diagnosisOf([verdict('token/accepted', 'pass')]).nextTest).toBeNull();
  });
});
