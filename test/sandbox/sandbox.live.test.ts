import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/fixtures.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { ask, EMAIL_THREAD, sandboxOf, TOKEN } from './support.ts';

const THREAD = `/conversations/v3/conversations/threads/${EMAIL_THREAD}`;

describe('a sandbox', () => {
  it('listens on loopback alone', async () => {
    const { url, openCxUrl } = await sandboxOf('healthy-email');
    for (const base of [url, openCxUrl]) expect(new URL(base).hostname).toBe('127.0.0.1');
  });

  it('forgets writes, faults and requests on reset', async () => {
    const sandbox = await sandboxOf('healthy-email');
    const patch = () => ask(sandbox.url, THREAD, { method: 'PATCH', body: { status: 'CLOSED' } });
    const first = await patch();
    sandbox.setFaults(['server-errors']);
    sandbox.reset();
    expect(sandbox.requests).toEqual([]);
    expect((await ask(sandbox.url, THREAD)).json.status).toBe('OPEN');
    expect((await patch()).json).toEqual(first.json);
  });

  it('puts its own faults back on reset', async () => {
    const sandbox = await sandboxOf('healthy-email', (portal) => {
      portal.faults = ['owners-down'];
    });
    sandbox.setFaults([]);
    sandbox.reset();
    expect((await ask(sandbox.url, '/crm/v3/owners')).status).toBe(503);
  });

  it('leaves the portal that it was given alone', async () => {
    const portal = await loadPortal('healthy-email');
    const sandbox = await startSandbox(portal);
    await ask(sandbox.url, THREAD, { method: 'DELETE' });
    await sandbox.close();
    expect(portal).toEqual(await loadPortal('healthy-email'));
  });

  it('takes the ports that it is told, and says so when one is taken', async () => {
    const { url, portal } = await sandboxOf('healthy-email');
    const taken = Number(new URL(url).port);
    await expect(startSandbox(portal, { hubspotPort: taken })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(startSandbox(portal, { openCxPort: taken })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('answers nothing once it is closed', async () => {
    const sandbox = await startSandbox(await loadPortal('healthy-email'));
    await sandbox.close();
    await expect(ask(sandbox.url, THREAD)).rejects.toThrow('fetch failed');
  });

  it('makes every answer wait where it is told to', async () => {
    const { url } = await sandboxOf('healthy-email', undefined, { latencyMs: 60_000 });
    const asked = ask(url, THREAD, { signal: AbortSignal.timeout(50) });
    await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('what is given', () => {
  it('fills in the address of the sandbox', async () => {
    const sandbox = await sandboxOf('webhook-unreachable');
    const given = sandbox.given;
    expect(given.webhookUrl).toBe(sandbox.webhookTargetUrl);
    expect(given.answers['webhooks.targetUrl']).toBe(sandbox.webhookTargetUrl);
    expect(given.token).toBe(TOKEN);
    expect(given.answers['webhooks.subscriptions']).toHaveLength(3);
  });
});

describe('packageRoot', () => {
  it('is found from anywhere below, and nowhere else', () => {
    const root = packageRoot();
    expect(packageRoot(`${root}/dist/chunks`)).toBe(root);
    expect(() => packageRoot('/')).toThrow('No package.json above /');
  });
});
