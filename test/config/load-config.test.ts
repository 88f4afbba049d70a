import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Flags } from '../../src/config/flags.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { folderWith, usageErrorOf } from './folder.ts';

const CONFIG = 'opencx-hubspot.config.json';
const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';
const SHOWN = 'https://api.open.cx/backend/hubspot/shown';
const HELD = 'https://api.open.cx/backend/hubspot/held';

interface Run {
  files?: Record<string, unknown>;
  env?: Record<string, string>;
  flags?: Flags;
  stdin?: string;
  ignoreConfigFile?: boolean;
}

async function load({ files = {}, env = {}, flags = {}, stdin, ignoreConfigFile }: Run) {
  const cwd = await folderWith(files);
  const settings = await loadConfig({
    cwd,
    env,
    flags,
    ...(stdin === undefined ? {} : { readStdin: async () => stdin }),
    ...(ignoreConfigFile === undefined ? {} : { ignoreConfigFile }),
  });
  return { cwd, ...settings };
}

const token = async (run: Run) => {
  const { given } = await load(run);
  return [given.token?.reveal(), given.tokenOrigin];
};

describe('loadConfig', () => {
  it('gives defaults where nothing is said', async () => {
    const { cwd: _cwd, ...settings } = await load({});
    expect(settings).toEqual({
      given: { webhookFiles: [], probeWebhook: false, offline: false },
      hubspotUrl: 'https://api.hubapi.com',
      openCxUrl: 'https://api.open.cx',
      allowedHosts: ['*.hubapi.com', '*.open.cx'],
      secrets: [],
      webhookUrls: { held: [] },
    });
  });

  it('takes flags before the environment, and the environment before the file', async () => {
    const files = {
      [CONFIG]: {
        portal: { id: 1 },
        hubspot: { apiUrl: 'http://127.0.0.1:1', tokenFile: 'file-token' },
        opencx: { apiUrl: 'http://127.0.0.1:1', webhookUrl: 'https://file.test/x', defaultUserId: 'A-1' },
        connection: { mode: 'oauth' },
      },
      'file-token': 'from the file',
      'flag-token': 'from the flag',
    };
    const env = {
      HUBSPOT_ACCESS_TOKEN: 'from the environment',
      HUBSPOT_API_URL: 'http://127.0.0.1:2',
      OPENCX_API_URL: 'http://127.0.0.1:2',
      OPENCX_WEBHOOK_URL: 'https://env.test/x',
      OPENCX_DEFAULT_USER_ID: 'A-2',
    };
    const flags: Flags = {
      tokenFile: 'flag-token',
      webhookUrl: 'https://flag.test/x',
      defaultUser: 'A-3',
      portal: 3,
      mode: 'project-app',
    };
    const summary = async (run: Run) => {
      const { given, hubspotUrl, openCxUrl } = await load(run);
      const { token, webhookUrl, defaultUserId, portalId, mode } = given;
      return [token?.reveal(), hubspotUrl, openCxUrl, webhookUrl?.host, defaultUserId, portalId, mode];
    };
    const one = 'http://127.0.0.1:1';
    const two = 'http://127.0.0.1:2';
    expect(await summary({ files })).toEqual(['from the file', one, one, 'file.test', 'A-1', 1, 'oauth']);
    expect(await summary({ files, env })).toEqual([
      'from the environment',
      two,
      two,
      'env.test',
      'A-2',
      1,
      'oauth',
    ]);
    expect(await summary({ files, env, flags })).toEqual([
      'from the flag',
      two,
      two,
      'flag.test',
      'A-3',
      3,
      'project-app',
    ]);
  });

  it('takes an empty variable for one that is not set', async () => {
    const names = [
      'HUBSPOT_ACCESS_TOKEN',
      'HUBSPOT_API_URL',
      'HUBSPOT_CHANGE_TOKEN',
      'HUBSPOT_CLIENT_SECRET',
      'HUBSPOT_DEVELOPER_API_KEY',
      'HUBSPOT_PERSONAL_ACCESS_KEY',
    ];
    const more = ['OPENCX_API_KEY', 'OPENCX_API_URL', 'OPENCX_WEBHOOK_URL', 'OPENCX_DEFAULT_USER_ID'];
    const env = Object.fromEntries([...names, ...more].map((name) => [name, '']));
    const { given, secrets, hubspotUrl } = await load({ env });
    expect(given).toEqual({ webhookFiles: [], probeWebhook: false, offline: false });
    expect(secrets).toEqual([]);
    expect(hubspotUrl).toBe('https://api.hubapi.com');
  });

  it('takes an empty flag for the statement that OpenCX shows nothing', async () => {
    const { given } = await load({
      env: { OPENCX_WEBHOOK_URL: SHOWN, OPENCX_DEFAULT_USER_ID: 'A-1' },
      flags: { webhookUrl: '', defaultUser: '' },
    });
    expect(given.webhookUrl).toBeNull();
    expect(given.defaultUserId).toBe('');
  });

  it('names the place of a webhook URL that is none, and not the text', async () => {
    const error = await usageErrorOf(load({ env: { OPENCX_WEBHOOK_URL: 'canary' } }));
    expect(error.message).toBe(
      'OPENCX_WEBHOOK_URL must be a whole http or https URL, the fingerprint of one, or "none".',
    );
  });

  it.each<[string, Run]>([
    ['--default-user', { flags: { defaultUser: 'A-<id>' } }],
    ['OPENCX_DEFAULT_USER_ID', { env: { OPENCX_DEFAULT_USER_ID: 'A-<id>' } }],
    [
      '"opencx.defaultUserId" in the configuration file',
      { files: { [CONFIG]: { opencx: { defaultUserId: 'A-<id>' } } } },
    ],
  ])('takes no placeholder for a Default User ID: %s', async (origin, run) => {
    const error = await usageErrorOf(load(run));
    expect(error.message).toBe(`${origin} holds "A-<id>", which is a placeholder.`);
  });

  it.each<Run>([
    { flags: { defaultUser: 'none', webhookUrl: 'none' } },
    { env: { OPENCX_DEFAULT_USER_ID: 'None', OPENCX_WEBHOOK_URL: 'None' } },
    { files: { [CONFIG]: { opencx: { defaultUserId: 'none', webhookUrl: 'none' } } } },
  ])('takes "none" for the statement that OpenCX shows nothing: %j', async (run) => {
    expect((await load(run)).given).toMatchObject({ defaultUserId: '', webhookUrl: null });
  });

  it('reads what the flags name and passes on what they switch', async () => {
    const { given } = await load({
      flags: {
        thread: { id: '1' },
        ticket: { id: '2', linked: { portalId: 7, region: 'eu1' } },
        contact: 'jane@example.test',
        probeWebhook: true,
        offline: true,
      },
    });
    expect(given).toMatchObject({
      threadId: '1',
      ticketId: '2',
      linked: { portalId: 7, region: 'eu1' },
      contactEmail: 'jane@example.test',
      probeWebhook: true,
      offline: true,
    });
  });

  it('can leave the configuration file aside', async () => {
    const { given, configFile } = await load({ files: { [CONFIG]: 'broken' }, ignoreConfigFile: true });
    expect(given.portalId).toBeUndefined();
    expect(configFile).toBeUndefined();
  });
});

