import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile, readProfiles } from '../../src/config/config-file.ts';
import { folderWith, usageErrorOf } from './folder.ts';

const JSON_NAME = 'opencx-hubspot.config.json';
const KEY = 'CihuYTEtMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw';
const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';

async function read(content: unknown, profile?: string, name = JSON_NAME) {
  const folder = await folderWith({ [name]: content });
  return (await readConfigFile(folder, undefined, profile))?.settings;
}

const refusal = (content: unknown, profile?: string) => usageErrorOf(read(content, profile));

describe('a configuration file', () => {
  it('is found upwards from the working folder', async () => {
    const folder = await folderWith({ [JSON_NAME]: { portal: { id: 1 } } });
    const deep = join(folder, 'a', 'b');
    await mkdir(deep, { recursive: true });
    expect(await readConfigFile(deep, undefined, undefined)).toEqual({
      file: join(folder, JSON_NAME),
      settings: { portal: { id: 1 } },
    });
  });

  it('is the nearest of two', async () => {
    const folder = await folderWith({
      [JSON_NAME]: { portal: { id: 1 } },
      'a/opencx-hubspot.config.yml': 'portal: { id: 2 }',
    });
    const read = await readConfigFile(join(folder, 'a'), undefined, undefined);
    expect(read?.settings).toEqual({ portal: { id: 2 } });
  });

  it('must not stand beside another', async () => {
    const folder = await folderWith({ [JSON_NAME]: {}, 'opencx-hubspot.config.yaml': '' });
    const error = await usageErrorOf(readConfigFile(folder, undefined, undefined));
    expect(error.message).toBe(`The folder ${folder} holds 2 configuration files.`);
  });

  it('may be named, relative to the working folder, and must be there then', async () => {
    const folder = await folderWith({ 'other.yaml': 'portal: { id: 3 }' });
    expect((await readConfigFile(folder, 'other.yaml', undefined))?.settings).toEqual({ portal: { id: 3 } });
    const error = await usageErrorOf(readConfigFile(folder, 'none.json', undefined));
    expect(error.message).toBe(`The configuration file ${folder}/none.json does not exist.`);
  });

  it('holds every key', async () => {
    const whole = {
      portal: { id: 1020304 },
      hubspot: { apiUrl: 'http://127.0.0.1:1', tokenFile: 'token' },
      opencx: { apiUrl: 'http://127.0.0.1:2', webhookUrl: 'https://api.open.cx/x', defaultUserId: 'A-7001' },
      connection: { mode: 'project-app' },
      webhooks: { config: ['a.json', 'b.json'] },
      answers: 'answers.yaml',
    };
    expect(await read(whole)).toEqual(whole);
  });

  it('may be empty in YAML, and may hold a user id as a number', async () => {
    expect(await read('', undefined, 'opencx-hubspot.config.yaml')).toEqual({});
    expect(await read({ opencx: { defaultUserId: 7001 } })).toEqual({ opencx: { defaultUserId: '7001' } });
  });

  it.each<[unknown, string]>([
    [
      { portals: {} },
      '"portals" in the configuration file FILE is not a known key; the nearest one is "portal".',
    ],
    [
      { hubspot: { apiurl: '' } },
      '"hubspot.apiurl" in the configuration file FILE is not a known key; the nearest one is "apiUrl".',
    ],
    [{ portal: { id: '7' } }, '"portal.id" in the configuration file FILE must be a number.'],
    [
      { portal: { id: 1.5 } },
      '"portal.id" in the configuration file FILE must be a portal id, a whole number above zero.',
    ],
    [{ portal: 7 }, '"portal" in the configuration file FILE must be an object.'],
    [[], 'The configuration file FILE must be an object.'],
    [{ answers: ['a'] }, '"answers" in the configuration file FILE must be a string.'],
    [
      { webhooks: { config: 1 } },
      '"webhooks.config" in the configuration file FILE must be a string or a list of strings.',
    ],
    [
      { opencx: { defaultUserId: true } },
      '"opencx.defaultUserId" in the configuration file FILE must be a string, such as "A-7001".',
    ],
    [
      { connection: { mode: 'oath' } },
      'must be one of legacy-app, project-app, service-key, oauth; the nearest one is "oauth".',
    ],
    [
      { profiles: { eu: { portl: {} } } },
      '"profiles.eu.portl" in the configuration file FILE is not a known key; the nearest one is "portal".',
    ],
    [
      { profiles: { eu: { profiles: {} } } },
      '"profiles.eu.profiles" in the configuration file FILE is not a known key',
    ],
    [
      '{"portal": {\n"id": }}',
      'The configuration file FILE is not valid JSON: line 2, column 7 cannot be read.',
    ],
  ])('is refused: %j', async (content, message) => {
    const error = await refusal(content);
    expect(error.message.replace(/\/\S+\.json/, 'FILE')).toContain(message);
  });
});

