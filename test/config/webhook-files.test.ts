import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettingsFiles } from '../../src/config/settings-files.ts';
import { parseWebhookConfig } from '../../src/config/webhook-files.ts';
import { urlFacts } from '../../src/redact/url-facts.ts';
import { folderWith, usageErrorOf } from './folder.ts';

const TARGET = 'https://api.open.cx/backend/hubspot/canary';
const settings = { targetUrl: TARGET, maxConcurrentRequests: 100 };
const apiSettings = {
  createdAt: '2026-01-24T16:27:59Z',
  targetUrl: TARGET,
  throttling: { maxConcurrentRequests: 10, period: 'SECONDLY' },
};
const apiSubscriptions = [
  { id: '12', eventType: 'ticket.propertyChange', propertyName: 'hs_pipeline_stage', active: true },
  { id: 13, eventType: 'object.propertyChange', objectTypeId: '0-5', propertyName: 'subject', active: false },
];
const subscriptions = [
  { event: 'ticket.propertyChange', property: 'hs_pipeline_stage', active: true },
  { event: 'object.propertyChange', property: 'subject', objectType: '0-5', active: false },
];

const readWebhookFiles = async (files: readonly string[], folder?: string) =>
  (await readSettingsFiles(files, folder)).webhooks;
const parse = (document: unknown) => parseWebhookConfig(document, 'w.json');

