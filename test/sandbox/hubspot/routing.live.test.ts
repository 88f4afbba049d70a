import { describe, expect, it } from 'vitest';
import { ask, CONVERSATIONS, sandboxOf } from '../support.ts';

describe('a path', () => {
  it('that is no route gets an HTML 404', async () => {
    const { url } = await sandboxOf('healthy-email');
    for (const path of ['/', '/crm/v3/nothing', '/crm/v3/owners/1/2', '/crm/v3/owners/%zz']) {
      const { status, headers, text } = await ask(url, path);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toMatch(/^text\/html/);
      expect(text).toContain('<title>Error 404 Not Found</title>');
    }
  });

  it('that HubSpot has and the sandbox has not says so in JSON', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, '/crm/v3/objects/notes?limit=1');
    expect(status).toBe(501);
    expect(json.message).toMatch(/^The sandbox does not emulate GET \/crm\/v3\/objects\/notes\./);
  });

  it('under another method gets an HTML 405', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { status, headers } = await ask(url, '/crm/v3/owners', { method: 'DELETE' });
    expect(status).toBe(405);
    expect(headers.get('content-type')).toMatch(/^text\/html/);
  });

  it('with a trailing slash is the same', async () => {
    const { url } = await sandboxOf('healthy-email');
    expect((await ask(url, '/crm/v3/owners/')).status).toBe(200);
  });

  it.each([
    [`${CONVERSATIONS}/threads/abc`, 'threadId'],
    [`${CONVERSATIONS}/inboxes/abc`, 'inboxId'],
    [`${CONVERSATIONS}/channel-accounts/abc`, 'channelAccountId'],
  ])('%s with an id of the wrong form gets 400', async (path, parameter) => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, path);
    expect(status).toBe(400);
    expect(json.message).toBe(`Unable to parse value for path parameter: ${parameter}`);
  });
});

describe('the requests', () => {
  it('are listed as they came, without a developer key', async () => {
    const { url, requests } = await sandboxOf('healthy-email');
    await ask(url, '/crm/v3/owners?limit=1');
    await ask(url, '/webhooks/v3/2011410/settings?hapikey=00000000-dev');
    expect(requests).toEqual([
      { method: 'GET', path: '/crm/v3/owners?limit=1', status: 200 },
      { method: 'GET', path: '/webhooks/v3/2011410/settings', status: 401 },
    ]);
  });
});
