import { describe, expect, it } from 'vitest';
import type { Flags } from '../../src/config/flags.ts';
import { urlFacts } from '../../src/redact/url-facts.ts';
import { loadSettings } from '../../src/run/settings.ts';
import { folderWith, usageErrorOf } from '../config/folder.ts';

const CONFIG = 'opencx-hubspot.config.json';
const SHOWN = 'https://api.open.cx/backend/hubspot/shown';
const HELD = 'https://api.open.cx/backend/hubspot/held';

interface Run {
  files?: Record<string, unknown>;
  env?: Record<string, string>;
  flags?: Flags;
  onNoAnswersYet?(file: string): void;
}

async function load({ files = {}, env = {}, flags = {}, ...asking }: Run) {
  const cwd = await folderWith(files);
  return { cwd, ...(await loadSettings({ cwd, env, flags, ...asking })) };
}

const answers = (key: string, value: unknown) => ({ 'answers.json': { answers: { [key]: value } } });
const flags: Flags = { answers: ['answers.json'] };

describe('answers', () => {
  const throttle = answers('webhooks.throttle', 100);

  it('are none where no file is named', async () => {
    expect((await load({})).given.answers).toEqual({});
  });

  it('are read from the files that flags name', async () => {
    const { given } = await load({ files: throttle, flags });
    expect(given.answers).toEqual({ 'webhooks.throttle': { value: 100 } });
  });

  it('are read from beside the configuration file that names them', async () => {
    const files = { ...throttle, [`a/${CONFIG}`]: { answers: '../answers.json' } };
    const { given } = await load({ files, flags: { config: `a/${CONFIG}` } });
    expect(given.answers['webhooks.throttle']).toEqual({ value: 100 });
  });

  it('may still have to be written where a run that asks finds them in the configuration, and only there', async () => {
    const missing: string[] = [];
    const onNoAnswersYet = (file: string) => void missing.push(file);
    const configured = { files: { [CONFIG]: { answers: 'later.yaml' } } };
    const typed: Run = { flags: { answers: ['later.yaml'] } };
    expect((await load({ ...configured, onNoAnswersYet })).given.answers).toEqual({});
    expect(missing).toEqual(['later.yaml']);
    for (const run of [configured, typed, { ...typed, onNoAnswersYet }]) {
      const error = await usageErrorOf(load(run));
      expect(error.message).toMatch(/^The answers file \S+later\.yaml does not exist\.$/);
    }
  });
});