describe('the token', () => {
  it('comes from the environment with its blanks, which are a finding', async () => {
    expect(await token({ env: { HUBSPOT_ACCESS_TOKEN: `${TOKEN} \n` } })).toEqual([
      `${TOKEN} \n`,
      'environment',
    ]);
    expect(await token({ env: { HUBSPOT_ACCESS_TOKEN: '  ' } })).toEqual(['  ', 'environment']);
  });

  it.each([
    [`${TOKEN}\n`, TOKEN],
    [`${TOKEN}\r\n`, TOKEN],
    [`${TOKEN}\n\n`, `${TOKEN}\n`],
    [`${TOKEN} `, `${TOKEN} `],
    [`\ufeff${TOKEN}`, `\ufeff${TOKEN}`],
  ])('comes from a file without the one newline at its end: %j', async (content, value) => {
    const files = { 'token.txt': content };
    expect(await token({ files, flags: { tokenFile: 'token.txt' } })).toEqual([value, 'token file']);
    expect(await token({ flags: { tokenFile: '-' }, stdin: content })).toEqual([value, 'standard input']);
  });

  it('comes from a file beside the configuration file', async () => {
    const cwd = await folderWith({ [CONFIG]: { hubspot: { tokenFile: 'token' } }, token: TOKEN, 'a/b': '' });
    const { given } = await loadConfig({ cwd: join(cwd, 'a'), env: {}, flags: {} });
    expect(given.token?.reveal()).toBe(TOKEN);
  });

  it.each<[Run, string]>([
    [{ flags: { tokenFile: 'none' } }, 'none does not exist.'],
    [{ flags: { tokenFile: '.' } }, 'is a folder.'],
    [{ files: { empty: '\n' }, flags: { tokenFile: 'empty' } }, 'empty is empty.'],
    [
      { files: { log: 'a'.repeat(20_000) }, flags: { tokenFile: 'log' } },
      'is too long to hold a token alone',
    ],
    [{ flags: { tokenFile: '-' }, stdin: '' }, '--token-file - found no token on standard input.'],
    [{ flags: { tokenFile: '-' } }, 'standard input'],
  ])('is refused with the reason: %j', async (run, message) => {
    expect((await usageErrorOf(load(run))).message).toContain(message);
  });
});

