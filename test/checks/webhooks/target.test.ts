import { describe, expect, test } from 'vitest';
import reachable from '../../../checks/webhooks/reachable.ts';
import registered from '../../../checks/webhooks/registered.ts';
import targetOrg from '../../../checks/webhooks/target-org.ts';
import targetUrl from '../../../checks/webhooks/target-url.ts';
import type { DeliveryTrouble } from '../../../src/core/delivery-log.ts';
import type { UrlFacts } from '../../../src/core/hubspot/webhooks.ts';
import type { Confidence } from '../../../src/core/verdict.ts';
import { causesOf, found, NO_DIAGNOSIS, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';
import { deliveryLogOf, URL_FACTS } from './samples.ts';

function urls(target: UrlFacts | null, shown: UrlFacts | null) {
  return { 'webhooks.targetUrl': found(target, 'file'), 'opencx.webhookUrl': found(shown, 'given') } as const;
}

describe('webhooks/target-url', () => {
  test('passes for equal URLs', () => {
    expect(verdictOf(targetUrl, urls(URL_FACTS, { ...URL_FACTS })).status).toBe('pass');
  });

  test('tells host against host', () => {
    const old = { ...URL_FACTS, host: 'old.example.test', digest: 'digest-2' };
    const verdict = verdictOf(targetUrl, urls(old, URL_FACTS));
    expect(causesOf(verdict)).toEqual(['webhook-url-stale']);
    expect(verdict).toMatchObject({ status: 'fail', measured: 'old.example.test', expected: 'api.open.cx' });
  });

  test('tells a scheme that is not https', () => {
    const plain = { ...URL_FACTS, scheme: 'http:', digest: 'digest-2' };
    expect(verdictOf(targetUrl, urls(plain, URL_FACTS)).measured).toBe('http://api.open.cx');
  });

  test('tells two URLs on one host apart without showing either', () => {
    const verdict = verdictOf(targetUrl, urls({ ...URL_FACTS, digest: 'digest-2' }, URL_FACTS));
    expect(causesOf(verdict)).toEqual(['webhook-url-stale']);
    expect(verdict.summary).toContain('api.open.cx');
    expect(JSON.stringify(verdict)).not.toContain('digest');
  });

  test('fails for another organization too', () => {
    const other = { ...URL_FACTS, digest: 'digest-2', organization: 'b' };
    expect(causesOf(verdictOf(targetUrl, urls(other, { ...URL_FACTS, organization: 'a' })))).toEqual([
      'webhook-url-stale',
    ]);
  });

  test('leaves it open when OpenCX shows none', () => {
    expect(verdictOf(targetUrl, urls(URL_FACTS, null)).status).toBe('unknown');
  });

  test('is blocked when HubSpot has none', () => {
    const verdict = verdictOf(targetUrl, urls(null, URL_FACTS), { before: [registered] });
    expect(verdict).toMatchObject({ status: 'blocked', blockedBy: 'webhooks/registered' });
    expect(verdictOf(targetUrl, urls(null, URL_FACTS)).status).toBe('na');
  });

  test('asks for the URL that nobody has told', () => {
    const evidence = { ...urls(URL_FACTS, URL_FACTS), 'opencx.webhookUrl': NOT_GIVEN };
    expect(verdictOf(targetUrl, evidence).status).toBe('manual');
  });
});

describe('webhooks/target-org', () => {
  const inOrg = (organization: string) => ({ ...URL_FACTS, organization });

  test('passes for one organization, also with another URL', () => {
    const other = { ...inOrg('a'), digest: 'digest-2' };
    expect(verdictOf(targetOrg, urls(other, inOrg('a'))).status).toBe('pass');
  });

  test('fails for two', () => {
    const verdict = verdictOf(targetOrg, urls(inOrg('b'), inOrg('a')));
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'webhook-url-other-org']);
  });

  test.each([
    [URL_FACTS, inOrg('a')],
    [inOrg('a'), URL_FACTS],
    [URL_FACTS, URL_FACTS],
    [null, inOrg('a')],
    [inOrg('a'), null],
  ])('has no meaning unless both URLs name one (%#)', (target, shown) => {
    expect(verdictOf(targetOrg, urls(target, shown)).status).toBe('na');
  });
});

describe('webhooks/reachable', () => {
  function answering(status: number) {
    return verdictOf(reachable, { 'webhooks.answer': found({ status, host: 'api.open.cx' }) });
  }

  test.each([
    [200, 'pass', undefined],
    [204, 'pass', undefined],
    [302, 'fail', undefined],
    [401, 'fail', undefined],
    [404, 'fail', undefined],
    [429, 'unknown', undefined],
    [500, 'fail', 'likely'],
    [503, 'fail', 'likely'],
  ])('status %i: %s', (status, verdict, confidence) => {
    const judged = answering(status);
    expect(judged).toMatchObject({ status: verdict, measured: `status ${status} from api.open.cx` });
    expect(judged.findings[0]?.confidence).toBe(confidence);
    expect(causesOf(judged)).toEqual(verdict === 'fail' ? ['webhook-unreachable'] : []);
  });

  test.each<[string, Partial<DeliveryTrouble>, Confidence]>([
    ['fail at this address too', {}, 'confirmed'],
    ['fail at another address', { digests: ['another'] }, 'likely'],
    ['fail at an address that is not known', { digests: [] }, 'likely'],
    ['failed, and succeed again', { still: false }, 'likely'],
    ['are refused', { outcome: 'refused', status: 404 }, 'likely'],
  ])("of a server error is as sure as HubSpot's own deliveries make it: they %s", (_, of, confidence) => {
    const trouble: DeliveryTrouble = {
      outcome: 'failed',
      status: 500,
      count: 4,
      still: true,
      digests: [URL_FACTS.digest],
      ...of,
    };
    const judged = verdictOf(reachable, {
      'webhooks.answer': found({ status: 500, host: 'api.open.cx' }),
      'opencx.webhookUrl': found(URL_FACTS, 'given'),
      'deliveries.log': deliveryLogOf({ deliveries: 9, troubles: [trouble] }),
    });
    expect(judged.findings).toMatchObject([{ cause: 'webhook-unreachable', confidence }]);
    if (confidence === 'confirmed') expect(judged.summary).toContain('4 deliveries to it that failed');
  });

  test('blames no setting in HubSpot for a server error', () => {
    expect(answering(502).summary).toContain('not a setting in HubSpot');
  });

  test('is looked at only when asked for', () => {
    expect(verdictOf(reachable, { 'webhooks.answer': NOT_GIVEN }).status).toBe('na');
  });

  test.each(Object.entries(NO_DIAGNOSIS))('is left open after %s', (_name, failure) => {
    expect(verdictOf(reachable, { 'webhooks.answer': failure })).toMatchObject({
      status: 'unknown',
      findings: [],
    });
  });

  test('is judged also where no target URL is known to HubSpot', () => {
    const evidence = { 'webhooks.targetUrl': found(null, 'stated'), 'webhooks.answer': TIMED_OUT } as const;
    expect(verdictOf(reachable, evidence, { before: [registered] }).status).toBe('unknown');
  });
});
