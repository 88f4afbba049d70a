import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSettingsFiles } from '../../src/config/settings-files.ts';
import { CONNECTION_MODES } from '../../src/core/connection.ts';
import type { Report } from '../../src/core/report.ts';
import { openQuestions } from '../../src/doctor/open-questions.ts';
import { folderWith } from '../config/folder.ts';
import { type Beside, lookAt } from './webhook-look.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/webhooks', import.meta.url));

async function judge(
  files: readonly string[],
  { folder = FIXTURES, ...beside }: Beside & { folder?: string } = {},
): Promise<Report> {
  const { webhooks: read } = await readSettingsFiles(files, folder);
  return lookAt(
    read.map(({ webhookFile }) => webhookFile),
    beside,
  );
}

const statusOf = (report: Report, check: string) => report.checks[`webhooks/${check}`]?.status;
const summaryOf = (report: Report, check: string) => report.checks[`webhooks/${check}`]?.summary;
const causesOf = ({ causes }: Report) => causes.map(({ id, confidence }) => `${id} ${confidence}`);

function fixOf(report: Report, cause: string): string {
  const { fixes = [] } = report.causes.find(({ id }) => id === cause) ?? {};
  return fixes.flatMap(({ where, steps }) => [where, ...steps]).join('\n');
}

describe('a saved answer whose limit is for a rolling minute', () => {
  test('is too low, in its own unit', async () => {
    const report = await judge(['settings-per-minute.json']);
    expect(causesOf(report)).toEqual(['throttle-too-low confirmed']);
    expect(report.causes[0]).toMatchObject({
      measured: '100 a rolling minute',
      expected: '100 a second or more (6,000 a rolling minute)',
    });
    expect(statusOf(report, 'subscriptions')).toBe('pass');
  });

  test('is to be changed on the screen, and saved anew', async () => {
    const fix = fixOf(await judge(['settings-per-minute.json']), 'throttle-too-low');
    expect(fix).toContain(
      'Set event throttling (settings.throttling.maxConcurrentRequests in settings-per-minute.json) to 100 a second or more (6,000 a rolling minute).',
    );
    expect(fix).toContain('saved in settings-per-minute.json');
    expect(fix).toContain('--webhook-config settings-per-minute.json`');
    expect(fix).not.toContain('hsmeta');
  });
});

test('a ticket property that is paused beside an active one is no finding', async () => {
  const report = await judge(['one-property-paused-hsmeta.json']);
  expect(report.causes).toEqual([]);
  expect(statusOf(report, 'paused')).toBe('pass');
  expect(summaryOf(report, 'paused')).toContain('hs_ticket_priority is paused beside active ones');
  expect(report.checks['webhooks/ticket-properties']?.measured).toBe('hs_pipeline_stage');
});

test('the older bare file is changed under its own name and keys', async () => {
  const report = await judge(['older-webhooks.json']);
  expect(causesOf(report)).toEqual([
    'subscription-missing confirmed',
    'expanded-object-events confirmed',
    'throttle-too-low likely',
  ]);
  const fixes = report.causes.map(({ id }) => fixOf(report, id)).join('\n');
  expect(fixes).not.toMatch(/hsmeta|config\.|objectType/);
  expect(fixes).toContain('The project: older-webhooks.json');
  expect(fixes).toContain('In older-webhooks.json, set settings.maxConcurrentRequests to 100 or more.');
  expect(fixes).toContain('add conversation.newMessage under subscriptions.hubEvents');
  expect(fixes).toContain('"objectName": "ticket" out of subscriptions.crmObjects');
  expect(fixes).toContain('--mode project-app --webhook-config older-webhooks.json');
});

test('a component without settings has no target URL and nothing subscribed', async () => {
  const report = await judge(['empty-component-hsmeta.json']);
  expect(causesOf(report)).toEqual(['webhook-not-registered confirmed', 'subscription-missing confirmed']);
  expect(report.checks['webhooks/subscriptions']?.measured).toBe('no subscriptions');
  expect(fixOf(report, 'webhook-not-registered')).toContain(
    'Put it into config.settings.targetUrl in empty-component-hsmeta.json.',
  );
});

test('conversation events in the wrong list are seen, and moved', async () => {
  const report = await judge(['wrong-list-hsmeta.json']);
  expect(causesOf(report)).toEqual(['subscription-missing likely']);
  expect(report.causes[0]?.title).toContain('stands in the wrong list of the webhooks file');
  expect(summaryOf(report, 'subscriptions')).toBe(
    "Conversation: Conversation creation stands under crmObjects, Conversation: New message stands under legacyCrmObjects; HubSpot's files hold the events of conversations under hubEvents.",
  );
  const fix = fixOf(report, 'subscription-missing');
  expect(fix).toContain(
    'In wrong-list-hsmeta.json, move conversation.newMessage to config.subscriptions.hubEvents.',
  );
  expect(fix).not.toContain('add conversation');
});

