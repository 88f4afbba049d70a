/** Secrets are in no report, no message and no file, whatever is run and whatever goes wrong. */

import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { CHECK_IDS } from '../../checks/index.ts';
import { listPortals } from '../../src/sandbox/portal/portals.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { inTurn, some } from '../support/proof.ts';
import { CANARIES, expectNoTrace } from './canaries.ts';
import { deadHost } from './hosts.ts';

const portals = some((await listPortals()).map(({ name }) => name));
const URL_CANARY = CANARIES.OPENCX_WEBHOOK_URL;
const FILES = {
  'token.txt': `${CANARIES.HUBSPOT_ACCESS_TOKEN}\n`,
  'config.json': { opencx: { webhookUrl: URL_CANARY }, hubspot: { tokenFile: 'token.txt' } },
  'answers.yaml': `answers:\n  webhooks.targetUrl: ${URL_CANARY}\n  opencx.webhookUrl: ${URL_CANARY}/\n`,
  'hook.json': { targetUrl: URL_CANARY, throttling: { maxConcurrentRequests: 10 } },
};
const GIVEN = ['--answers', 'answers.yaml', '--webhook-config', 'hook.json', '--webhook-url', URL_CANARY];

const MANNERS = [['--full'], ['--format', 'json', '--output', 'report.json']];

describe('a report on an emulated portal, with secrets given beside it', () => {
  const runs = portals.flatMap((name, index) => inTurn(MANNERS, index).map((manner) => ({ name, manner })));

  test.each(runs)('$name $manner', async ({ name, manner }) => {
    const cwd = await folderWith(FILES);
    const args = ['doctor', '--sandbox', name, '--no-input', ...GIVEN, ...manner];
    await expectNoTrace(await runHere(args, { cwd, env: CANARIES }), cwd, Object.keys(FILES));
    if (manner.includes('report.json')) expect(await readdir(cwd)).toContain('report.json');
  });
});

describe('a report on what was given, without a network', () => {
  const SOURCES: readonly [what: string, args: readonly string[], env: Record<string, string>][] = [
    ['by the environment', [], CANARIES],
    ['by a configuration file', ['--config', 'config.json'], {}],
    ['by a token file', ['--token-file', 'token.txt'], {}],
    ['by answers', ['--answers', 'answers.yaml'], {}],
    ['by a webhook configuration', ['--webhook-config', 'hook.json'], {}],
    ['by flags', ['--webhook-url', URL_CANARY], {}],
    ['twice over', ['--config', 'config.json', '--token-file', 'token.txt', ...GIVEN], CANARIES],
  ];

  test.each(SOURCES)('%s', async (_what, args, env) => {
    const cwd = await folderWith(FILES);
    for (const format of [['--full'], ['--format', 'json'], ['--full', '--output', 'report.txt']]) {
      const outcome = await runHere(['doctor', '--offline', '--no-input', ...args, ...format], { cwd, env });
      expect([1, 3]).toContain(outcome.code);
      await expectNoTrace(outcome, cwd, Object.keys(FILES));
    }
  });

  test('by standard input', async () => {
    const args = ['doctor', '--offline', '--no-input', '--full', '--token-file', '-'];
    await expectNoTrace(await runHere(args, { stdin: CANARIES.HUBSPOT_ACCESS_TOKEN }));
  });
});