describe('a webhook configuration', () => {
  it('is the file of a project', () => {
    const document = {
      uid: 'webhooks',
      type: 'webhooks',
      config: {
        settings,
        subscriptions: {
          crmObjects: [
            {
              subscriptionType: 'object.propertyChange',
              objectType: 'TICKET',
              propertyName: 'subject',
              active: true,
            },
          ],
          legacyCrmObjects: [
            { subscriptionType: 'ticket.propertyChange', propertyName: 'hs_pipeline_stage', active: false },
          ],
          hubEvents: [{ subscriptionType: 'conversation.newMessage', active: true }],
        },
      },
    };
    expect(parse(document)).toEqual({
      file: 'w.json',
      form: 'project',
      config: {
        targetUrl: urlFacts(TARGET),
        throttle: { limit: 100 },
        subscriptions: [
          {
            event: 'object.propertyChange',
            property: 'subject',
            objectType: 'ticket',
            active: true,
            list: 'crmObjects',
          },
          {
            event: 'ticket.propertyChange',
            property: 'hs_pipeline_stage',
            active: false,
            list: 'legacyCrmObjects',
          },
          { event: 'conversation.newMessage', active: true, list: 'hubEvents' },
        ],
      },
    });
  });

  it('is the older bare file of a project', () => {
    const row = { subscriptionType: 'object.creation', objectName: 'ticket', active: true };
    expect(parse({ settings, subscriptions: { crmObjects: [row] } })).toMatchObject({
      form: 'project-legacy',
      config: {
        throttle: { limit: 100 },
        subscriptions: [{ event: 'object.creation', objectType: 'ticket', active: true }],
      },
    });
  });

  it('may have no subscriptions yet', () => {
    expect(parse({ settings, subscriptions: {} })).toMatchObject({
      form: 'project-legacy',
      config: { subscriptions: [] },
    });
    expect(parse({ settings: apiSettings, subscriptions: { results: [] } })).toMatchObject({
      form: 'api-both',
      config: { subscriptions: [] },
    });
  });

  it.each([[[]], [{ results: [] }]])(
    'is no list that is empty, which may be one of anything: %j',
    (empty) => {
      expect(() => parse(empty)).toThrow('is an empty list, and does not say of what');
    },
  );

  it("is a saved body of the API's settings", () => {
    expect(parse(apiSettings)).toEqual({
      file: 'w.json',
      form: 'api-settings',
      config: { targetUrl: urlFacts(TARGET), throttle: { limit: 10, period: 'SECONDLY' } },
    });
  });

  it.each([
    ['bare', apiSubscriptions],
    ['under results', { results: apiSubscriptions }],
  ])("is a saved body of the API's subscriptions, %s", (_name, document) => {
    expect(parse(document)).toEqual({ file: 'w.json', form: 'api-subscriptions', config: { subscriptions } });
  });

  it.each([
    ['bare', apiSubscriptions],
    ['under results', { results: apiSubscriptions }],
  ])('is one object with both, subscriptions %s', (_name, list) => {
    expect(parse({ settings: apiSettings, subscriptions: list })).toEqual({
      file: 'w.json',
      form: 'api-both',
      config: { targetUrl: urlFacts(TARGET), throttle: { limit: 10, period: 'SECONDLY' }, subscriptions },
    });
  });

  it.each([`\${WEBHOOK_URL}`, `https://\${HOST}/x`, '{{ webhookUrl }}', 'https://api.open.cx/…'])(
    'does not show a target URL that is filled in later: %s',
    (targetUrl) => {
      expect(parse({ settings: { targetUrl }, subscriptions: {} }).config).toEqual({ subscriptions: [] });
    },
  );

  it.each([null, '', ' '])('shows that there is no target URL: %j', (targetUrl) => {
    expect(parse({ ...apiSettings, targetUrl }).config.targetUrl).toBeNull();
  });

  it('does not take a subscription for paused that does not say so', () => {
    const document = [{ eventType: 'conversation.newMessage' }];
    expect(parse(document).config.subscriptions).toEqual([
      { event: 'conversation.newMessage', active: true },
    ]);
  });

  it.each<[string, unknown]>([
    ['a list of words', ['conversation.newMessage']],
    ['an empty object', {}],
    ['nothing', null],
    ["another tool's settings", { settings: { 'editor.tabSize': 2 }, folders: [] }],
  ])('is not %s', async (_name, document) => {
    const error = await usageErrorOf(() => parse(document));
    expect(error.message).toBe('The file w.json is not a webhook configuration.');
    expect(error.hint).toContain('webhooks-hsmeta.json');
    expect(error.hint).toContain('/webhooks/v3/{appId}/settings');
  });

  it.each<[unknown, string]>([
    [
      { ...apiSettings, targetUrl: 'canary' },
      '"targetUrl" in the file w.json must be a whole http or https URL.',
    ],
    [{ ...apiSettings, targetUrl: 7 }, '"targetUrl" in the file w.json must be a string.'],
    [
      { settings, subscriptions: { hubEvents: [{ active: true }] } },
      '"subscriptions.hubEvents[0].subscriptionType" in the file w.json must be the name of an event.',
    ],
  ])('is refused: %j', async (document, message) => {
    expect((await usageErrorOf(() => parse(document))).message).toBe(message);
  });
});

const PROJECT = { settings, subscriptions: { hubEvents: [{ subscriptionType: 'conversation.newMessage' }] } };
const component = (config: unknown, more: object = {}) => ({ uid: 'w', type: 'webhooks', config, ...more });
const oneRow = (row: unknown) =>
  parse({ settings, subscriptions: { hubEvents: [row] } }).config.subscriptions?.[0];