test('a list of the first version of the API is read, and says nothing of the settings', async () => {
  const report = await judge(['first-version-subscriptions.json']);
  expect(causesOf(report)).toEqual(['subscription-paused confirmed']);
  expect(report.checks['webhooks/paused']?.measured).toBe('paused: conversation.creation');
  expect([statusOf(report, 'registered'), statusOf(report, 'throttle')]).toEqual(['manual', 'manual']);
});

describe('several files', () => {
  const row = (eventType: string, more = {}) => ({ eventType, active: true, ...more });
  const pages = {
    'settings.json': {
      targetUrl: 'https://hooks.example.test/a',
      throttling: { maxConcurrentRequests: 100, period: 'SECONDLY' },
    },
    'page-1.json': { results: [row('conversation.newMessage'), row('conversation.creation')] },
    'page-2.json': { results: [row('ticket.propertyChange', { propertyName: 'subject' })] },
  };

  test('are one configuration: what one leaves open, another fills, and lists stand beside each other', async () => {
    const report = await judge(Object.keys(pages), { folder: await folderWith(pages) });
    expect(report.causes).toEqual([]);
    expect(
      ['registered', 'subscriptions', 'ticket-properties', 'throttle'].map((id) => statusOf(report, id)),
    ).toEqual(Array(4).fill('pass'));
  });

  test('are each named where a part of them is to be changed', async () => {
    const files = {
      'my hooks.json': { ...pages['settings.json'], throttling: { maxConcurrentRequests: 5 } },
    };
    const folder = await folderWith({ ...pages, ...files });
    const fix = fixOf(
      await judge(['my hooks.json', 'page-1.json', 'page-2.json'], { folder }),
      'throttle-too-low',
    );
    expect(fix).toContain('saved in my hooks.json and page-1.json');
    expect(fix).toContain('--webhook-config "my hooks.json" --webhook-config page-1.json');
  });

  test.each(['-rf.json', '$(id).json', 'a;b.json', 'a`b.json', 'a"b.json'])(
    'the name %s is in no command to copy',
    async (name) => {
      const folder = await folderWith({
        [name]: { settings: { targetUrl: null, maxConcurrentRequests: 5 }, subscriptions: {} },
      });
      const report = await judge([name], { folder });
      const commands = fixOf(report, 'webhook-not-registered').match(/`[^`]*--webhook-config [^`]*`/g);
      expect(commands).toEqual([expect.stringContaining('--webhook-config FILE`')]);
    },
  );
});

describe('questions that no file answers', () => {
  const answered = (key: string, value: unknown) =>
    judge(['settings-per-minute.json'], { answers: { [key]: { value } } });

  test.each([
    ['none', 'fail'],
    ['errors', 'fail'],
    ['delivered', 'pass'],
  ])("HubSpot's log of deliveries shows %s: %s", async (value, status) => {
    const report = await answered('webhooks.delivering', value);
    expect(statusOf(report, 'delivering')).toBe(status);
    expect(causesOf(report).includes('events-not-arriving likely')).toBe(status === 'fail');
  });

  test.each([
    ['classic', 'pass', []],
    ['expanded', 'fail', ['expanded-object-events likely']],
  ])('ticket events are %s: %s', async (value, status, causes) => {
    const folder = await folderWith({
      's.json': { targetUrl: 'https://hooks.example.test/a', throttling: {} },
    });
    const report = await judge(['s.json'], { folder, answers: { 'webhooks.objectFormat': { value } } });
    expect(statusOf(report, 'object-format')).toBe(status);
    expect(causesOf(report)).toEqual(causes);
  });

  test.each(CONNECTION_MODES)('are open under keys that can be answered, with %s', async (mode) => {
    const folder = await folderWith({
      's.json': { targetUrl: 'https://hooks.example.test/a', throttling: {} },
    });
    const report = await judge(['s.json'], { folder, mode });
    const open = Object.keys(report.checks).filter((id) => report.checks[id]?.status === 'manual');
    const asked = openQuestions(report, {}).flatMap(({ checks }) => checks);
    expect(asked.toSorted()).toEqual(open.toSorted());
    expect(open.includes('webhooks/delivering')).toBe(mode.endsWith('-app'));
  });
});
