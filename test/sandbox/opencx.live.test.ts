import { describe, expect, it } from 'vitest';
import { ask, type Json, OPENCX_KEY, sandboxOf } from './support.ts';

const SESSION = '00000000-0000-4000-8000-0000000000c1';
const authorization = `Bearer ${OPENCX_KEY}`;

describe('OpenCX', () => {
  it('shows a session', async () => {
    const { openCxUrl } = await sandboxOf('healthy-email');
    const { status, json } = await ask(openCxUrl, `/chat/sessions/${SESSION}`, { authorization });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: SESSION,
      status: 'open',
      ai_closure_type: 'handed_off',
      assist_mode: false,
      channel: { type: 'email' },
      ticketing_system: { name: 'hubspot', external_id: '57774743', id_type: 'ticket_id' },
    });
  });

  it('lists sessions newest first, filtered and in pages', async () => {
    const { openCxUrl } = await sandboxOf('healthy-chat');
    const list = async (query: string) =>
      (await ask(openCxUrl, `/chat/sessions?${query}`, { authorization })).json;
    const tickets = (page: Json) => page.items.map((session: Json) => session.ticket_number);
    const first = await list('limit=1');
    expect(tickets(first)).toEqual([102]);
    expect(tickets(await list(`limit=1&cursor=${first.next}`))).toEqual([101]);
    expect(tickets(await list('handed_off=true'))).toEqual([101]);
    expect(tickets(await list('channel=web'))).toEqual([102]);
    expect(tickets(await list('created_before=2026-11-19T00:00:00Z'))).toEqual([101]);
    expect(tickets(await list('updated_after=2026-11-19T00:00:00Z&status=open'))).toEqual([102]);
  });

  it.each([
    ['no key', null, 401, 'Unauthorized'],
    ['an unknown key', 'Bearer ocx_live_99999999999999999999', 401, 'Unauthorized'],
  ])('refuses %s', async (_, credentials, statusCode, error) => {
    const { openCxUrl } = await sandboxOf('healthy-email');
    const { status, json } = await ask(openCxUrl, '/chat/sessions', { authorization: credentials });
    expect(status).toBe(statusCode);
    expect(json).toMatchObject({ statusCode, error });
    expect(Object.keys(json).sort()).toEqual(['error', 'message', 'statusCode']);
  });

  it('refuses a key without the right, and takes a full one', async () => {
    const { openCxUrl } = await sandboxOf('healthy-email', ({ state }) => {
      state.openCx.keys[OPENCX_KEY] = { 'org:read': true };
      state.openCx.keys['ocx_live_11111111111111111111'] = { full: true };
    });
    expect((await ask(openCxUrl, '/chat/sessions', { authorization })).status).toBe(403);
    expect((await ask(openCxUrl, '/org', { authorization })).json.name).toBe('Example Support');
    const full = 'Bearer ocx_live_11111111111111111111';
    expect((await ask(openCxUrl, '/chat/sessions', { authorization: full })).status).toBe(200);
  });

  it('knows what is no session', async () => {
    const { openCxUrl } = await sandboxOf('healthy-email');
    const session = (id: string) => ask(openCxUrl, `/chat/sessions/${id}`, { authorization });
    expect((await session('00000000-0000-4000-8000-0000000000ff')).status).toBe(404);
    expect((await session('101')).status).toBe(400);
    expect((await ask(openCxUrl, '/nothing', { authorization })).json.statusCode).toBe(404);
  });
});

describe('the webhook target', () => {
  it('takes any delivery, also one for a URL of long ago', async () => {
    const { webhookTargetUrl, openCxUrl, requests } = await sandboxOf('healthy-email');
    expect(webhookTargetUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/backend\/hubspot\/eyJ[^/]+\.fixture$/);
    expect((await ask(webhookTargetUrl, '', { method: 'POST', body: [] })).status).toBe(200);
    const old = await ask(openCxUrl, '/backend/hubspot/old', { method: 'POST', body: [] });
    expect(old.status).toBe(200);
    expect(requests[0]?.path).toBe('/backend/hubspot/{token}');
  });

  it('can fail', async () => {
    const { webhookTargetUrl } = await sandboxOf('webhook-unreachable');
    expect((await ask(webhookTargetUrl, '', { method: 'POST', body: [] })).status).toBe(500);
  });
});
