/** What HubSpot's log of deliveries leaves of the suspects when a test message made no session. */
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import sessionMade from '../../../checks/proof/session-made.ts';
import { type DeliveryLog, type DeliveryTrouble, noDeliveries } from '../../../src/core/delivery-log.ts';
import type { Source } from '../../../src/core/evidence.ts';
import { causesOf, found, verdictOf } from '../token/judging.ts';
import { deliveryLogOf, URL_FACTS } from '../webhooks/samples.ts';

const WRITTEN = '2026-11-29T10:00:00.000Z';
const BEFORE = '2026-11-29T09:59:00.000Z';
const SINCE = '2026-11-29T10:00:02.000Z';
const COVERED = { from: '2026-11-28T10:00:00.000Z', to: '2026-11-29T10:03:00.000Z' };

const NOT_SENT = [
  'changes-uncommitted',
  'subscription-missing',
  'webhook-not-registered',
  'subscription-paused',
];

function judge(log: Partial<DeliveryLog> | undefined, more: EvidenceSet = {}) {
  const evidence: EvidenceSet = {
    'proof.message': found({ seen: true, ms: 10, mark: 'PROOF 7Q4K', threadId: '1', at: WRITTEN }, 'tested'),
    'proof.session': found({ seen: false, ms: 120_000 }, 'tested'),
    'opencx.webhookUrl': found(URL_FACTS, 'given'),
    ...(log && { 'deliveries.log': deliveryLogOf({ covered: COVERED, ...log }) }),
    ...more,
  };
  return verdictOf(sessionMade, evidence);
}

function row(lastAt: string, more: { lastAnsweredAt?: string; address?: string } = {}) {
  return { event: 'conversation.newMessage', count: 1, ...noDeliveries(), lastAt, ...more };
}

function sent(trouble?: Partial<DeliveryTrouble>, address?: string): Partial<DeliveryLog> {
  const answered = trouble ? {} : { lastAnsweredAt: SINCE };
  return {
    deliveries: 1,
    events: [row(SINCE, { ...answered, ...(address !== undefined && { address }) })],
    troubles: trouble
      ? [{ outcome: 'refused', count: 1, lastAt: SINCE, still: true, digests: [], ...trouble }]
      : [],
  };
}

test('without a log four are listed, none more than possible', () => {
  const { findings } = judge(undefined);
  expect(findings).toHaveLength(4);
  expect(findings.map(({ confidence }) => confidence)).not.toContain('likely');
});

test('what was sent is subscribed, committed and not paused, and an answer was reached', () => {
  const causes = causesOf(judge(sent()));
  expect(causes).toEqual(['webhook-url-stale', 'webhook-url-other-org']);
});

test('sent to the address that OpenCX shows and answered, OpenCX is left alone', () => {
  expect(causesOf(judge(sent(undefined, URL_FACTS.digest)))).toEqual(['session-missing']);
});

test('sent to another address than OpenCX shows, that is it', () => {
  const { findings } = judge(sent(undefined, 'another'));
  expect(findings).toMatchObject([{ cause: 'webhook-url-stale', confidence: 'likely' }]);
});

test.each<[Partial<DeliveryTrouble>, string]>([
  [{ outcome: 'unreached' }, 'webhook-unreachable'],
  [{ outcome: 'failed', status: 500 }, 'webhook-unreachable'],
  [{ outcome: 'refused', status: 404 }, 'webhook-url-stale'],
])('sent and ended as %o, it is %s', (trouble, cause) => {
  expect(causesOf(judge(sent(trouble)))[0]).toBe(cause);
});

test('a log that covers the test and has no row hints at what keeps HubSpot from sending', () => {
  const { findings, status } = judge({ deliveries: 1, events: [row(BEFORE, { lastAnsweredAt: BEFORE })] });
  expect(status).toBe('fail');
  expect(findings.map(({ cause }) => cause).toSorted()).toEqual(NOT_SENT.toSorted());
});

test('a row that does not name its event, or a log that ends before, says nothing', () => {
  const open = causesOf(judge(undefined));
  expect(causesOf(judge({ unnamed: 1, unnamedAt: [SINCE] }))).toEqual(open);
  expect(causesOf(judge({ covered: { from: COVERED.from, to: BEFORE } }))).toEqual(open);
  expect(causesOf(judge({ covered: undefined as never }))).toEqual(open);
});

test.each([
  ['webhook-url-stale', 'digest'],
  ['webhook-url-other-org', 'organization'],
] as const)(
  '%s is what the %s of both URLs says, and a person has less weight than a file',
  (cause, part) => {
    const shown = { ...URL_FACTS, organization: 'org-1' };
    const set = (value: string, source: Source) =>
      judge(undefined, {
        'opencx.webhookUrl': found(shown, 'given'),
        'webhooks.targetUrl': found({ ...shown, [part]: value }, source),
      }).findings.map((each) => [each.cause, each.confidence]);
    const accused = [cause, 'likely'];
    expect(set('another', 'file')).toEqual([accused]);
    expect(set('another', 'stated')[0]).toEqual(accused);
    expect(set('another', 'stated')).toHaveLength(4);
    expect(set(shown[part], 'file').map(([name]) => name)).not.toContain(cause);
    expect(set(shown[part], 'stated').map(([, confidence]) => confidence)).not.toContain('likely');
  },
);