describe('answers that differ', () => {
  const two = {
    'one.json': { answers: { 'webhooks.throttle': { value: 10, by: 'Ann' }, 'webhooks.paused': [] } },
    'two.json': { answers: { 'webhooks.throttle': 100, 'webhooks.paused': [] } },
  };
  const both: Flags = { answers: ['one.json', 'two.json'] };

  it('are told, file by file, and neither is taken', async () => {
    const { cwd, given, notes } = await load({ files: two, flags: both });
    expect(given.answers['webhooks.throttle']).toBeUndefined();
    expect(given.answers['webhooks.paused']?.value).toEqual([]);
    expect(notes.map(({ text }) => text.replaceAll(`${cwd}/`, ''))).toEqual([
      '"webhooks.throttle" is answered differently: 10 (Ann, one.json), then 100 (two.json). Neither counts; decide it with --answer webhooks.throttle=VALUE, or leave one of the files out.',
    ]);
    expect(notes[0]).toMatchObject({
      kind: 'contradiction',
      key: 'webhooks.throttle',
      said: [{ value: '10', by: 'Ann' }, { value: '100' }],
    });
  });

  it('are of one person who changed their mind, whose last word is taken', async () => {
    const ann = (value: number, at: string) => ({
      answers: { 'webhooks.throttle': { value, by: 'Ann', at } },
    });
    const files = { 'one.json': ann(100, '2026-11-22'), 'two.json': ann(10, '2026-11-20') };
    const { given, notes } = await load({ files, flags: both });
    expect(given.answers['webhooks.throttle']?.value).toBe(100);
    expect(notes[0]?.text).toMatch(/What \S*one\.json says is taken\.$/);
  });

  it('of a file and a command line are told, and what was typed is taken', async () => {
    const answer = [{ key: 'webhooks.throttle', value: '50' }];
    const { given, notes } = await load({
      files: two,
      env: { USER: 'jo' },
      flags: { answers: ['two.json'], answer },
    });
    expect(given.answers['webhooks.throttle']).toMatchObject({ value: 50, by: 'jo', at: expect.any(String) });
    expect(notes.map(({ text }) => text).join()).toMatch(
      /100 \(.*two\.json\), then 50 \(jo, --answer\)\. What --answer says is taken\.$/,
    );
  });

  it('are none where they agree, whoever said it', async () => {
    const answer = [{ key: 'webhooks.throttle', value: '100' }];
    expect((await load({ files: two, flags: { answers: ['two.json'], answer } })).notes).toEqual([]);
  });

  it('of a setting and a command line are told, and what was typed is taken', async () => {
    const answer = [{ key: 'connection.mode', value: 'project-app' }];
    const { given, notes } = await load({ flags: { mode: 'legacy-app', answer } });
    expect(given.mode).toBeUndefined();
    expect(given.answers['connection.mode']?.value).toBe('project-app');
    expect(notes.map(({ text }) => text)).toEqual([
      '"connection.mode" is answered differently: legacy-app (a flag, a variable or the configuration), then project-app (--answer). What --answer says is taken.',
    ]);
  });

  it('show no webhook URL, and send nothing to the one that was overruled', async () => {
    const { given, notes } = await load({
      files: {
        'one.json': { answers: { 'webhooks.targetUrl': HELD } },
        'two.json': { answers: { 'webhooks.targetUrl': null } },
      },
      flags: both,
    });
    expect(given.webhookTarget).toBeUndefined();
    expect(JSON.stringify(notes)).toContain('a URL (');
    expect(JSON.stringify(notes)).not.toContain('held');
  });
});

describe('webhook URLs in clear', () => {
  it.each<[string, Run]>([
    [
      'a configuration of HubSpot',
      { files: { 'w.json': { targetUrl: HELD } }, flags: { webhookConfig: ['w.json'] } },
    ],
    ['an answer', { files: answers('webhooks.targetUrl', HELD), flags }],
  ])('are the target as HubSpot holds it, from %s', async (_name, run) => {
    const { given, secrets } = await load({ ...run, env: { OPENCX_WEBHOOK_URL: SHOWN } });
    expect(given.webhookTarget?.reveal()).toBe(HELD);
    expect(given.webhookUrl).toEqual(urlFacts(SHOWN));
    expect(new Set(secrets.map((secret) => secret.reveal()))).toEqual(new Set([HELD, SHOWN]));
  });

  it.each<[string, Run]>([
    ['environment', { env: { OPENCX_WEBHOOK_URL: SHOWN } }],
    ['flag', { flags: { webhookUrl: SHOWN } }],
    ['file', { files: { [CONFIG]: { opencx: { webhookUrl: SHOWN } } } }],
    ['answer', { files: answers('opencx.webhookUrl', SHOWN), flags }],
  ])('are the target as OpenCX shows it, where no other is known: %s', async (_name, run) => {
    expect((await load(run)).given.webhookTarget?.reveal()).toBe(SHOWN);
  });
});

it('a webhook URL that is an answer is a secret, and does not show', async () => {
  const settings = await load({ files: answers('webhooks.targetUrl', `${HELD}/canary`), flags });
  expect(settings.secrets.map((secret) => secret.reveal())).toEqual([`${HELD}/canary`]);
  expect(JSON.stringify(settings)).not.toContain('canary');
});
