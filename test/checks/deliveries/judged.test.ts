import { describe, expect, test } from 'vitest';
import accepted from '../../../checks/deliveries/accepted.ts';
import arriving from '../../../checks/deliveries/arriving.ts';
import throttled from '../../../checks/deliveries/throttled.ts';
import type { EvidenceSet } from '../../../checks/facts.ts';
import { type DeliveryTrouble, noDeliveries } from '../../../src/core/delivery-log.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import type { RequiredEvent } from '../../../src/core/hubspot/webhooks.ts';
import { found, verdictOf } from '../token/judging.ts';
import { AFTER, ALL_SUBSCRIBED, BEFORE, delivered, deliveryLogOf, URL_FACTS } from '../webhooks/samples.ts';

const causesOf = (verdict: ReturnType<typeof verdictOf>) =>
  verdict.findings.map(({ cause, confidence }) => [cause, confidence]);

function trouble(of: Partial<DeliveryTrouble>): DeliveryTrouble {
  return { outcome: 'refused', count: 12, lastAt: AFTER, still: true, digests: [], ...of };
}

function troubled(...troubles: DeliveryTrouble[]) {
  return deliveryLogOf({ deliveries: 20, answered: 8, lastAnsweredAt: BEFORE, troubles });
}

describe('deliveries/accepted', () => {
  const judge = (log: EvidenceSet['deliveries.log'], more: EvidenceSet = {}) =>
    verdictOf(accepted, { 'deliveries.log': log, ...more } as EvidenceSet);

  test.each([
    [{ outcome: 'refused', status: 404 }, 'webhook-url-stale', 'likely'],
    [{ outcome: 'refused', status: 410 }, 'webhook-url-stale', 'likely'],
    [{ outcome: 'refused', status: 401 }, 'webhook-url-stale', 'likely'],
    [{ outcome: 'refused', status: 403 }, 'webhook-unreachable', 'likely'],
    [{ outcome: 'refused', status: 429 }, 'webhook-unreachable', 'possible'],
    [{ outcome: 'failed', status: 503 }, 'webhook-unreachable', 'likely'],
    [{ outcome: 'unreached' }, 'webhook-unreachable', 'likely'],
    [{ outcome: 'timedOut' }, 'receiver-slow', 'likely'],
  ] as const)('%o is at most likely %s', (of, cause, confidence) => {
    const verdict = judge(troubled(trouble(of)));
    expect(verdict.status).toBe('fail');
    expect(causesOf(verdict)).toEqual([[cause, confidence]]);
  });

  test('a 401 may be a signature check, and the sentence says so', () => {
    expect(judge(troubled(trouble({ status: 401 }))).summary).toContain('signature');
  });

  test('a 404 of the very URL that OpenCX shows is no old URL', () => {
    const same = { 'opencx.webhookUrl': found(URL_FACTS, 'given') };
    const at = (digest: string) => judge(troubled(trouble({ status: 404, digests: [digest] })), same);
    expect(causesOf(at(URL_FACTS.digest))).toEqual([['webhook-unreachable', 'likely']]);
    expect(causesOf(at('another'))).toEqual([['webhook-url-stale', 'likely']]);
  });

  test('what a later delivery shows to be over is a warning, and never hides what goes on', () => {
    const over = trouble({ outcome: 'failed', status: 503, still: false });
    const verdict = judge(troubled(over));
    expect(verdict.status).toBe('warn');
    expect(causesOf(verdict)).toEqual([['webhook-unreachable', 'possible']]);
    expect(causesOf(judge(troubled(over, trouble({ outcome: 'timedOut' }))))).toEqual([
      ['receiver-slow', 'likely'],
    ]);
  });

  test('what is held back, or not understood, is no word on the target', () => {
    const log = troubled(
      trouble({ outcome: 'heldBack' }),
      trouble({ outcome: 'unclear', reason: 'GREMLINS' }),
    );
    expect(judge(log).status).toBe('pass');
    const nothingClear = deliveryLogOf({ deliveries: 1, troubles: [trouble({ outcome: 'unclear' })] });
    expect(judge(nothingClear).status).toBe('unknown');
  });
});

