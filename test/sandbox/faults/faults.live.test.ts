import { describe, expect, it } from 'vitest';
import { FAULTS, UnknownFault } from '../../../src/sandbox/faults/faults.ts';
import { ask, CONVERSATIONS, EMAIL_THREAD, OPENCX_KEY, sandboxOf, TOKEN } from '../support.ts';

const DETAILS = '/account-info/v3/details';
const OWNERS = '/crm/v3/owners';
const INTROSPECTION = '/oauth/v2/private-apps/get/access-token-info';
const openCx = { authorization: `Bearer ${OPENCX_KEY}` };

const failure = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'answered',
    (error: unknown) => error,
  );

describe('a fault that answers', () => {
  it.each([
    ['everything-401', 401, 'INVALID_AUTHENTICATION'],
    ['bare-401', 401, 'Any of the listed authentication credentials are missing'],
    ['developer-key-wanted', 403, 'A valid developer API key must be provided'],
    ['gated', 403, 'GATED'],
    ['rate-limited', 429, 'TEN_SECONDLY_ROLLING'],
    ['secondly-limit', 429, 'SECONDLY'],
    ['daily-limit', 429, 'DAILY'],
    ['account-moving', 477, 'error'],
    ['server-errors', 502, '502 Bad Gateway'],
    ['unavailable', 503, '503 Service Unavailable'],
    ['html-instead-of-json', 200, '<h1>Sign in</h1>'],
  ])('%s answers every call with %i', async (name, status, sign) => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: [name] });
    for (const path of [DETAILS, OWNERS, OWNERS]) {
      const answer = await ask(url, path);
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(sign);
      expect(answer.headers.get('x-hubspot-correlation-id')).not.toBeNull();
    }
  });

  it('says how long an account moves', async () => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: ['account-moving'] });
    expect((await ask(url, DETAILS)).headers.get('retry-after')).toBe('3600');
  });

  it.each([
    ['rate-limited-once', 429],
    ['server-error-once', 502],
  ])('%s meets each route once', async (name, status) => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: [name] });
    expect((await ask(url, `${OWNERS}/90001`)).status).toBe(status);
    expect((await ask(url, `${OWNERS}/90002`)).status).toBe(200);
    expect((await ask(url, DETAILS)).status).toBe(status);
    expect((await ask(url, DETAILS)).status).toBe(200);
  });

  it.each([
    ['no-introspection', 404],
    ['introspection-down', 502],
  ])('%s meets the introspection alone', async (name, status) => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: [name] });
    const body = { tokenKey: TOKEN };
    expect((await ask(url, INTROSPECTION, { method: 'POST', body })).status).toBe(status);
    expect((await ask(url, DETAILS)).status).toBe(200);
  });

  it('may take down one API and leave the others', async () => {
    const sandbox = await sandboxOf('healthy-email', undefined, { faults: ['conversations-down'] });
    const statuses = async () => [
      (await ask(sandbox.url, `${CONVERSATIONS}/inboxes`)).status,
      (await ask(sandbox.url, OWNERS)).status,
      (await ask(sandbox.url, '/crm/v3/objects/contacts/search', { method: 'POST', body: {} })).status,
      (await ask(sandbox.openCxUrl, '/chat/sessions', openCx)).status,
    ];
    expect(await statuses()).toEqual([503, 200, 200, 200]);
    sandbox.setFaults(['owners-down', 'opencx-down']);
    expect(await statuses()).toEqual([200, 503, 200, 502]);
    sandbox.setFaults(['search-refused']);
    expect(await statuses()).toEqual([200, 200, 405, 200]);
    sandbox.setFaults([]);
    expect(await statuses()).toEqual([200, 200, 200, 200]);
  });

  it('may be confined to paths', async () => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: ['server-errors@/crm/'] });
    expect((await ask(url, OWNERS)).status).toBe(502);
    expect((await ask(url, DETAILS)).status).toBe(200);
  });
});

