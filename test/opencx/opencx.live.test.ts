import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { createOpenCx } from '../../src/opencx/opencx.ts';
import { answer, type Fault } from '../wire/fault-server.ts';
import { failureOf, openServer, openWire } from '../wire/open-wire.ts';

const CANARY = 'canary-secret-opencx-0451';
const ID = '00000000-0000-0000-0000-000000000007';
const session = {
  id: ID,
  status: 'closed_unresolved',
  ai_closure_type: 'handed_off',
  sentiment: null,
  channel: { type: 'email' },
  ticket_number: 12,
  assist_mode: true,
  contact: { id: 'c', email: 'jo@example.test', phone_number: null },
  ticketing_system: { name: 'hubspot', external_id: 8243595013, id_type: 'conversation_id' },
  created_at: '2026-09-01T08:00:00Z',
  updated_at: '2026-09-01T09:00:00Z',
};

async function openApi(...script: Fault[]) {
  const server = await openServer(...script);
  const wire = openWire();
  return { server, wire, opencx: createOpenCx({ wire, baseUrl: `${server.url}/`, key: new Secret(CANARY) }) };
}

describe('the key', () => {
  it('may read sessions', async () => {
    const { opencx, server } = await openApi(answer(200, { items: [], next: null }));
    expect(await opencx.sessionsReadable()).toBe(true);
    expect(server.seen).toMatchObject([
      { method: 'GET', target: '/chat/sessions', headers: { authorization: `Bearer ${CANARY}` } },
    ]);
  });

  it('may be taken without the right to read sessions', async () => {
    const { opencx } = await openApi(answer(403, { statusCode: 403, message: 'Forbidden' }));
    expect(await opencx.sessionsReadable()).toBe(false);
  });

  it('is refused with a 401', async () => {
    const { opencx } = await openApi(answer(401, { statusCode: 401, message: `Invalid key ${CANARY}` }));
    const failure = await failureOf(opencx.sessionsReadable());
    expect(failure.error).toMatchObject({
      kind: 'http',
      status: 401,
      message: 'OpenCX did not accept the API key (401).',
    });
    expect(JSON.stringify(failure)).not.toContain(CANARY);
  });

  it('is not proved by a login page', async () => {
    const { opencx } = await openApi(answer(200, '<html>Sign in</html>'));
    expect((await failureOf(opencx.sessionsReadable())).error.kind).toBe('parse');
  });

  it.each([
    ['a captive portal', '<html>Sign in to the network</html>', 'a web page'],
    ['a gateway', { message: 'Unauthorized' }, 'JSON of another form'],
    ['a gateway that numbers otherwise', { statusCode: 16 }, 'JSON of another form'],
    ['a proxy', 'Access denied', 'a text of its own'],
    ['nobody', '', 'an empty body'],
  ])('is not judged by what %s answers', async (_who, body, looks) => {
    for (const status of [400, 401, 403, 404, 407, 429]) {
      const { opencx } = await openApi(answer(status, body));
      for (const work of [opencx.sessionsReadable(), opencx.session(ID)]) {
        const { error } = await failureOf(work);
        expect(error).toMatchObject({ kind: 'parse', status });
        expect(error.message).toContain(
          `Something between here and OpenCX answered ${error.route}: status ${status} with ${looks}`,
        );
      }
    }
  });

  it('is not proved by JSON of somebody else', async () => {
    const { opencx } = await openApi(answer(200, { ok: true }));
    expect((await failureOf(opencx.sessionsReadable())).error.kind).toBe('parse');
  });

  it.each([
    [503, 3],
    [500, 1],
    [429, 1],
  ])('is not judged by a %i', async (status, tries) => {
    const { opencx, server } = await openApi(answer(status, { statusCode: status }));
    expect((await failureOf(opencx.sessionsReadable())).error).toMatchObject({ kind: 'http', status });
    expect(server.seen).toHaveLength(tries);
  });
});

describe('a session', () => {
  it('is read', async () => {
    const { opencx, server } = await openApi(answer(200, session));
    expect(await opencx.session(ID)).toEqual({
      id: ID,
      status: 'closed_unresolved',
      closure: 'handed_off',
      channel: 'email',
      assistMode: true,
      contactEmail: 'jo@example.test',
      handedOff: true,
      ticketingSystem: 'hubspot',
      ticketingId: '8243595013',
      ticketingIdType: 'conversation_id',
      createdAt: '2026-09-01T08:00:00Z',
      updatedAt: '2026-09-01T09:00:00Z',
    });
    expect(server.seen[0]?.target).toBe(`/chat/sessions/${ID}`);
  });

  it.each([
    [{ ai_closure_type: null }, false],
    [{ ai_closure_type: 'resolved', handoff: null }, false],
    [{ ai_closure_type: null, handoff: { summary: 'x' } }, true],
  ])('with %j was handed off: %s', async (change, handedOff) => {
    const { opencx } = await openApi(answer(200, { ...session, ...change }));
    expect((await opencx.session(ID))?.handedOff).toBe(handedOff);
  });

  it('has no email where the customer only claims one', async () => {
    const contact = { email: null, non_verified_email: 'jo@example.test' };
    const { opencx } = await openApi(answer(200, { ...session, contact }));
    expect(await opencx.session(ID)).not.toHaveProperty('contactEmail');
  });

  it.each([
    ['no contact at all', { contact: undefined }, ['contactEmail']],
    ['a contact of another form', { contact: [] }, ['contactEmail', 'contactPhone']],
    ['an address of another form', { contact: { email: 7 } }, ['contactEmail']],
    ['an empty contact', { contact: {} }, ['contactEmail']],
    ['a ticketing system without a name', { ticketing_system: {} }, ['ticketingSystem']],
    ['an end that cannot be read', { ai_closure_type: {} }, ['closure', 'handedOff']],
    ['assist mode as a text', { assist_mode: 'true' }, ['assistMode']],
  ])('with %s leaves that open', async (_name, change, unreadable) => {
    const { opencx } = await openApi(answer(200, { ...session, ...change }));
    expect((await opencx.session(ID))?.unreadable).toEqual(unreadable);
  });

  it.each([404, 400])('is not there after a %i', async (status) => {
    const { opencx } = await openApi(answer(status, { statusCode: status }));
    expect(await opencx.session('no uuid')).toBeNull();
  });

  it('is not missing where the address leads nowhere', async () => {
    const body = { statusCode: 404, message: 'Cannot GET /api/chat/sessions/1', error: 'Not Found' };
    const { opencx } = await openApi(answer(404, body));
    for (const work of [opencx.sessionsReadable(), opencx.session(ID)]) {
      const { error } = await failureOf(work);
      expect(error).toMatchObject({ kind: 'parse', status: 404 });
      expect(error.message).toContain('OPENCX_API_URL may name another path');
    }
  });

  it('may be out of reach of the key', async () => {
    const { opencx } = await openApi(answer(403, { statusCode: 403 }));
    expect((await failureOf(opencx.session(ID))).error).toMatchObject({
      status: 403,
      route: 'GET /chat/sessions/{id}',
    });
  });
});
