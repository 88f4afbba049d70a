/** The sources of a project in an archive, as HubSpot's platform versions have them. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readSources } from '../../src/config/project-sources.ts';
import { UnusableZip } from '../../src/files/unusable-zip.ts';
import { UsageError } from '../../src/files/usage-error.ts';
import { urlFacts } from '../../src/redact/url-facts.ts';

const TARGET = 'https://api.open.cx/backend/hubspot/canary';
const settings = { targetUrl: TARGET, maxConcurrentRequests: 10 };
const subscriptions = {
  crmObjects: [
    {
      subscriptionType: 'object.propertyChange',
      objectType: 'contact',
      propertyName: 'firstname',
      active: false,
    },
  ],
  hubEvents: [{ subscriptionType: 'conversation.newMessage', active: true }],
};
const APP = {
  uid: 'opencx_app',
  type: 'app',
  config: {
    name: 'OpenCX',
    distribution: 'private',
    auth: { type: 'static', redirectUrls: [], requiredScopes: ['tickets'], optionalScopes: ['files'] },
  },
};
const WEBHOOKS = { uid: 'webhooks', type: 'webhooks', config: { settings, subscriptions } };
const CARD = { uid: 'card', type: 'card', config: { settings: { targetUrl: 'https://x.test/' } } };
const HSPROJECT = { name: 'opencx-support', srcDir: 'src', platformVersion: '2026.03' };
const OLD_APP = {
  name: 'OpenCX',
  uid: 'old',
  scopes: ['tickets'],
  public: false,
  webhooks: { file: './webhooks/hooks-webhooks.json' },
};
const OLD_WEBHOOKS = {
  settings,
  subscriptions: {
    legacyCrmObjects: [{ subscriptionType: 'ticket.propertyChange', propertyName: 'subject' }],
  },
};

const packed = (files: Record<string, unknown>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        strToU8(typeof content === 'string' ? content : JSON.stringify(content)),
      ]),
    ),
  );
const read = async (files: Record<string, unknown>) => (await readSources(packed(files))).sources;

const CONFIG = {
  targetUrl: urlFacts(TARGET),
  throttle: { limit: 10 },
  subscriptions: [
    {
      event: 'object.propertyChange',
      property: 'firstname',
      objectType: 'contact',
      active: false,
      list: 'crmObjects',
    },
    { event: 'conversation.newMessage', active: true, list: 'hubEvents' },
  ],
};

test.each(['', 'opencx-support/'])('components of today, below "%s"', async (folder) => {
  const files = {
    'hsproject.json': HSPROJECT,
    'src/app/app-hsmeta.json': APP,
    'src/app/webhooks/renamed-hsmeta.json': WEBHOOKS,
    'src/app/cards/card-hsmeta.json': CARD,
    'src/app/cards/webhooks.json': { settings: {} },
    'src/node_modules/x/webhooks-hsmeta.json': WEBHOOKS,
  };
  const below = Object.fromEntries(Object.entries(files).map(([name, content]) => [folder + name, content]));
  expect(await read(below)).toEqual({
    platformVersion: '2026.03',
    app: {
      file: 'src/app/app-hsmeta.json',
      uid: 'opencx_app',
      scopes: { required: ['tickets'], optional: ['files'] },
    },
    webhooks: { file: 'src/app/webhooks/renamed-hsmeta.json', form: 'project', config: CONFIG },
  });
});

test('an older app names the file of its webhooks', async () => {
  expect(
    await read({ 'src/app/app.json': OLD_APP, 'src/app/webhooks/hooks-webhooks.json': OLD_WEBHOOKS }),
  ).toEqual({
    app: { file: 'src/app/app.json', uid: 'old', scopes: { required: ['tickets'], optional: [] } },
    webhooks: {
      file: 'src/app/webhooks/hooks-webhooks.json',
      form: 'project-legacy',
      config: {
        ...CONFIG,
        subscriptions: [
          { event: 'ticket.propertyChange', property: 'subject', active: true, list: 'legacyCrmObjects' },
        ],
      },
    },
  });
});

test('an app without webhooks has no target URL and nothing subscribed', async () => {
  const none = { targetUrl: null, subscriptions: [] };
  expect((await read({ 'src/app/app-hsmeta.json': APP })).webhooks.config).toEqual(none);
  const { webhooks: _webhooks, ...alone } = OLD_APP;
  expect((await read({ 'src/app/app.json': alone })).webhooks.config).toEqual(none);
});

describe('is not understood, and says why:', () => {
  const app = { 'src/app/app-hsmeta.json': APP };
  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'no app',
      { 'src/app/webhooks/webhooks-hsmeta.json': WEBHOOKS },
      /does not hold the app of a HubSpot project/,
    ],
    ['an archive in an archive', { 'project.zip': 'PK', 'readme.md': '#' }, /does not hold the app/],
    [
      'two apps',
      { ...app, 'src/b/app-hsmeta.json': APP },
      /more than one app: src\/app\/app-hsmeta\.json and src\/b/,
    ],
    [
      'two webhooks',
      { ...app, 'a-hsmeta.json': WEBHOOKS, 'b-hsmeta.json': WEBHOOKS },
      /more than one webhooks component/,
    ],
    [
      'a file that is not there',
      { 'src/app/app.json': OLD_APP },
      /does not hold the file that its app names/,
    ],
    [
      'a file outside',
      { 'src/app/app.json': { ...OLD_APP, webhooks: { file: '../../../etc/x.json' } } },
      /does not hold the file/,
    ],
    ['no JSON', { ...app, 'src/app/webhooks/webhooks-hsmeta.json': '{"type": ' }, /cut off/],
    [
      'brackets in brackets',
      { ...app, 'a-hsmeta.json': `${'['.repeat(5000)}${']'.repeat(5000)}` },
      /nested too deeply/,
    ],
    [
      'a throttle that is none',
      {
        ...app,
        'a-hsmeta.json': {
          type: 'webhooks',
          config: { settings: { targetUrl: TARGET, maxConcurrentRequests: [] } },
        },
      },
      /maxConcurrentRequests/,
    ],
  ])('%s', async (_what, files, message) => {
    const error: unknown = await read(files).catch((thrown: unknown) => thrown);
    expect(error instanceof UnusableZip || error instanceof UsageError).toBe(true);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('canary');
  });
});

test('scopes that are filled in later are left open', async () => {
  const auth = { requiredScopes: ['{{ scope }}'], optionalScopes: [] };
  const { app } = await read({ 'src/app/app-hsmeta.json': { ...APP, config: { auth } } });
  expect(app.scopes).toBeUndefined();
});