describe('a secret in it', () => {
  it.each<[unknown, string, string]>([
    [{ hubspot: { token: TOKEN } }, 'hubspot.token', 'HUBSPOT_ACCESS_TOKEN'],
    [{ hubspot: { accessToken: 'x' } }, 'hubspot.accessToken', 'HUBSPOT_ACCESS_TOKEN'],
    [{ HUBSPOT_ACCESS_TOKEN: 'x' }, 'HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_ACCESS_TOKEN'],
    [{ hubspot: { clientSecret: 'x' } }, 'hubspot.clientSecret', 'HUBSPOT_CLIENT_SECRET'],
    [{ hubspot: { changeToken: 'x' } }, 'hubspot.changeToken', 'HUBSPOT_CHANGE_TOKEN'],
    [{ hubspot: { developerApiKey: 'x' } }, 'hubspot.developerApiKey', 'HUBSPOT_DEVELOPER_API_KEY'],
    [{ hubspot: { personalAccessKey: 'x' } }, 'hubspot.personalAccessKey', 'HUBSPOT_PERSONAL_ACCESS_KEY'],
    [{ hubspot: { tokenFile: KEY } }, 'hubspot.tokenFile', 'HUBSPOT_PERSONAL_ACCESS_KEY'],
    [{ opencx: { apiKey: 'x' } }, 'opencx.apiKey', 'OPENCX_API_KEY'],
    [
      { profiles: { eu: { opencx: { key: 'x' } } } },
      'profiles.eu.opencx.key',
      '"profiles.eu.opencx.keyVariable"',
    ],
    [
      { profiles: { eu: { hubspot: { token: 'x' } } } },
      'profiles.eu.hubspot.token',
      '"profiles.eu.hubspot.tokenVariable"',
    ],
    [
      { profiles: { eu: { hubspot: { clientSecret: 'x' } } } },
      'profiles.eu.hubspot.clientSecret',
      'HUBSPOT_CLIENT_SECRET',
    ],
    [{ hubspot: { tokenFile: ` "${TOKEN}"` } }, 'hubspot.tokenFile', 'HUBSPOT_ACCESS_TOKEN'],
    [{ hubspot: { tokenFile: TOKEN.slice(0, 30) } }, 'hubspot.tokenFile', 'HUBSPOT_ACCESS_TOKEN'],
    [{ opencx: { defaultUserId: 'ocx_live_0123456789' } }, 'opencx.defaultUserId', 'OPENCX_API_KEY'],
  ])('is refused, and the variable is named: %j', async (content, key, variable) => {
    const error = await refusal(content);
    expect(error.message).toContain(`"${key}" in the configuration file`);
    expect(error.message).toContain('holds a secret');
    expect(error.hint).toContain(variable);
    expect(error.message + error.hint).not.toContain('0000');
  });

  it('is not a file name, and not a profile that is called like one', async () => {
    const settings = { hubspot: { tokenFile: 'pat-na1-token.txt' } };
    expect(await read({ profiles: { token: settings } }, 'token')).toMatchObject(settings);
  });
});

describe('a profile', () => {
  const config = {
    portal: { id: 1 },
    hubspot: { apiUrl: 'http://127.0.0.1:1', tokenFile: 'one' },
    profiles: { eu: { portal: { id: 2 }, hubspot: { tokenFile: 'two' } } },
  };

  it('lies over the rest, key by key', async () => {
    expect(await read(config, 'eu')).toMatchObject({
      portal: { id: 2 },
      hubspot: { apiUrl: 'http://127.0.0.1:1', tokenFile: 'two' },
    });
  });

  it('changes nothing unless it is chosen', async () => {
    const { profiles: _profiles, ...base } = config;
    expect(await read(config)).toEqual(base);
  });

  it('must be one of those in the file', async () => {
    expect((await refusal(config, 'ue')).message).toMatch(
      /^There is no profile "ue" in .*; the nearest one is "eu"\.$/,
    );
    expect((await refusal({}, 'toString')).message).toMatch(
      /^There is no profile "toString" in .*config\.json\.$/,
    );
  });

  it('needs a file', async () => {
    const folder = await folderWith();
    const error = await usageErrorOf(readConfigFile(folder, undefined, 'eu'));
    expect(error.message).toBe('--profile needs a configuration file, and none was found.');
  });

  it.each([
    ['--profile', (folder: string) => readConfigFile(folder, undefined, 'eu')],
    ['--all-profiles', (folder: string) => readProfiles(folder, undefined)],
  ])('%s says which names are looked for, and where', async (flag, reading) => {
    const { message, hint } = await usageErrorOf(reading(await folderWith()));
    expect(message).toContain(flag);
    expect(hint).toContain('opencx-hubspot.config.json (or .yaml or .yml)');
    expect(hint).toContain('this folder');
  });

  it.each(['__proto__', 'prototype', 'constructor'])(
    'is refused with a name that reaches into all objects: %s',
    async (name) => {
      const error = await refusal(`{"profiles": {"eu": {}, "${name}": {"portal": {"id": 1}}}}`);
      expect(error.message).toMatch(/^"profiles" in .* has the name "/);
      expect(error.message).toContain(`"${name}", which cannot be used.`);
    },
  );
});