describe('what is written otherwise', () => {
  it.each<[string, unknown]>([
    ['without settings', component({ webhooks: [] })],
    ['without a config', { uid: 'w', type: 'webhooks' }],
    ['with nulls', component({ settings: null, subscriptions: null })],
  ])('a component %s sets no target URL and subscribes to nothing', (_how, document) => {
    expect(parse(document).config).toEqual({ targetUrl: null, subscriptions: [] });
  });

  it('a piece of the older file says nothing of what is not in it', () => {
    expect(parse({ settings }).config).toEqual({ targetUrl: urlFacts(TARGET), throttle: { limit: 100 } });
    expect(Object.keys(parse({ subscriptions: PROJECT.subscriptions }).config)).toEqual(['subscriptions']);
  });

  it.each([
    [
      'more keys',
      { ...component({ ...PROJECT, notes: ['x'], sub: { a: 1 } }), $schema: 'x', description: null },
    ],
    [
      'another order',
      { config: { subscriptions: PROJECT.subscriptions, settings }, type: 'webhooks', uid: 'w' },
    ],
    [
      'lists that are null',
      component({ settings, subscriptions: { ...PROJECT.subscriptions, crmObjects: null } }),
    ],
    ['a list of remarks', component({ settings, subscriptions: { ...PROJECT.subscriptions, notes: ['x'] } })],
    [
      'a number as text',
      component({ ...PROJECT, settings: { ...settings, maxConcurrentRequests: ' 100 ' } }),
    ],
  ])('a project with %s reads as without', (_what, document) => {
    expect(parse(document).config).toEqual(parse(component(PROJECT)).config);
  });

  it.each<[string, object]>([
    ['in capitals', { subscriptionType: 'Conversation.newmessage' }],
    ['as the API names it', { eventType: 'conversation.newMessage' }],
    ['with a name that is null', { subscriptionType: null, eventType: 'conversation.newMessage' }],
    ['as the first version had it', { subscriptionDetails: { subscriptionType: 'conversation.newMessage' } }],
  ])('an event %s is that event', (_how, row) => {
    expect(oneRow(row)).toEqual({ event: 'conversation.newMessage', active: true, list: 'hubEvents' });
  });

  it.each<[object, boolean]>([
    [{ active: true }, true],
    [{ active: 'TRUE' }, true],
    [{ active: null }, true],
    [{ active: `\${IS_ACTIVE}` }, true],
    [{ active: false }, false],
    [{ active: 'false' }, false],
    [{ enabled: false }, false],
    [{ enabled: true }, true],
  ])('%j: active is %s', (more, active) => {
    expect(oneRow({ subscriptionType: 'ticket.creation', ...more })?.active).toBe(active);
  });

  it('the first version of the API is read, bare and under results', () => {
    const rows = [
      {
        id: 18446744073709551615n.toString(),
        subscriptionDetails: { subscriptionType: 'ticket.propertyChange', propertyName: 'subject' },
        enabled: false,
      },
      { id: 3, subscriptionDetails: { subscriptionType: 'conversation.creation' }, enabled: true },
    ];
    const read = [
      { event: 'ticket.propertyChange', property: 'subject', active: false },
      { event: 'conversation.creation', active: true },
    ];
    for (const document of [rows, { results: rows }]) {
      expect(parse(document)).toMatchObject({ form: 'api-subscriptions', config: { subscriptions: read } });
    }
  });

  it.each<[unknown, object]>([
    [
      { maxConcurrentRequests: 100, period: 'ROLLING_MINUTE' },
      { limit: 100, period: 'ROLLING_MINUTE' },
    ],
    [
      { maxConcurrentRequests: 100, period: 'rolling_minute' },
      { limit: 100, period: 'ROLLING_MINUTE' },
    ],
    [
      { maxConcurrentRequests: 100, period: 'FORTNIGHTLY' },
      { limit: 100, period: 'FORTNIGHTLY' },
    ],
    [{ maxConcurrentRequests: 100, period: null }, { limit: 100 }],
    [{ maxConcurrentRequests: '100' }, { limit: 100 }],
  ])('the throttling %j keeps its unit', (throttling, throttle) => {
    expect(parse({ ...apiSettings, throttling }).config.throttle).toEqual(throttle);
  });

  it.each([null, {}, { maxConcurrentRequests: null }, { maxConcurrentRequests: `\${LIMIT}` }])(
    'the throttling %j is not known',
    (throttling) => {
      expect(parse({ ...apiSettings, throttling }).config).not.toHaveProperty('throttle');
    },
  );
});

