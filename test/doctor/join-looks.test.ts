/** Looks at several conversations as one report: the portal once, the worst of each conversation, no two under one sentence. */
import { describe, expect, test } from 'vitest';
import type { Report, ReportQuestion } from '../../src/core/report.ts';
import type { Status } from '../../src/core/verdict.ts';
import { joinLooks, type ThreadLook } from '../../src/doctor/join-looks.ts';
import { cause, check, live, passed, report } from '../reporters/build.ts';

const OF_PORTAL = 'token/accepted';
const OF_CONVERSATION = 'conversation/owner';

type Parts = Partial<Parameters<typeof report>[0]>;

function look(thread: string, parts: Parts = {}): ThreadLook {
  return { thread, report: report({ status: 'healthy', checks: [passed(OF_PORTAL)], ...parts }) };
}

/** A look at a conversation that one check of it says this of. */
const said = (thread: string, status: Status, summary = 'So it is.', measured: string | null = null) =>
  look(thread, {
    checks: [check(OF_CONVERSATION, status, summary, { measured, evidence: ['conversation.thread'] })],
  });

const join = (one: ThreadLook, ...others: ThreadLook[]): Report => joinLooks([one, ...others]);

describe('a check', () => {
  const of = (...looks: [ThreadLook, ...ThreadLook[]]) => joinLooks(looks).checks[OF_CONVERSATION];

  test('that says the same of all stands once, without a conversation', () => {
    expect(of(said('1', 'pass'), said('2', 'pass'))).toMatchObject({
      status: 'pass',
      summary: 'So it is.',
      evidence: ['conversation.thread@1', 'conversation.thread@2'],
    });
    expect(of(said('1', 'pass'), said('2', 'pass'))).not.toHaveProperty('threads');
  });

  test.each(['fail', 'warn'] as const)(
    'that finds something names its conversations, also all: %s',
    (found) => {
      const alike = of(said('1', found, 'Held by a rep.'), said('2', found, 'Held by a rep.'));
      expect(alike).toMatchObject({
        summary: 'Conversations 1, 2: Held by a rep.',
        threads: { 1: found, 2: found },
      });
      expect(
        of(said('1', found, 'Held by a rep.', 'A-1'), said('2', found, 'Held by a rep.', 'A-2')),
      ).toMatchObject({
        status: found,
        summary: 'Conversations 1, 2: Held by a rep.',
        measured: 'Conversation 1: A-1 Conversation 2: A-2',
        threads: { 1: found, 2: found },
      });
    },
  );

  test('of the portal that finds something names no conversation', () => {
    const failing = (thread: string) => look(thread, { checks: [check(OF_PORTAL, 'fail', 'Rejected.')] });
    expect(join(failing('1'), failing('2')).checks[OF_PORTAL]?.summary).toBe('Rejected.');
  });

  test.each<[Status, Status]>([
    ['fail', 'warn'],
    ['warn', 'crash'],
    ['crash', 'unknown'],
    ['unknown', 'blocked'],
    ['blocked', 'manual'],
    ['manual', 'pass'],
    ['pass', 'na'],
  ])('stands as the worst of them: %s before %s', (worse, better) => {
    const joined = of(said('1', better, 'Better.', 'b'), said('2', worse, 'Worse.'));
    expect(joined).toMatchObject({
      status: worse,
      summary: 'Conversation 2: Worse.',
      measured: null,
      evidence: ['conversation.thread@2'],
      threads: { 1: better, 2: worse },
    });
  });

  test.each<[string, ThreadLook]>([
    ['sentence', said('2', 'pass', 'Otherwise.')],
    ['figure', said('2', 'pass', 'So it is.', '7')],
  ])('that differs in its %s alone names both', (_what, other) => {
    expect(of(said('1', 'pass'), other)?.threads).toEqual({ 1: 'pass', 2: 'pass' });
  });

  test('that is accepted of one alone names both', () => {
    const accepted = said('2', 'unknown');
    const { [OF_CONVERSATION]: one } = accepted.report.checks;
    if (one) one.suppressed = { reason: 'known', expires: '2026-12-31' };
    expect(of(said('1', 'unknown'), accepted)?.threads).toEqual({ 1: 'unknown', 2: 'unknown' });
    expect(join(said('1', 'unknown'), accepted).summary.unknown).toBe(1);
    expect(join(accepted, said('1', 'unknown')).summary.unknown).toBe(0);
  });

  test('that one look alone has stands as there', () => {
    expect(join(look('1'), said('2', 'manual')).checks[OF_CONVERSATION]?.status).toBe('manual');
  });
});

test('the summary counts each check once', () => {
  const { summary } = join(said('1', 'pass'), said('2', 'fail'), look('3'));
  expect(summary).toMatchObject({ pass: 1, fail: 1, warn: 0, unknown: 0 });
});