describe('deliveries/throttled', () => {
  const judge = (limit?: number) =>
    verdictOf(throttled, {
      'deliveries.log': deliveryLogOf({ deliveries: 9, answered: 7, heldBack: 2 }),
      ...(limit !== undefined && { 'webhooks.throttle': found({ limit }, 'stated') }),
    });

  test('what was held back is a warning, likely the throttle', () => {
    expect(judge().status).toBe('warn');
    expect(causesOf(judge())).toEqual([['throttle-too-low', 'likely']]);
    expect(causesOf(judge(10))).toEqual([['throttle-too-low', 'likely']]);
  });

  test('a limit that is wide enough is possible at most', () => {
    expect(causesOf(judge(100))).toEqual([['throttle-too-low', 'possible']]);
  });

  test('nothing held back passes', () => {
    expect(verdictOf(throttled, { 'deliveries.log': delivered(BEFORE) }).status).toBe('pass');
  });
});

test.each([
  [{ cut: ['a.csv'] }, 'The delivery log a.csv ends in'],
  [{ cut: ['a.csv', 'b.csv'] }, 'The delivery log a.csv and b.csv end in'],
  [{ unread: 1 }, '1 row of the delivery log is damaged'],
  [{ unread: 2 }, '2 rows of the delivery log are damaged'],
])('no log that was read in part passes: %j', (part, begin) => {
  const events = [{ event: 'ticket.propertyChange', count: 3, ...noDeliveries(), answered: 3 }];
  const evidence = { 'deliveries.log': deliveryLogOf({ deliveries: 3, answered: 3, events, ...part }) };
  for (const check of [accepted, throttled, arriving]) {
    const { status, summary } = verdictOf(check, evidence);
    expect(status).toBe('unknown');
    expect(summary).toContain(begin);
  }
});