describe('a value of another type is refused by its key, and never taken for missing', () => {
  const inProject = (more: object) => component({ ...PROJECT, ...more });
  const inSettings = (more: object) => inProject({ settings: { ...settings, ...more } });
  const inRow = (row: unknown) => inProject({ subscriptions: { hubEvents: [row] } });
  const wrong = (key: string, wanted: string) =>
    `"config.subscriptions.hubEvents[0]${key}" in the file w.json must be ${wanted}`;

  it.each<[unknown, string]>([
    [component([]), '"config" in the file w.json must be an object.'],
    [inProject({ settings: 'x' }), '"config.settings" in the file w.json must be an object.'],
    [
      inProject({ subscriptions: [] }),
      '"config.subscriptions" in the file w.json must be an object with the lists',
    ],
    [
      inProject({ subscriptions: { hubEvents: {} } }),
      '"config.subscriptions.hubEvents" in the file w.json must be a list.',
    ],
    [
      { settings, subscriptions: { crmObjects: 'x' } },
      '"subscriptions.crmObjects" in the file w.json must be a list.',
    ],
    [inSettings({ targetUrl: ['x'] }), '"config.settings.targetUrl" in the file w.json must be a string.'],
    [
      inSettings({ maxConcurrentRequests: 'many' }),
      '"config.settings.maxConcurrentRequests" in the file w.json must be a whole number',
    ],
    [inSettings({ maxConcurrentRequests: 0 }), 'must be a whole number above zero'],
    [inSettings({ maxConcurrentRequests: 1.5 }), 'must be a whole number above zero'],
    [inSettings({ maxConcurrentRequests: 1e300 }), 'must be a whole number above zero'],
    [inSettings({ maxConcurrentRequests: true }), 'must be a whole number above zero'],
    [{ ...apiSettings, throttling: 5 }, '"throttling" in the file w.json must be an object.'],
    [
      { settings: { ...apiSettings, throttling: [] } },
      '"settings.throttling" in the file w.json must be an object.',
    ],
    [
      { ...apiSettings, throttling: { maxConcurrentRequests: 5, period: 60 } },
      '"throttling.period" in the file w.json must be a string.',
    ],
    [{ settings: apiSettings, subscriptions: 'x' }, '"subscriptions" in the file w.json must be a list'],
    [
      { settings: apiSettings, subscriptions: [{ id: 1 }] },
      '"subscriptions[0].subscriptionType" in the file w.json must be the name of an event.',
    ],
    [
      { results: [{ id: 1, eventType: 'ticket.propertyChange' }], paging: { next: { after: '1' } } },
      'The file w.json is one page of a list that goes on: "paging.next" leads to the rest.',
    ],
    [
      {
        settings: apiSettings,
        subscriptions: { results: [{ id: 1, eventType: 'ticket.propertyChange' }], paging: { next: {} } },
      },
      '"subscriptions.paging.next" leads to the rest.',
    ],
    [
      { results: [{ id: 1, subscriptionType: 'OBJECT', objectTypeId: '0-5', actions: ['CREATE'] }] },
      '"[0].subscriptionType" in the file w.json must be the name of an event, such as conversation.newMessage.',
    ],
    [
      { results: [{ id: 1, eventType: 'Conversations' }] },
      '"[0].eventType" in the file w.json must be the name of an event, such as conversation.newMessage.',
    ],
    [inRow(null), wrong('', 'an object')],
    [inRow('conversation.newMessage'), wrong('', 'an object')],
    [inRow({ subscriptionType: 7 }), wrong('.subscriptionType', 'a string.')],
    [inRow({ subscriptionDetails: [] }), wrong('.subscriptionDetails', 'an object.')],
    [inRow({ subscriptionType: 'x.y', propertyName: ['a'] }), wrong('.propertyName', 'a string.')],
    [inRow({ subscriptionType: 'x.y', active: 'paused' }), wrong('.active', 'true or false.')],
    [inRow({ subscriptionType: 'x.y', active: 0 }), wrong('.active', 'true or false.')],
    [
      inRow({ subscriptionType: 'x.y', Active: false }),
      '"config.subscriptions.hubEvents[0].Active" in the file w.json must be written "config.subscriptions.hubEvents[0].active".',
    ],
    [
      inProject({ settings: { targetURL: TARGET } }),
      '"config.settings.targetURL" in the file w.json must be written "config.settings.targetUrl".',
    ],
    [
      { ...apiSettings, throttling: { max_concurrent_requests: 5 } },
      'must be written "throttling.maxConcurrentRequests".',
    ],
  ])('%j', async (document, message) => {
    expect((await usageErrorOf(() => parse(document))).message).toContain(message);
  });
});

