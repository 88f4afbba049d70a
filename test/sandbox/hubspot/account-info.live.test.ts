import { describe, expect, it } from 'vitest';
import { ask, type Json, sandboxOf } from '../support.ts';

describe('account information', () => {
  it.each(['v3', '2026-03', '2026-09'])('tells portal and screens under %s', async (version) => {
    const { url } = await sandboxOf('healthy-eu1');
    const { json } = await ask(url, `/account-info/${version}/details`, {
      authorization: 'Bearer pat-eu1-00000000-0000-0000-0000-000000000000',
    });
    expect(json).toEqual({
      portalId: 146020304,
      accountType: 'STANDARD',
      timeZone: 'Europe/Berlin',
      companyCurrency: 'EUR',
      additionalCurrencies: [],
      utcOffset: '+01:00',
      utcOffsetMilliseconds: 3600000,
      uiDomain: 'app-eu1.hubspot.com',
      dataHostingLocation: 'eu1',
    });
  });

  it('tells the daily usage of all private apps', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { json } = await ask(url, '/account-info/v3/api-usage/daily/private-apps');
    expect(json.results).toEqual([
      {
        name: 'private-apps-api-calls-daily',
        usageLimit: 625000,
        currentUsage: 4210,
        collectedAt: '2026-11-20T15:00:00.000Z',
        fetchStatus: 'SUCCESS',
        resetsAt: '2026-11-21T05:00:00Z',
      },
    ]);
  });

  it('lists the security activity newest first, in pages and within times', async () => {
    const { url } = await sandboxOf('healthy-email');
    const path = '/account-info/v3/activity/security';
    const first = await ask(url, `${path}?limit=2`);
    expect(first.json.results.map((row: Json) => row.id)).toEqual(['5432650', '5432652']);
    const rest = await ask(url, `${path}?limit=2&after=${first.json.paging.next.after}`);
    expect(rest.json.results.map((row: Json) => row.type)).toEqual(['WEBHOOK_SETTINGS_UPDATE']);
    expect(rest.json.paging).toBeUndefined();
    const within = await ask(url, `${path}?toTimestamp=${Date.parse('2026-11-02T09:14:00.500Z')}`);
    expect(within.json.results.map((row: Json) => row.id)).toEqual(['5432651']);
    expect((await ask(url, `${path}?fromTimestamp=yesterday`)).status).toBe(400);
    expect((await ask(url, `${path}?limit=201`)).status).toBe(400);
  });
});

describe('limits', () => {
  it('refuse everything but the account information when the day is used up', async () => {
    const { url } = await sandboxOf('daily-limit-reached');
    const { status, json, headers } = await ask(url, '/crm/v3/owners');
    expect(status).toBe(429);
    expect(json).toMatchObject({
      status: 'error',
      message: 'You have reached your daily limit.',
      errorType: 'RATE_LIMIT',
      policyName: 'DAILY',
    });
    expect(json.requestId).toBe(json.correlationId);
    expect(headers.get('retry-after')).toBeNull();
    const usage = await ask(url, '/account-info/v3/api-usage/daily/private-apps');
    expect(usage.json.results[0]).toMatchObject({ currentUsage: 625000, usageLimit: 625000 });
  });

  it('can refuse the account information too', async () => {
    const { url } = await sandboxOf('daily-limit-reached', ({ state }) => {
      state.switches.atDailyLimit = 'all-refused';
    });
    expect((await ask(url, '/account-info/v3/details')).status).toBe(429);
  });

  it('count bursts and enforce them where the portal says so', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      state.switches.burstLimits = 'enforced';
    });
    const many = Array.from({ length: 191 }, () => ask(url, '/account-info/v3/details'));
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(190);
    const refused = await ask(url, '/account-info/v3/details');
    expect(refused.json.policyName).toBe('TEN_SECONDLY_ROLLING');
  });

  it('of the search are its own, without headers', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      state.switches.burstLimits = 'enforced';
    });
    const search = () => ask(url, '/crm/v3/objects/contacts/search', { method: 'POST', body: {} });
    const answers = await Promise.all(Array.from({ length: 40 }, search));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused[0]?.json.policyName).toBe('SECONDLY');
    expect(answers[0]?.headers.get('x-hubspot-ratelimit-max')).toBeNull();
  });
});