describe('deliveries/arriving', () => {
  const NOON = '2026-11-20T12:00:00.000Z';
  const message = { type: 'MESSAGE', createdAt: BEFORE, threadId: '1' } as Message;
  const messages = { 'conversation.messages': found([message]) };
  const covered = { from: '2026-11-20T08:00:00.000Z', to: NOON };
  const row = (event: RequiredEvent) => ({ event, count: 1, ...noDeliveries(), answered: 1, lastAt: AFTER });
  const some = (more = {}) =>
    deliveryLogOf({ deliveries: 1, answered: 1, events: [row('ticket.propertyChange')], covered, ...more });
  const judge = (log: EvidenceSet['deliveries.log'], more: EvidenceSet = {}) =>
    verdictOf(arriving, { 'deliveries.log': log, ...more } as EvidenceSet);

  test('all three events pass, whatever became of them', () => {
    expect(judge(delivered(BEFORE)).status).toBe('pass');
  });

  test('silence alone proves nothing', () => {
    expect(judge(some()).status).toBe('pass');
    expect(judge(deliveryLogOf({ deliveries: 0 })).status).toBe('unknown');
    expect(judge(some({ covered: undefined })).status).toBe('pass');
  });

  test.each<[string, object, 'pass' | 'unknown', string]>([
    ['a row without a time', {}, 'unknown', 'No row of it has a time'],
    ['single rows before and after it', { firstAt: BEFORE, lastAt: NOON }, 'unknown', 'single rows'],
    [
      'single rows of another day',
      { firstAt: '2026-11-12T08:00:00.000Z', lastAt: '2026-11-12T09:00:00.000Z' },
      'pass',
      'Of Conversation: New message',
    ],
    [
      'times of another clock, hours away',
      { firstAt: AFTER, lastAt: NOON, unzoned: true },
      'unknown',
      'no zone',
    ],
    [
      'a stretch that ends before it',
      {
        firstAt: '2026-11-20T07:00:00.000Z',
        lastAt: NOON,
        covered: { from: '2026-11-20T07:00:00.000Z', to: '2026-11-20T08:00:00.000Z' },
      },
      'unknown',
      'parts of that time',
    ],
  ])('a message beside %s accuses nobody', (_what, of, status, words) => {
    const verdict = judge(some({ covered: undefined, ...of }), messages);
    expect(verdict).toMatchObject({ status, summary: expect.stringContaining(words) });
  });

  test('silence beside a message of that time is likely a subscription that is not in force', () => {
    const verdict = judge(some(), messages);
    expect(verdict.status).toBe('fail');
    expect(causesOf(verdict)).toEqual([
      ['subscription-missing', 'likely'],
      ['changes-uncommitted', 'possible'],
      ['subscription-paused', 'possible'],
    ]);
  });

  test('where nothing at all was delivered, the app may as well have no target URL', () => {
    const nothing = deliveryLogOf({ covered });
    const verdict = judge(nothing, messages);
    expect(causesOf(verdict).at(-1)).toEqual(['webhook-not-registered', 'possible']);
    expect(verdict.summary).toContain(
      'It is not subscribed, not committed or paused, or the app has no target URL.',
    );
    const without = judge(nothing, { ...messages, 'webhooks.targetUrl': found(null) });
    expect(causesOf(without)).toEqual([['webhook-not-registered', 'likely']]);
    expect(without.summary).toMatch(/\. The app has no target URL\.$/);
    const withOne = judge(nothing, { ...messages, 'webhooks.targetUrl': found(URL_FACTS) });
    expect(causesOf(withOne).map(([cause]) => cause)).not.toContain('webhook-not-registered');
  });

  test('what is known to be right is left out', () => {
    const known = {
      ...messages,
      'webhooks.subscriptions': found(ALL_SUBSCRIBED, 'file'),
      'webhooks.paused': found([], 'file'),
    };
    expect(causesOf(judge(some(), known))).toEqual([['changes-uncommitted', 'likely']]);
    const paused = { ...known, 'webhooks.paused': found(['conversation.newMessage'], 'file') };
    expect(causesOf(judge(some(), paused))).toEqual([['subscription-paused', 'likely']]);
  });

  test.each([
    ['a message outside of the time', { covered: { from: AFTER, to: NOON } }],
    ['a message just before its end', { covered: { from: covered.from, to: '2026-11-20T09:05:00.000Z' } }],
    ['a row of that moment that names no event', { unnamed: 1, unnamedAt: ['2026-11-20T09:00:01.000Z'] }],
  ])('nothing is missed where there is %s', (_what, more) => {
    expect(judge(some(more), messages).status).toBe('pass');
  });

  test('a list without events says how to get at them', () => {
    const verdict = judge(deliveryLogOf({ deliveries: 2, unnamed: 2, unnamedIds: ['row-1'] }));
    expect(verdict.status).toBe('unknown');
    expect(verdict.summary).toContain('hs app log-details row-1');
  });
});

test.each([accepted, throttled, arriving])(
  '$id concludes nothing of what is no log of this portal',
  (check) => {
    const judge = (log: EvidenceSet['deliveries.log']) =>
      verdictOf(check, { 'deliveries.log': log } as EvidenceSet);
    const sentence = 'The delivery log calls.csv holds API calls and no webhook delivery.';
    expect(judge(deliveryLogOf({ foreign: [sentence] }))).toMatchObject({
      status: 'unknown',
      summary: sentence,
    });
    const covered = { from: BEFORE, to: AFTER };
    expect(judge(deliveryLogOf({ otherPortals: 4 })).status).toBe('unknown');
    expect(judge(deliveryLogOf({ otherPortals: 4, covered })).status).toBe('unknown');
  },
);