describe('readWebhookFiles', () => {
  it('reads several files and keeps the names that they were given by', async () => {
    const folder = await folderWith({ 'a.json': apiSettings, 'b.json': { results: apiSubscriptions } });
    const files = [join(folder, 'a.json'), join(folder, 'b.json')];
    expect((await readWebhookFiles(files)).map(({ webhookFile: { file, form } }) => [file, form])).toEqual([
      [files[0], 'api-settings'],
      [files[1], 'api-subscriptions'],
    ]);
    const [named] = await readWebhookFiles(['a.json'], folder);
    expect(named?.webhookFile.file).toBe('a.json');
    expect(named?.targetUrl?.reveal()).toBe(TARGET);
  });

  it('names the line where a file is malformed', async () => {
    const folder = await folderWith({ 'a.json': '{\n"settings": {,}' });
    const error = await usageErrorOf(readWebhookFiles([join(folder, 'a.json')]));
    expect(error.message).toContain('a.json is not valid JSON: line 2, column 14 cannot be read.');
  });
});

describe('a file that is given in place of the one that holds the webhooks', () => {
  const APP = { uid: 'app', type: 'app', config: { name: 'x', auth: { type: 'static' } } };
  const OLDER_APP = { name: 'x', uid: 'x', scopes: [], public: false };
  const CARD = { uid: 'card', type: 'card', config: {} };
  const PLATFORM = { name: 'x', srcDir: 'src', platformVersion: '2026.03' };
  const AT_ITS_PLACE = { 'src/app/webhooks/webhooks-hsmeta.json': component(PROJECT) };

  it.each<[string, unknown, Record<string, unknown>, string, string]>([
    ['src/app/app-hsmeta.json', APP, AT_ITS_PLACE, 'describes the app', 'give'],
    [
      'hsproject.json',
      PLATFORM,
      AT_ITS_PLACE,
      'describes the project',
      'Give the file that holds them: src/app/webhooks/webhooks-hsmeta.json.',
    ],
    [
      'src/app/cards/card-hsmeta.json',
      CARD,
      AT_ITS_PLACE,
      'is another component of the project ("type": "card")',
      'src/app/webhooks/webhooks-hsmeta.json.',
    ],
    [
      'src/app/app-hsmeta.json',
      APP,
      { 'src/app/webhooks/opencx-hsmeta.json': component(PROJECT), 'src/app/cards/card-hsmeta.json': CARD },
      'describes the app',
      'src/app/webhooks/opencx-hsmeta.json.',
    ],
    [
      'src/app/public-app.json',
      { ...OLDER_APP, auth: {} },
      { 'src/app/webhooks/webhooks.json': PROJECT },
      'describes the app',
      'src/app/webhooks/webhooks.json.',
    ],
    [
      'src/app/app.json',
      { ...OLDER_APP, webhooks: { file: './webhooks/hooks.json' } },
      {},
      'describes the app',
      'It names the file that holds them: give src/app/webhooks/hooks.json.',
    ],
    [
      'src/app/app-hsmeta.json',
      APP,
      { 'src/app/node_modules/x/webhooks.json': PROJECT },
      'describes the app',
      'None was found there; a project keeps it as src/app/webhooks/webhooks-hsmeta.json',
    ],
    [
      'app-hsmeta.json',
      APP,
      { 'settings-webhooks.json': apiSettings, 'other-webhooks.json': '{,}' },
      'describes the app',
      'None was found there',
    ],
    [
      'delivery.json',
      [{ eventId: 1, subscriptionType: 'ticket.creation', occurredAt: 1 }],
      {},
      'is a delivery of events',
      'webhooks-hsmeta.json',
    ],
  ])('%s: %j beside %j', async (file, document, beside, said, hint) => {
    const folder = await folderWith({ ...beside, [file]: document });
    const error = await usageErrorOf(readWebhookFiles([file], folder));
    expect(error.message).toContain(`The file ${file} ${said}`);
    expect(error.hint?.replaceAll('\\', '/')).toMatch(new RegExp(hint, 'i'));
  });
});