describe('a fault of the connection', () => {
  it('reset closes it without an answer', async () => {
    const { url, requests } = await sandboxOf('healthy-email', undefined, { faults: ['reset'] });
    expect(await failure(ask(url, DETAILS))).toBeInstanceOf(TypeError);
    expect(requests[0]?.status).toBe(0);
  });

  it('reset-once lets the second call through', async () => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: ['reset-once'] });
    expect(await failure(ask(url, DETAILS))).toBeInstanceOf(TypeError);
    expect((await ask(url, DETAILS)).status).toBe(200);
  });

  it('applied-then-reset has done what was asked', async () => {
    const sandbox = await sandboxOf('healthy-email', undefined, { faults: ['applied-then-reset'] });
    const body = { properties: { email: 'new@example.test' } };
    const post = () => ask(sandbox.url, '/crm/v3/objects/contacts', { method: 'POST', body });
    expect(await failure(post())).toBeInstanceOf(TypeError);
    sandbox.setFaults([]);
    expect((await post()).status).toBe(409);
  });

  it('applied-then-502 has done what was asked, too', async () => {
    const sandbox = await sandboxOf('healthy-email', undefined, { faults: ['applied-then-502'] });
    const path = `${CONVERSATIONS}/threads/${EMAIL_THREAD}/messages`;
    const body = { type: 'COMMENT', text: 'Note' };
    const posted = await ask(sandbox.url, path, { method: 'POST', body });
    expect(posted.status).toBe(502);
    expect(posted.headers.get('content-type')).toMatch(/html/);
    expect((await ask(sandbox.url, path)).json.results[0].text).toBe('Note');
  });

  it.each(['applied-then-reset-once', 'applied-then-502-once'])('%s meets the first write', async (name) => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: [name] });
    const post = (email: string) =>
      ask(url, '/crm/v3/objects/contacts', { method: 'POST', body: { properties: { email } } });
    const first = await post('new@example.test').catch(() => ({ status: 502 }));
    expect(first.status).toBe(502);
    expect((await post('new@example.test')).status).toBe(409);
    expect((await post('other@example.test')).status).toBe(201);
  });

  it.each(['applied-then-reset', 'applied-then-502'])('%s leaves reads alone', async (name) => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: [name] });
    const post = (path: string, body: unknown) => ask(url, path, { method: 'POST', body });
    expect((await ask(url, DETAILS)).status).toBe(200);
    expect((await post('/crm/v3/objects/contacts/search', {})).status).toBe(200);
    expect((await post(INTROSPECTION, { tokenKey: TOKEN })).status).toBe(200);
    const actors = await post(`${CONVERSATIONS}/actors/batch/read`, { inputs: ['A-7001'] });
    expect(actors.status).toBe(200);
  });

  it('reset-mid-body comes after the headers', async () => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: ['reset-mid-body'] });
    const response = await fetch(url + DETAILS, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(response.status).toBe(200);
    expect(await failure(response.text())).toBeInstanceOf(Error);
  });

  it.each(['truncated-json', 'invalid-json'])('%s sends JSON that cannot be read', async (name) => {
    const { url } = await sandboxOf('healthy-email', undefined, { faults: [name] });
    const response = await fetch(url + DETAILS, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(response.headers.get('content-type')).toMatch(/json/);
    expect(await failure(response.json())).toBeInstanceOf(SyntaxError);
  });

  it('slow outlasts a client, and does not hold up the end of the sandbox', async () => {
    const sandbox = await sandboxOf('healthy-email', undefined, { faults: ['slow'] });
    const asked = failure(ask(sandbox.url, DETAILS));
    const timedOut = failure(ask(sandbox.url, OWNERS, { signal: AbortSignal.timeout(50) }));
    expect(await timedOut).toMatchObject({ name: 'TimeoutError' });
    await sandbox.close();
    expect(await asked).toBeInstanceOf(TypeError);
  });
});

describe('faults', () => {
  it('are listed with a line each', () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
    for (const { title } of FAULTS) expect(title).not.toBe('');
  });

  it('that do not exist are refused by name', async () => {
    const sandbox = await sandboxOf('healthy-email');
    expect(() => sandbox.setFaults(['rate-limitd'])).toThrow(UnknownFault);
    await expect(sandboxOf('healthy-email', undefined, { faults: ['x'] })).rejects.toMatchObject({
      fault: 'x',
      known: expect.arrayContaining(['slow']),
    });
  });
});