describe('hosts', () => {
  const foreign = 'https://proxy.test';

  it('beyond the services themselves are named by the flag', async () => {
    const run = { env: { HUBSPOT_API_URL: foreign, OPENCX_API_URL: foreign } };
    expect((await usageErrorOf(load(run))).message).toContain("which is not HubSpot's");
    const { hubspotUrl, openCxUrl, allowedHosts } = await load({
      ...run,
      flags: { allowHost: ['proxy.test'] },
    });
    expect([hubspotUrl, openCxUrl]).toEqual([foreign, foreign]);
    expect(allowedHosts).toEqual(['*.hubapi.com', '*.open.cx', 'proxy.test']);
  });

  it('cannot be named by file or environment', async () => {
    const files = { [CONFIG]: { hubspot: { apiUrl: foreign } } };
    const error = await usageErrorOf(load({ files, env: { ALLOW_HOST: 'proxy.test' } }));
    expect(error.message).toContain('"hubspot.apiUrl" in the configuration file names the host proxy.test');
    const inFile = { [CONFIG]: { hubspot: { apiUrl: foreign }, allowHost: ['proxy.test'] } };
    expect((await usageErrorOf(load({ files: inFile }))).message).toContain('"allowHost"');
  });
});

describe('files', () => {
  const files = { 'webhooks.json': { targetUrl: HELD, throttling: { maxConcurrentRequests: 10 } } };

  it('are named by flags from the working folder', async () => {
    const { cwd, given, answers } = await load({
      files,
      flags: { webhookConfig: ['webhooks.json'], answers: ['answers.json'] },
    });
    expect(given.webhookFiles).toMatchObject([
      { file: 'webhooks.json', config: { throttle: { limit: 10 } } },
    ]);
    expect(answers).toEqual({ files: [join(cwd, 'answers.json')], by: 'flag' });
  });

  it.each([['../webhooks.json'], [['../webhooks.json']]])(
    'are named by the configuration file from its own folder: %j',
    async (config) => {
      const settings = { webhooks: { config }, answers: '../answers.json' };
      const run = { files: { ...files, [`a/${CONFIG}`]: settings }, flags: { config: `a/${CONFIG}` } };
      const { cwd, given, configFile, answers } = await load(run);
      expect(given.webhookFiles).toHaveLength(1);
      expect(answers).toEqual({ files: [join(cwd, 'answers.json')], by: 'configuration' });
      expect(configFile).toBe(join(cwd, 'a', CONFIG));
    },
  );
});

it('keeps webhook URLs in clear apart: as HubSpot holds them, and as OpenCX shows it', async () => {
  const { webhookUrls, secrets } = await load({
    files: { 'w.json': { targetUrl: HELD } },
    flags: { webhookConfig: ['w.json'] },
    env: { OPENCX_WEBHOOK_URL: SHOWN },
  });
  expect(webhookUrls.held.map((url) => url.reveal())).toEqual([HELD]);
  expect(webhookUrls.shown?.reveal()).toBe(SHOWN);
  expect(new Set(secrets.map((secret) => secret.reveal()))).toEqual(new Set([HELD, SHOWN]));
});

it('every secret of the run is known to the redactor, and none shows', async () => {
  const settings = await load({
    files: { token: 'canary-token' },
    flags: { tokenFile: 'token' },
    env: {
      HUBSPOT_ACCESS_TOKEN: 'canary-overridden',
      HUBSPOT_CHANGE_TOKEN: 'canary-change',
      HUBSPOT_DEVELOPER_API_KEY: 'canary-developer',
      HUBSPOT_CLIENT_SECRET: ' canary-client ',
      OPENCX_API_KEY: 'canary-opencx',
      OPENCX_WEBHOOK_URL: 'https://api.open.cx/backend/canary-url',
    },
  });
  expect(new Set(settings.secrets.map((secret) => secret.reveal()))).toEqual(
    new Set([
      'canary-token',
      'canary-overridden',
      'canary-change',
      'canary-developer',
      'canary-opencx',
      'canary-client',
      'https://api.open.cx/backend/canary-url',
    ]),
  );
  expect(settings.clientSecret?.reveal()).toBe('canary-client');
  expect(JSON.stringify(settings)).not.toContain('canary');
});