it.each([
  ['.', 'src/app/webhooks/w-hsmeta.json'],
  ['src', 'src/app/webhooks/w-hsmeta.json'],
  ['src/app/webhooks', 'src/app/webhooks/w-hsmeta.json'],
  ['empty', 'None was found there'],
])('for the folder %s the file in it is named', async (given, named) => {
  const folder = await folderWith({
    'src/app/webhooks/w-hsmeta.json': component(PROJECT),
    'src/app/app-hsmeta.json': { uid: 'app', type: 'app', config: {} },
    'empty/readme.txt': 'x',
  });
  const error = await usageErrorOf(readWebhookFiles([given], folder));
  expect(error.message).toBe(`The webhook configuration file ${given} is a folder.`);
  expect(error.hint?.replaceAll('\\', '/')).toContain(named);
});

it('a refusal that was saved in place of the answer is told as one', async () => {
  const refusal = { status: 'error', message: 'canary', category: 'INVALID_AUTHENTICATION' };
  const error = await usageErrorOf(() => parse(refusal));
  expect(error.message).toBe(
    'The file w.json is an answer by which HubSpot refuses (INVALID_AUTHENTICATION), not the settings.',
  );
  expect(error.hint).toContain('HUBSPOT_DEVELOPER_API_KEY');
});

it.each([
  [{ eventId: 1, subscriptionType: 'conversation.newMessage', objectId: 7 }],
  [[{ appId: 1, eventId: 1, objectId: 77, subscriptionType: 'conversation.newMessage' }]],
  [[{ eventType: 'ticket.propertyChange', occurredAt: 1, propertyName: 'subject' }]],
])('a delivery is no list of subscriptions: %j', async (document) => {
  const error = await usageErrorOf(() => parse(document));
  expect(error.message).toContain('is a delivery of events');
});

describe('a file that is not plain JSON', () => {
  it('may begin with a byte order mark', async () => {
    const folder = await folderWith({ 'w.json': `\ufeff${JSON.stringify(component(PROJECT))}` });
    const [read] = await readWebhookFiles(['w.json'], folder);
    expect(read?.webhookFile.form).toBe('project');
  });

  it('may be UTF-16, as PowerShell saves an answer', async () => {
    const folder = await folderWith();
    const text = `\ufeff${JSON.stringify(apiSettings)}`;
    await writeFile(join(folder, 'le.json'), Buffer.from(text, 'utf16le'));
    await writeFile(join(folder, 'be.json'), Buffer.from(text, 'utf16le').swap16());
    const read = await readWebhookFiles(['le.json', 'be.json'], folder);
    expect(read.map(({ targetUrl }) => targetUrl?.reveal())).toEqual([TARGET, TARGET]);
  });

  it.each(['// the target', '/* the target */'])(
    'is refused with the place of its comment: %s',
    async (comment) => {
      const folder = await folderWith({ 'w.json': `{\n  ${comment}\n  "settings": {}\n}` });
      const error = await usageErrorOf(readWebhookFiles(['w.json'], folder));
      expect(error.message).toContain('w.json is not valid JSON: a comment begins at line 2, column 3.');
      expect(error.hint).toContain('take them out');
    },
  );
});
