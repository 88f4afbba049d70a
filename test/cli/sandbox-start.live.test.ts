/** What `sandbox start` prints; that it is enough to see the same from outside is shown with every portal's runs. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { runHere } from '../support/cli.ts';
import { followed, serve } from './served.ts';

describe('what is printed', () => {
  test('can be evaluated by a shell', async () => {
    const { printed } = await serve('healthy-email');
    const { stdout } = await promisify(execFile)('sh', ['-c', 'eval "$1"; env', 'sh', printed.out], {
      env: {},
    });
    const { around } = await followed(printed);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining(Object.entries(around.env).map(([name, value]) => `${name}=${value}`)),
    );
    expect(around.env).toHaveProperty(
      'HUBSPOT_API_URL',
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    );
  });

  test('says on standard error what is served, until it is stopped', async () => {
    const { printed, stop } = await serve('scope-missing+reply-internal');
    expect(printed.err).toMatch(/^\nServing scope-missing\+reply-internal: .+\nStop with Ctrl-C\.\n$/);
    expect(await stop()).toBe(0);
  });
});

test('a fault is switched on', async () => {
  const { printed } = await serve('healthy-email', '--fault', 'everything-401', 'opencx-down');
  const { args, around } = await followed(printed);
  const { code, out } = await runHere([...args, '--no-input', '--format', 'json'], around);
  expect(JSON.parse(out).causes[0].id).toBe('token-rejected');
  expect(code).toBe(1);
});

test('the port is the one that is named, and OpenCX has the next', async () => {
  for (;;) {
    const port = await freePort();
    const { printed } = await serve('healthy-email', '--port', String(port));
    // On a busy machine somebody else may have taken one of the two meanwhile.
    if (/cannot be used/.test(printed.err)) continue;
    expect(printed.out).toContain(`HUBSPOT_API_URL='http://127.0.0.1:${port}'`);
    expect(printed.out).toContain(`OPENCX_API_URL='http://127.0.0.1:${port + 1}'`);
    return;
  }
});

test('every answer takes as long as is wanted', async () => {
  const { printed } = await serve('healthy-email', '--latency', '300');
  const { around } = await followed(printed);
  const began = performance.now();
  await fetch(`${around.env['HUBSPOT_API_URL']}/account-info/v3/details`);
  expect(performance.now() - began).toBeGreaterThan(290);
});

/** One that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