describe('a secret in the wrong place', () => {
  const secrets = Object.values(CANARIES);
  const PLACES = [
    ['doctor', '?'],
    ['doctor', 'replies-not-syncing', '?'],
    ['?'],
    ['--token=?'],
    ['doctor', '--token=?'],
    ['doctor', '--token', '?'],
    ['doctor', '--only', '?'],
    ['doctor', '--skip', '?'],
    ['doctor', '--mode', '?'],
    ['doctor', '--portal', '?'],
    ['doctor', '--thread', '?'],
    ['doctor', '--ticket', '?'],
    ['doctor', '--session', '?'],
    ['doctor', '--contact', '?'],
    ['doctor', '--default-user', '?', '--offline', '--no-input', '--full'],
    ['doctor', '--webhook-url', '?', '--offline', '--no-input', '--full'],
    ['doctor', '--profile', '?'],
    ['doctor', '--config', '?'],
    ['doctor', '--answers', '?'],
    ['doctor', '--token-file', '?'],
    ['doctor', '--allow-host', '?'],
    ['doctor', '--output', 'missing/?', '--offline', '--no-input'],
    ['doctor', '--sandbox', '?'],
    ['doctor', '--timeout', '?'],
    ['doctor', '--format', '?'],
    ['doctor', '--fail-on', '?'],
    ['checks', '?'],
    ['sandbox', '?'],
    ['sandbox', 'start', '?'],
    ['sandbox', 'start', 'healthy-email', '--fault', '?'],
    ['help', '?'],
  ];

  test.each(PLACES.map((place, number) => ({ place, number })))(
    'of the command line is not repeated: $place',
    async ({ place, number }) => {
      const cwd = await folderWith({ 'config.json': { profiles: { eu: {} } } });
      for (const secret of inTurn(secrets, number)) {
        const args = place.map((word) => word.replace('?', () => secret));
        const outcome = await runHere(args, { cwd, env: CANARIES });
        expect(outcome.code, JSON.stringify(outcome)).toBeGreaterThan(0);
        await expectNoTrace(outcome);
      }
    },
  );

  const WRONG_FILES: readonly [flag: string, name: string, content: unknown][] = [
    ['--config', 'c.json', { hubspot: { token: CANARIES.HUBSPOT_ACCESS_TOKEN } }],
    ['--config', 'c.json', { hubspot: { clientSecret: CANARIES.HUBSPOT_CLIENT_SECRET } }],
    ['--config', 'c.json', { opencx: { webhookUrl: 'canary-without-scheme' } }],
    ['--config', 'c.json', { portal: { id: CANARIES.OPENCX_API_KEY } }],
    ['--config', 'c.json', { hubspot: { apiUrl: URL_CANARY } }],
    ['--config', 'c.json', `{"opencx": {"webhookUrl": "${URL_CANARY}",}}`],
    ['--config', 'c.yaml', `opencx: { webhookUrl: "${URL_CANARY} }`],
    ['--config', 'c.yaml', `opencx: { webhookUrl: *canary-alias }`],
    ['--answers', 'a.json', { answers: { 'webhooks.throttle': URL_CANARY } }],
    ['--answers', 'a.json', { answers: { 'webhooks.targetUrl': 'canary-without-scheme' } }],
    ['--answers', 'a.json', { answers: { 'webhooks.paused': [CANARIES.OPENCX_API_KEY] } }],
    ['--answers', 'a.json', { answers: { 'conversation.channel': CANARIES.HUBSPOT_ACCESS_TOKEN } }],
    ['--answers', 'a.json', { answers: { [CANARIES.HUBSPOT_DEVELOPER_API_KEY]: true } }],
    ['--answers', 'a.json', { answers: { 'webhooks.committed': { value: true, at: URL_CANARY } } }],
    ['--answers', 'a.json', `{"answers": {"webhooks.targetUrl": "${URL_CANARY}"`],
    ['--webhook-config', 'w.json', { url: URL_CANARY }],
    ['--webhook-config', 'w.json', { targetUrl: 'canary-without-scheme' }],
    ['--webhook-config', 'w.json', `[${URL_CANARY}]`],
    ['--token-file', 'folder-of-token/', CANARIES.HUBSPOT_ACCESS_TOKEN],
  ];

  test.each(WRONG_FILES)('of a file is not repeated: %s %s %j', async (flag, name, content) => {
    const isFolder = name.endsWith('/');
    const cwd = await folderWith({ [isFolder ? `${name}file` : name]: content });
    const env = { ...CANARIES, OPENCX_WEBHOOK_URL: '' };
    const outcome = await runHere(['doctor', '--offline', '--no-input', flag, name], { cwd, env });
    expect(outcome).toMatchObject({ code: 2, out: '' });
    await expectNoTrace(outcome);
  });

  const VARIABLES = [
    'HUBSPOT_API_URL',
    'OPENCX_API_URL',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'OPENCX_DEFAULT_USER_ID',
  ];

  test.each(VARIABLES.map((name, number) => ({ name, number })))(
    'of the environment is not repeated: $name',
    async ({ name, number }) => {
      const dead = await deadHost();
      for (const secret of inTurn(secrets, number)) {
        const env = { HUBSPOT_API_URL: dead, OPENCX_API_URL: dead, ...CANARIES, [name]: secret };
        await expectNoTrace(await runHere(['doctor', '--no-input', '--full', '--timeout', '1'], { env }));
      }
    },
  );
});

describe('the other commands', () => {
  test.each([
    ['checks'],
    ['checks --format json'],
    [`checks ${CHECK_IDS[0]}`],
    ['sandbox list'],
    ['sandbox list --format json'],
    ['init'],
    ['--help'],
    ['doctor --help'],
    ['--version'],
  ])('%s has no use for secrets', async (line) => {
    const cwd = await folderWith({ 'token.txt': FILES['token.txt'] });
    await expectNoTrace(await runHere(line.split(' '), { cwd, env: CANARIES }), cwd, ['token.txt']);
  });
});
