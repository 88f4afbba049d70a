import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { answer } from '../wire/fault-server.ts';
import { failureOf } from '../wire/open-wire.ts';
import { CANARY, NOT_FOUND, openPortal, routes, shown } from './portal.ts';

const KEY = new Secret('canary-secret-developer-key');
const TARGET = 'https://api.open.cx/backend/hubspot/canary-secret-webhook';
const settings = answer(200, {
  targetUrl: TARGET,
  throttling: { maxConcurrentRequests: 10, period: 'SECONDLY' },
});
const subscriptions = [
  { id: 12, eventType: 'ticket.propertyChange', propertyName: 'hs_pipeline_stage', active: true },
  { id: '13', eventType: 'object.propertyChange', objectTypeId: '0-5', active: false },
  { id: '14', eventType: 'conversation.newMessage' },
];
const expected = [
  { event: 'ticket.propertyChange', property: 'hs_pipeline_stage', active: true },
  { event: 'object.propertyChange', objectType: '0-5', active: false },
  { event: 'conversation.newMessage', active: true },
];
const table = (first: ReturnType<typeof answer>, second: ReturnType<typeof answer>) =>
  routes({ '/webhooks/v3/77/settings': first, '/webhooks/v3/77/subscriptions': second });

describe.each([
  ['with the token', undefined],
  ['with a developer key', KEY],
])('webhook configuration %s', (_name, key) => {
  it.each([
    ['a page', { results: subscriptions }],
    ['a bare list', subscriptions],
  ])('reads settings and subscriptions that come as %s', async (_form, body) => {
    const { hubspot, server } = await openPortal(table(settings, answer(200, body)));
    expect(await hubspot.webhookConfig(77, key)).toEqual({
      targetUrl: { scheme: 'https:', host: 'api.open.cx', digest: `digest of ${TARGET.length} characters` },
      throttle: { limit: 10, period: 'SECONDLY' },
      subscriptions: expected,
    });
    expect(server.seen).toHaveLength(2);
  });

  it('shows nothing where HubSpot knows no settings of the app', async () => {
    const nothing = answer(404, NOT_FOUND);
    const { hubspot } = await openPortal(table(nothing, nothing));
    expect(await hubspot.webhookConfig(77, key)).toEqual({});
  });

  it('has no target URL where it is empty', async () => {
    const { hubspot } = await openPortal(table(answer(200, { targetUrl: '' }), answer(200, [])));
    expect(await hubspot.webhookConfig(77, key)).toEqual({ targetUrl: null, subscriptions: [] });
  });

  it('keeps open what is of another type than HubSpot documents', async () => {
    const odd = { targetUrl: 7, throttling: { maxConcurrentRequests: [], period: 'SECONDLY' } };
    const { hubspot } = await openPortal(table(answer(200, odd), answer(200, [])));
    expect(await hubspot.webhookConfig(77, key)).toEqual({ subscriptions: [] });
  });

  it('reads a limit that is written as text', async () => {
    const throttling = { maxConcurrentRequests: '100', period: 'ROLLING_MINUTE' };
    const { hubspot } = await openPortal(
      table(answer(200, { targetUrl: null, throttling }), answer(200, [])),
    );
    expect((await hubspot.webhookConfig(77, key)).throttle).toEqual({ limit: 100, period: 'ROLLING_MINUTE' });
  });

  it('fails where one of the two is refused', async () => {
    const { hubspot } = await openPortal(
      table(settings, answer(401, { category: 'INVALID_AUTHENTICATION' })),
    );
    expect((await failureOf(hubspot.webhookConfig(77, key))).error).toMatchObject({
      status: 401,
      route: 'GET /webhooks/v3/{id}/subscriptions',
    });
  });

  it('shows neither a key nor the URL, whatever goes wrong', async () => {
    const broken = answer(200, { targetUrl: 'canary-secret-webhook' });
    const { hubspot, wire } = await openPortal(table(broken, answer(200, [])));
    const failure = await failureOf(hubspot.webhookConfig(77, key));
    expect(failure.error.kind).toBe('parse');
    expect(shown(failure) + JSON.stringify(wire.calls)).not.toContain('canary-secret');
  });
});

describe('who asks', () => {
  it('is the token in a header, or the developer key in the query, never both', async () => {
    const { hubspot, server } = await openPortal(table(settings, answer(200, [])));
    await hubspot.webhookConfig(77, undefined);
    await hubspot.webhookConfig(77, KEY);
    const asked = server.seen.map(({ target, headers }) => [
      new URL(`http://h${target}`).search,
      headers['authorization'],
    ]);
    expect(asked.slice(0, 2)).toEqual(Array(2).fill(['', `Bearer ${CANARY}`]));
    expect(asked.slice(2)).toEqual(Array(2).fill([`?hapikey=${KEY.reveal()}`, undefined]));
  });
});