describe('a cause', () => {
  const finding = (thread: string, id: string, checks: string[], confidence: 'confirmed' | 'possible') =>
    look(thread, {
      status: 'problems',
      causes: [cause(id, { title: `It is ${id}`, checks, confidence, evidence: ['conversation.thread'] })],
    });

  test('of the portal stands once, and one of a conversation with each that has it', () => {
    const looks = [
      finding('1', 'token-rejected', [OF_PORTAL], 'possible'),
      finding('2', 'token-rejected', [OF_PORTAL], 'possible'),
      finding('3', 'owner-not-ai-user', [OF_CONVERSATION, OF_PORTAL], 'confirmed'),
      finding('4', 'owner-not-ai-user', [OF_CONVERSATION], 'possible'),
    ] as const;
    const { causes, status } = joinLooks(looks);
    expect(causes.map(({ title, thread }) => [title, thread])).toEqual([
      ['Conversation 3: It is owner-not-ai-user', '3'],
      ['It is token-rejected', undefined],
      ['Conversation 4: It is owner-not-ai-user', '4'],
    ]);
    expect(causes[0]?.evidence).toEqual(['conversation.thread@3']);
    expect(status).toBe('problems');
  });

  test('keeps its place in its report among those that are as sure', () => {
    const two = (thread: string, ...ids: string[]) =>
      look(thread, { causes: ids.map((id) => cause(id, { title: id, checks: [OF_PORTAL] })) });
    expect(join(two('1', 'a', 'b'), two('2', 'c')).causes.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });
});

describe('a question', () => {
  const asked = (thread: string, key: string, settles: string[]) => {
    const question: ReportQuestion = {
      key,
      kind: 'yes-no',
      text: `What of ${key}?`,
      where: 'OpenCX',
      settles,
    };
    return look(thread, { questions: [question] });
  };

  test('of the portal is put once, with all that it settles', () => {
    const joined = join(asked('1', 'webhooks.throttle', ['a']), asked('2', 'webhooks.throttle', ['a', 'b']));
    expect(joined.questions).toMatchObject([{ text: 'What of webhooks.throttle?', settles: ['a', 'b'] }]);
  });

  test('of a conversation says of which', () => {
    const key = 'conversation.channel';
    expect(join(asked('1', key, []), asked('2', key, [])).questions.map(({ text }) => text)).toEqual([
      'Conversation 1: What of conversation.channel?',
      'Conversation 2: What of conversation.channel?',
    ]);
  });
});

describe('the whole', () => {
  const next = (check: string) => ({ check, question: `Look at ${check}.` });

  test('lasts from the first beginning to the last end, and counts each call once', () => {
    const evidence = { 'token.introspection': live({ calls: 2 }), 'conversation.thread': live({ calls: 3 }) };
    const one = look('1', { evidence, durationMs: 9_000 });
    const two = look('2', { evidence, startedAt: '2026-11-22T02:10:05.000Z', durationMs: 1_500 });
    const three = look('3', { startedAt: '2026-11-22T02:10:10.000Z', durationMs: 4_000 });
    expect(join(one, two, three).durationMs).toBe(11_000);
    expect(join(one, two).durationMs).toBe(9_000);
    const { evidence: all, calls } = join(one, two);
    expect(Object.keys(all)).toEqual([
      'token.introspection',
      'conversation.thread@1',
      'conversation.thread@2',
    ]);
    expect(calls).toBe(8);
  });

  test('takes the next test of the look that found what leads', () => {
    const sure = look('2', {
      causes: [cause('owner-not-ai-user', { title: 'x', checks: [OF_CONVERSATION] })],
      nextTest: next('b'),
    });
    expect(join(look('1', { nextTest: next('a') }), sure).nextTest).toEqual(next('b'));
    expect(join(look('1'), look('2', { nextTest: next('b') })).nextTest).toEqual(next('b'));
    expect(join(look('1', { nextTest: next('a') }), look('2', { nextTest: next('b') })).nextTest).toEqual(
      next('a'),
    );
    expect(join(look('1'), look('2')).nextTest).toBeNull();
  });

  test('tells what kept one of them from looking', () => {
    const obstacle = { id: 'no-token', owner: 'you', title: 'No token', measured: '', fixes: [] } as never;
    expect(join(look('1'), look('2', { obstacle })).obstacle).toEqual(obstacle);
    expect(join(look('1'), look('2')).obstacle).toBeNull();
  });

  test('calls an accepted failure idle that is none in any of them', () => {
    const entry = (id: string) => ({ check: id, reason: 'known', expires: '2026-12-31', scope: {} });
    const use = (applied: string[], unused: string[]) =>
      ({ file: 'accepted.yaml', applied, unused: unused.map(entry), expired: [] }) as never;
    const { suppressions } = join(
      look('1', { suppressions: use(['a'], ['b', 'c']) }),
      look('2', { suppressions: use(['a', 'b'], ['c']) }),
    );
    expect(suppressions).toMatchObject({ applied: ['a', 'b'], unused: [{ check: 'c' }] });
    expect(join(look('1'), look('2'))).not.toHaveProperty('suppressions');
  });
});
