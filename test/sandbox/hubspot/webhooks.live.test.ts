import { describe, expect, it } from 'vitest';
import type { Portal } from '../../../src/sandbox/portal/portals.ts';
import { APP_ID, type Ask, ask, type Json, sandboxOf } from '../support.ts';

const KEY = '00000000-0000-0000-0000-00000000dev0';
const SETTINGS = `/webhooks/v3/${APP_ID}/settings`;
const SUBSCRIPTIONS = `/webhooks/v3/${APP_ID}/subscriptions`;

/** Makes the portal's app a legacy public one, which its developer may look into. */
function publicApp({ state }: Portal): void {
  const app = state.apps[APP_ID];
  if (app) Object.assign(app, { kind: 'legacy-public', developerKeys: { [KEY]: true } });
}

const asDeveloper = (url: string, path: string, options: Ask = {}) =>
  ask(url, `${path}?hapikey=${KEY}`, { authorization: null, ...options });

describe('the webhooks API', () => {
  it('answers an app token with 401', async () => {
    const { url } = await sandboxOf('healthy-email');
    for (const path of [SETTINGS, SUBSCRIPTIONS]) {
      const { status, json } = await ask(url, path);
      expect(status).toBe(401);
      expect(json.category).toBe('INVALID_AUTHENTICATION');
    }
  });

  it('opens to app-management scopes where the portal follows the specification', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      state.switches.webhooksApiWithAppToken = 'scopes';
    });
    expect((await ask(url, SETTINGS)).json.category).toBe('MISSING_SCOPES');
    const granted = await sandboxOf('healthy-email', ({ state }) => {
      state.switches.webhooksApiWithAppToken = 'scopes';
      Object.assign(state.apps[APP_ID]?.scopes ?? {}, { 'private-apps-read': true });
    });
    expect((await ask(granted.url, SETTINGS)).json.throttling.maxConcurrentRequests).toBe(100);
    expect((await ask(granted.url, SETTINGS, { method: 'DELETE' })).status).toBe(403);
  });

  it('shows settings and subscriptions to the developer key of the app', async () => {
    const { url, portal } = await sandboxOf('healthy-email', publicApp);
    const settings = await asDeveloper(url, SETTINGS);
    expect(settings.json).toEqual({
      createdAt: '2026-11-02T09:10:00.000Z',
      targetUrl: portal.given.webhookUrl,
      throttling: { maxConcurrentRequests: 100, period: 'SECONDLY' },
      updatedAt: '2026-11-02T09:14:00.000Z',
    });
    const { json } = await asDeveloper(url, SUBSCRIPTIONS);
    expect(json.results.map((one: Json) => [one.id, one.eventType, one.active])).toEqual([
      ['3001', 'conversation.newMessage', true],
      ['3002', 'conversation.creation', true],
      ['3003', 'ticket.propertyChange', true],
    ]);
    expect(json.results[2].propertyName).toBe('hs_pipeline_stage');
    expect((await ask(url, `${SETTINGS}?hapikey=other`)).status).toBe(401);
  });

  it('lists subscriptions as the guide has it, where the portal follows that', async () => {
    const { url } = await sandboxOf('healthy-email', (portal) => {
      publicApp(portal);
      portal.state.switches.subscriptionsShape = 'guide';
    });
    const { json } = await asDeveloper(url, SUBSCRIPTIONS);
    expect(json.map((one: Json) => one.id)).toEqual([3001, 3002, 3003]);
  });

  it('has no settings where no target URL is set', async () => {
    const { url } = await sandboxOf('webhook-not-registered', publicApp);
    expect((await asDeveloper(url, SETTINGS)).status).toBe(404);
  });

  it('takes new settings', async () => {
    const { url } = await sandboxOf('webhook-not-registered', publicApp);
    const body = { targetUrl: 'https://goods.example.test/hook', throttling: { maxConcurrentRequests: 20 } };
    const put = await asDeveloper(url, SETTINGS, { method: 'PUT', body });
    expect(put.json).toMatchObject(body);
    expect((await asDeveloper(url, SETTINGS)).json).toEqual(put.json);
    expect((await asDeveloper(url, SETTINGS, { method: 'PUT', body: {} })).status).toBe(400);
    expect((await asDeveloper(url, SETTINGS, { method: 'DELETE' })).status).toBe(204);
    expect((await asDeveloper(url, SETTINGS)).status).toBe(404);
  });

  it('makes a subscription paused, activates it and takes it away', async () => {
    const { url } = await sandboxOf('healthy-email', publicApp);
    const body = { eventType: 'ticket.propertyChange', propertyName: 'subject' };
    const made = await asDeveloper(url, SUBSCRIPTIONS, { method: 'POST', body });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ ...body, active: false });
    const one = `${SUBSCRIPTIONS}/${made.json.id}`;
    const patched = await asDeveloper(url, one, { method: 'PATCH', body: { active: true } });
    expect(patched.json.active).toBe(true);
    const inputs = [{ id: 3001, active: false }];
    const batch = await asDeveloper(url, `${SUBSCRIPTIONS}/batch/update`, {
      method: 'POST',
      body: { inputs },
    });
    expect(batch.json).toMatchObject({ status: 'COMPLETE', results: [{ id: '3001', active: false }] });
    expect((await asDeveloper(url, one, { method: 'DELETE' })).status).toBe(204);
    expect((await asDeveloper(url, one, { method: 'DELETE' })).status).toBe(404);
  });
});
