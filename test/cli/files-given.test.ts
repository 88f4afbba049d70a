/** Files that the user names, and what is said where one cannot be used. */
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';

/** The doctor in a folder with these files, without a network. */
async function doctorWith(files: Record<string, unknown>, flags: readonly string[], stdin?: string) {
  const cwd = await folderWith(files);
  return runHere(['doctor', '--offline', '--no-input', ...flags], {
    cwd,
    ...(stdin !== undefined && { stdin }),
  });
}

const FOLDER = { 'folder/file': '' };

describe('a configuration file', () => {
  const REFUSED: readonly [what: string, name: string, content: unknown, ...said: string[]][] = [
    ['with an unknown key', 'c.json', { portl: { id: 1 } }, '"portl"', 'nearest one is "portal"'],
    ['with an unknown inner key', 'c.json', { portal: { hub: 1 } }, '"portal.hub"', 'not a known key'],
    ['with a value of the wrong type', 'c.json', { portal: { id: 'x' } }, '"portal.id"', 'must be a number'],
    ['with malformed JSON', 'c.json', '{"portal": {"id": 1,}}', 'not valid JSON: line 1, column 21'],
    ['with malformed YAML', 'c.yaml', 'portal:\n  id: [1', 'not valid YAML: line 2'],
    ['that is a list', 'c.json', [1], 'must be an object'],
    ['with a token', 'c.json', { hubspot: { token: TOKEN } }, '"hubspot.token"', 'HUBSPOT_ACCESS_TOKEN'],
    ['with an OpenCX key', 'c.yaml', 'opencx: { apiKey: ocx_live_0 }', '"opencx.apiKey"', 'OPENCX_API_KEY'],
  ];

  test.each(REFUSED)('%s is refused', async (_what, name, content, ...said) => {
    expectUsageError(await doctorWith({ [name]: content }, ['--config', name]), name, ...said);
  });

  test('that is not there, or is a folder, is refused', async () => {
    expectUsageError(await doctorWith({}, ['--config', 'missing.json']), 'missing.json does not exist');
    expectUsageError(await doctorWith(FOLDER, ['--config', 'folder']), 'folder is a folder');
  });

  test('is needed for a profile, and must hold it', async () => {
    expectUsageError(await doctorWith({}, ['--profile', 'eu']), '--profile needs a configuration file');
    const files = { 'opencx-hubspot.config.json': { profiles: { europe: {} } } };
    const outcome = await doctorWith(files, ['--profile', 'eurpe']);
    expectUsageError(outcome, 'no profile "eurpe"', 'the nearest one is "europe"');
  });

  test('is not chosen among two', async () => {
    const files = { 'opencx-hubspot.config.json': {}, 'opencx-hubspot.config.yaml': '' };
    expectUsageError(await doctorWith(files, []), 'holds 2 configuration files', '--config FILE');
  });
});

describe('an answers file', () => {
  const REFUSED: readonly [what: string, name: string, content: unknown, ...said: string[]][] = [
    ['with an unknown key', 'a.json', { answers: { 'webhooks.comitted': true } }, 'is "webhooks.committed"'],
    ['with a wrong type', 'a.json', { answers: { 'webhooks.committed': 'yes' } }, 'must be a boolean'],
    [
      'with an unknown event',
      'a.yaml',
      'answers: {webhooks.paused: [new mesage]}',
      'conversation.newMessage',
    ],
    ['with a day that is none', 'a.yaml', 'answers: {webhooks.throttle: {value: 1, at: 2026-13-01}}', '"at"'],
    ['with malformed JSON', 'a.json', '{,}', 'not valid JSON: line 1, column 2'],
    ['with JSON that is cut off', 'a.json', '{', 'is cut off: its end is missing'],
  ];

  test.each(REFUSED)('%s is refused', async (_what, name, content, ...said) => {
    expectUsageError(await doctorWith({ [name]: content }, ['--answers', name]), name, ...said);
  });

  test('that is not there is refused', async () => {
    expectUsageError(await doctorWith({}, ['--answers', 'missing.yaml']), 'missing.yaml does not exist');
  });
});

describe('a webhook configuration', () => {
  test('of no known form is refused, with the forms that are', async () => {
    const files = { 'w.json': { hooks: [] } };
    const outcome = await doctorWith(files, ['--webhook-config', 'w.json']);
    expectUsageError(outcome, 'w.json is not a webhook configuration', 'webhooks-hsmeta.json');
  });

  test('that is malformed or not there is refused', async () => {
    const malformed = await doctorWith({ 'w.json': '{,}' }, ['--webhook-config', 'w.json']);
    expectUsageError(malformed, 'not valid JSON');
    expectUsageError(await doctorWith({}, ['--webhook-config', 'w.json']), 'w.json does not exist');
  });
});

describe('a token', () => {
  test.each([
    ['missing', 'does not exist'],
    ['folder', 'is a folder'],
    ['empty', 'is empty'],
  ])('in a file that is %s is asked for again', async (name, said) => {
    expectUsageError(await doctorWith({ ...FOLDER, empty: '\n' }, ['--token-file', name]), said);
  });

  test('from standard input is used', async () => {
    const flags = ['--token-file', '-', '--only', 'token/format', '--format', 'json'];
    const { code, out } = await doctorWith({}, flags, `${TOKEN}\n`);
    expect(code).toBe(0);
    expect(JSON.parse(out).checks['token/format']).toMatchObject({ status: 'pass', source: 'given' });
  });

  test('from standard input must be there', async () => {
    const outcome = await doctorWith({}, ['--token-file', '-'], '');
    expectUsageError(outcome, 'found no token on standard input');
  });
});

describe('a host that is not HubSpot’s', () => {
  const FOREIGN = 'https://api.hubapi.com.example.test';

  test('is refused, wherever it stands', async () => {
    const args = ['doctor', '--offline', '--no-input'];
    const fromVariable = await runHere(args, { env: { HUBSPOT_API_URL: FOREIGN } });
    expectUsageError(
      fromVariable,
      'HUBSPOT_API_URL names the host',
      '--allow-host api.hubapi.com.example.test',
    );
    const fromOpenCx = await runHere(args, { env: { OPENCX_API_URL: FOREIGN } });
    expectUsageError(fromOpenCx, 'OPENCX_API_URL names the host', 'no secret is sent to it');
    const file = { 'c.json': { hubspot: { apiUrl: FOREIGN } } };
    expectUsageError(await doctorWith(file, ['--config', 'c.json']), '"hubspot.apiUrl"', '--allow-host');
  });

  test('is refused without https, and with a password', async () => {
    const args = ['doctor', '--offline', '--no-input'];
    const plain = await runHere(args, { env: { HUBSPOT_API_URL: 'http://api.hubapi.com' } });
    expectUsageError(plain, 'HUBSPOT_API_URL must use https');
    const url = 'https://someone:canary-password@api.hubapi.com';
    const password = await runHere(args, { env: { HUBSPOT_API_URL: url } });
    expectUsageError(password, 'must not hold a user name or a password');
    expect(password.err).not.toContain('canary');
  });

  test('is taken when the command line names it', async () => {
    const flags = ['--allow-host', 'api.hubapi.com.example.test', '--only', 'token'];
    const args = ['doctor', '--offline', '--no-input', ...flags];
    const { code, err } = await runHere(args, {
      env: { HUBSPOT_API_URL: FOREIGN, HUBSPOT_ACCESS_TOKEN: TOKEN },
    });
    expect(err).toBe('Reading what was given ...\n');
    expect(code).toBe(3);
  });
});
