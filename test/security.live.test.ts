/** What SECURITY.md says of what is sent and of what listens. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { openOutside } from '../src/run/sandbox/outside.ts';
import { listPortals, loadPortal } from '../src/sandbox/portal/portals.ts';
import { startSandbox } from '../src/sandbox/sandbox.ts';
import { openIntake } from './engine/intake/intake.ts';
import { runHere } from './support/cli.ts';
import { some } from './support/proof.ts';

/** Calls that are made with POST and change nothing: searches, reads of several at once, what a token may do, a login. */
const READS_BY_POST =
  /\/search$|^\/developers\/logs\/search\/\d+$|\/batch\/read$|^\/oauth\/v2\/private-apps\/get\/access-token-info$|^\/localdevauth\/v1\/auth\/(?:refresh|install-info)$/;

const PORTALS = some((await listPortals()).map(({ name }) => name));

describe('the doctor only reads', () => {
  test.each(PORTALS)('%s', async (name) => {
    const sandbox = await startSandbox(await loadPortal(name));
    onTestFinished(() => sandbox.close());
    const outside = await openOutside(sandbox);
    onTestFinished(() => outside.close());
    const words = outside.words.filter((word) => word !== '--probe-webhook');
    await runHere(['doctor', ...words, '--no-input'], {
      env: { ...outside.variables } as Record<string, string>,
    });
    expect(sandbox.requests.length).toBeGreaterThan(0);
    const writing = sandbox.requests.filter(
      ({ method, path }) =>
        method !== 'GET' && !(method === 'POST' && READS_BY_POST.test(path.split('?')[0] ?? '')),
    );
    expect(writing).toEqual([]);
  });
});

test('the engine takes webhooks on this machine alone', async () => {
  const intake = await openIntake();
  expect(new URL(intake.url).hostname).toBe('127.0.0.1');
});
