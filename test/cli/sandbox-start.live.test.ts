/** What `sandbox start` prints; that it is enough to see the same from outside is shown with every portal's runs. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { followed, serve, serveIn } from './served.ts';

const run = promisify(execFile);

describe('what is printed', () => {
  test('can be evaluated by a shell', async () => {
    const { printed } = await serve('healthy-email');
    const { stdout } = await run('sh', ['-c', 'eval "$1"; env', 'sh', printed.out], {
      env: {},
    });
    const { around } = followed(printed);
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
    const address = /HUBSPOT_API_URL='(.+)'/.exec(printed.out)?.[1];
    expect(printed.err).toMatch(/^\nServing scope-missing\+reply-internal: .+\n/);
    expect(printed.err).toMatch(/\nStop with Ctrl-C\.\n$/);
    expect(printed.err).toContain(`opencx-hubspot sandbox mend --url ${address}\n`);
    expect(await stop()).toBe(0);
  });

  test('names files that nobody else may read, and takes them away at the end', async () => {
    const { printed, stop } = await serve('healthy-project-file');
    const { args } = followed(printed);
    const files = ['--answers', '--webhook-config'].map((flag) => args[args.indexOf(flag) + 1] ?? '');
    for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600);
    await stop();
    for (const file of files) await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('leaves nothing of the own environment in the place of what the portal has not', async () => {
    const { printed } = await serve('no-token');
    expect(followed(printed).around.env).toMatchObject({ HUBSPOT_ACCESS_TOKEN: '' });
  });

  test('is one document with --format json, with the same environment and command', async () => {
    const { printed } = await serve('throttle-too-low', '--format', 'json');
    const { portal, environment, doctor, hubspotUrl } = JSON.parse(printed.out);
    expect(portal).toMatchObject({ name: 'throttle-too-low', causes: ['throttle-too-low'] });
    expect(environment.HUBSPOT_API_URL).toBe(hubspotUrl);
    const [program, ...args] = doctor;
    expect(program).toBe('opencx-hubspot');
    const { code, out } = await runHere([...args, '--no-input', '--format', 'json'], { env: environment });
    expect(JSON.parse(out).causes[0].id).toBe('throttle-too-low');
    expect(code).toBe(1);
  });
});

describe('--env-file', () => {
  test('is read by a shell and by node, and by nobody else', async () => {
    const cwd = await folderWith();
    const { printed } = await serveIn({ cwd }, 'healthy-email', '--env-file', 'portal.env');
    const { env } = followed(printed).around;
    expect(printed.err).toContain('The environment is in portal.env');
    expect((await stat(join(cwd, 'portal.env'))).mode & 0o777).toBe(0o600);
    const script = 'process.stdout.write(JSON.stringify(process.env))';
    const byNode = await run(process.execPath, ['--env-file=portal.env', '-e', script], { cwd, env: {} });
    const sourced = ['-c', '. ./portal.env; exec "$0" -e "$1"', process.execPath, script];
    const byShell = await run('sh', sourced, { cwd, env: {} });
    for (const { stdout } of [byNode, byShell]) expect(JSON.parse(stdout)).toMatchObject(env);
  });
});

test('a fault is switched on', async () => {
  const { printed } = await serve('healthy-email', '--fault', 'everything-401', 'opencx-down');
  const { args, around } = followed(printed);
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
  const { around } = followed(printed);
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
