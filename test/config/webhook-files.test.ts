import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWebhookConfig, readWebhookFiles } from '../../src/config/webhook-files.ts';
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
      kind: 'project',
      config: {
        targetUrl: urlFacts(TARGET),
        throttle: 100,
        subscriptions: [
          { event: 'object.propertyChange', property: 'subject', objectType: 'ticket', active: true },
          { event: 'ticket.propertyChange', property: 'hs_pipeline_stage', active: false },
          { event: 'conversation.newMessage', active: true },
        ],
      },
    });
  });

  it('is the older bare file of a project', () => {
    const row = { subscriptionType: 'object.creation', objectName: 'ticket', active: true };
    expect(parse({ settings, subscriptions: { crmObjects: [row] } })).toMatchObject({
      kind: 'project-legacy',
      config: {
        throttle: 100,
        subscriptions: [{ event: 'object.creation', objectType: 'ticket', active: true }],
      },
    });
  });

  it('may have no subscriptions yet', () => {
    expect(parse({ settings, subscriptions: {} })).toMatchObject({
      kind: 'project-legacy',
      config: { subscriptions: [] },
    });
    expect(parse({ results: [] })).toEqual({
      file: 'w.json',
      kind: 'api-subscriptions',
      config: { subscriptions: [] },
    });
  });

  it("is a saved body of the API's settings", () => {
    expect(parse(apiSettings)).toEqual({
      file: 'w.json',
      kind: 'api-settings',
      config: { targetUrl: urlFacts(TARGET), throttle: 10 },
    });
  });

  it.each([
    ['bare', apiSubscriptions],
    ['under results', { results: apiSubscriptions }],
  ])("is a saved body of the API's subscriptions, %s", (_name, document) => {
    expect(parse(document)).toEqual({ file: 'w.json', kind: 'api-subscriptions', config: { subscriptions } });
  });

  it.each([
    ['bare', apiSubscriptions],
    ['under results', { results: apiSubscriptions }],
  ])('is one object with both, subscriptions %s', (_name, list) => {
    expect(parse({ settings: apiSettings, subscriptions: list })).toEqual({
      file: 'w.json',
      kind: 'api-both',
      config: { targetUrl: urlFacts(TARGET), throttle: 10, subscriptions },
    });
  });

  it.each([`\${WEBHOOK_URL}`, `https://\${HOST}/x`, '{{ webhookUrl }}'])(
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
    ['a delivery', [{ eventId: 1, subscriptionType: 'ticket.creation', eventType: 'x', occurredAt: 1 }]],
    ["the app's own file", { uid: 'app', type: 'app', config: { name: 'x', auth: { type: 'static' } } }],
    ['a list of words', ['conversation.newMessage']],
    ['an empty object', {}],
    ['an error body', { status: 'error', category: 'INVALID_AUTHENTICATION' }],
    ['nothing', null],
    ['groups that are no lists', { settings, subscriptions: { crmObjects: {} } }],
  ])('is not %s', async (_name, document) => {
    const error = await usageErrorOf(() => parse(document));
    expect(error.message).toBe('The file w.json is not a webhook configuration.');
    expect(error.hint).toContain('webhooks-hsmeta.json');
    expect(error.hint).toContain('/webhooks/v3/{appId}/settings');
  });

  it.each<[unknown, string]>([
    [{ ...apiSettings, targetUrl: 'canary' }, '"targetUrl" in the file w.json must be an http or https URL.'],
    [{ ...apiSettings, targetUrl: 7 }, '"targetUrl" in the file w.json must be a string.'],
    [
      { settings, subscriptions: { hubEvents: [{ active: true }] } },
      'The file w.json holds a subscription without the name of its event.',
    ],
  ])('is refused: %j', async (document, message) => {
    expect((await usageErrorOf(() => parse(document))).message).toBe(message);
  });
});

describe('readWebhookFiles', () => {
  it('reads several files and keeps the names that they were given by', async () => {
    const folder = await folderWith({ 'a.json': apiSettings, 'b.json': { results: apiSubscriptions } });
    const files = [join(folder, 'a.json'), join(folder, 'b.json')];
    expect((await readWebhookFiles(files)).map(({ webhookFile: { file, kind } }) => [file, kind])).toEqual([
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
