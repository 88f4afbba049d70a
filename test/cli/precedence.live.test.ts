/** Flags over environment over configuration file, as it shows in a report. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { TOKEN } from './hosts.ts';

const FILE = 'opencx-hubspot.config.json';
const OWN_PORTAL = '1020304';

async function report(files: object, args: readonly string[], env: Record<string, string>, folder = '.') {
  const sandbox = await startSandbox(await loadPortal('healthy-email'));
  onTestFinished(() => sandbox.close());
  const cwd = join(await folderWith({ ...files }), folder);
  await mkdir(cwd, { recursive: true });
  const { out } = await runHere(['doctor', '--no-input', '--format', 'json', ...args], {
    cwd,
    env: { HUBSPOT_API_URL: sandbox.url, HUBSPOT_ACCESS_TOKEN: TOKEN, ...env },
  });
  return JSON.parse(out) as Report;
}

describe('the Default User', () => {
  const only = ['--only', 'default-user'];
  const files = { [FILE]: { opencx: { defaultUserId: 'A-1' } } };
  const user = async (args: readonly string[], env: Record<string, string>) =>
    (await report(files, [...only, ...args], env)).checks['default-user/known']?.status;

  test('is taken from the file', async () => {
    expect(await user([], {})).toBe('fail');
  });

  test('is taken from the environment before the file', async () => {
    expect(await user([], { OPENCX_DEFAULT_USER_ID: 'A-7001' })).toBe('pass');
  });

  test('is taken from the flag before both', async () => {
    expect(await user(['--default-user', 'A-7001'], { OPENCX_DEFAULT_USER_ID: 'A-2' })).toBe('pass');
    expect(await user(['--default-user', 'A-2'], { OPENCX_DEFAULT_USER_ID: 'A-7001' })).toBe('fail');
  });
});

describe('the portal', () => {
  const only = ['--only', 'token'];
  const files = {
    [FILE]: { portal: { id: 5060708 }, profiles: { own: { portal: { id: Number(OWN_PORTAL) } } } },
  };
  const portal = async (args: readonly string[], folder?: string) =>
    (await report(files, [...only, ...args], {}, folder)).checks['token/portal']?.status;

  test('is taken from a file that lies further up', async () => {
    expect(await portal([], 'src/app')).toBe('fail');
  });

  test('is taken from a profile, and from the flag before all', async () => {
    expect(await portal(['--profile', 'own'])).toBe('pass');
    expect(await portal(['--profile', 'own', '--portal', '5060708'])).toBe('fail');
    expect(await portal(['--portal', OWN_PORTAL])).toBe('pass');
  });
});

describe('the token', () => {
  const wrong = 'ocx_live_00000000000000000000';
  const files = {
    token: `${TOKEN}\n`,
    other: wrong,
    'app/opencx-hubspot.config.json': { hubspot: { tokenFile: '../token' } },
  };
  const form = async (args: readonly string[], env: Record<string, string>) =>
    (await report(files, ['--only', 'token/format', ...args], env, 'app')).checks['token/format']?.status;

  test('is taken from the file that the configuration names, beside it', async () => {
    expect(await form([], { HUBSPOT_ACCESS_TOKEN: '' })).toBe('pass');
  });

  test('is taken from the environment before that, and from --token-file before both', async () => {
    expect(await form([], { HUBSPOT_ACCESS_TOKEN: wrong })).toBe('fail');
    expect(await form(['--token-file', '../token'], { HUBSPOT_ACCESS_TOKEN: wrong })).toBe('pass');
    expect(await form(['--token-file', '../other'], {})).toBe('fail');
  });
});

test('a sandbox is not touched by the configuration file around it', async () => {
  const cwd = await folderWith({
    [FILE]: { portal: { id: 5060708 }, hubspot: { apiUrl: 'http://127.0.0.1:9' } },
  });
  const { code } = await runHere(['doctor', '--sandbox', 'healthy-email', '--no-input'], { cwd });
  expect(code).toBe(0);
});
