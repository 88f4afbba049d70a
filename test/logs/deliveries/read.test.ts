import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NoDeliveries, readDeliveries } from '../../../src/logs/deliveries/read.ts';
import { tellApart } from '../../../src/logs/deliveries/recognise.ts';
import { answeredEvents, deliveryLogs, summarizeDeliveries } from '../../../src/logs/deliveries/summarize.ts';
import { fileSource, streamSource } from '../../../src/logs/forms/source.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');

const named = (folder: string, name: string) => fileSource(name, join(FIXTURES, folder, name));

async function read(...names: string[]) {
  return readDeliveries(await Promise.all(names.map((name) => named('delivery-logs', name))));
}

/** A log that comes through a pipe, in pieces of a few bytes. */
function piped(text: string, size = 7) {
  return streamSource(
    'standard input',
    (async function* () {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
}

const EIGHT = { answered: 5, timedOut: 1, refused: 0, failed: 1, unreached: 0, heldBack: 1, unclear: 0 };

describe('the eight deliveries', () => {
  test.each(['details.cli.txt', 'export.csv'])('are read of %s, with events and address', async (name) => {
    const { deliveries } = await read(name);
    const log = summarizeDeliveries(deliveries);
    expect(log).toMatchObject({ deliveries: 8, ...EIGHT, unnamed: 0 });
    expect(log.events.map(({ event, count, answered }) => [event, count, answered])).toEqual([
      ['conversation.newMessage', 5, 3],
      ['ticket.propertyChange', 2, 1],
      ['conversation.creation', 1, 1],
    ]);
    expect(log.addresses).toMatchObject([{ host: 'api.open.cx', count: 8 }]);
    expect(log.troubles.map(({ outcome, still }) => [outcome, still])).toEqual([
      ['failed', false],
      ['heldBack', false],
      ['timedOut', false],
    ]);
    expect(JSON.stringify(log)).not.toContain('eyJ');
  });

  test.each(['list.cli.json', 'list-array.json', 'list.ndjson'])(
    'have no event in %s; an error that is not understood stays so',
    async (name) => {
      const { deliveries, covered } = await read(name);
      const log = summarizeDeliveries(deliveries, { ...(covered && { covered }) });
      expect(log).toMatchObject({ deliveries: 8, ...EIGHT, failed: 0, unclear: 1, unnamed: 8, events: [] });
      expect(log.unnamedIds).toHaveLength(3);
      expect(log.covered).toEqual({ from: '2026-11-20T09:00:00.001Z', to: '2026-11-20T09:25:00.008Z' });
    },
  );

  test('are each counted once in a list with its details', async () => {
    const { deliveries } = await read('list.cli.json', 'details.cli.txt');
    expect(summarizeDeliveries(deliveries)).toMatchObject({ deliveries: 8, ...EIGHT, unnamed: 0 });
  });

  test('are taken out of the page that a browser saved', async () => {
    const { deliveries, files } = await read('page.har');
    expect(files).toMatchObject([{ format: 'har', deliveries: 12, others: 0 }]);
    expect(summarizeDeliveries(deliveries)).toMatchObject({ deliveries: 8, unnamed: 4 });
  });

  test('are told by their values where the columns are in another language', async () => {
    const { deliveries } = await read('german.csv');
    expect(summarizeDeliveries(deliveries)).toMatchObject({
      deliveries: 6,
      answered: 5,
      failed: 1,
      firstAt: '2026-11-20T09:00:00.000Z',
    });
  });
});

test('a message and a ticket are kept to be found again, and nothing that anybody wrote', async () => {
  const { deliveries } = await read('details.cli.txt');
  const keys = answeredEvents(deliveries);
  expect(keys).toHaveLength(5);
  expect(keys[1]).toEqual({
    type: 'conversation.newMessage',
    portalId: 4210001,
    objectId: '5001',
    messageId: 'm0000000000000000000000000000002',
    occurredAt: Date.parse('2026-11-20T08:59:59.702Z'),
    at: Date.parse('2026-11-20T09:00:00.002Z'),
  });
  expect(JSON.stringify(keys)).not.toContain('propertyValue');
});

test('a log is told portal by portal, and rows of others are counted apart', () => {
  const row = (portalId: number | undefined, outcome: 'answered' | 'failed') => ({
    events: [],
    outcome,
    ...(portalId !== undefined && { portalId }),
  });
  const { whole, byPortal } = deliveryLogs([
    row(1, 'answered'),
    row(2, 'failed'),
    row(undefined, 'answered'),
  ]);
  expect(whole).toMatchObject({ deliveries: 3, failed: 1 });
  expect(byPortal.map(({ portalId, log }) => [portalId, log.deliveries, log.otherPortals])).toEqual([
    [null, 1, 2],
    [1, 2, 1],
    [2, 2, 1],
  ]);
});

test.each([
  [[1, 1], [1]],
  [
    [1, 2],
    [1, 2],
  ],
  [[1, undefined], undefined],
  [[], undefined],
])('rows of the apps %j are of %j', (apps, appIds) => {
  const rows = apps.map((appId) => ({
    events: [],
    outcome: 'answered' as const,
    ...(appId !== undefined && { appId }),
  }));
  expect(deliveryLogs(rows).appIds).toEqual(appIds);
});

describe('what is no log of deliveries', () => {
  test.each(['owners-403.csv', 'owners-403-detail.cli.json', 'owners-403.ndjson'])(
    'of calls, as %s, is told where it belongs',
    async (name) => {
      const reading = readDeliveries([await named('logs', name)]);
      await expect(reading).rejects.toThrow(NoDeliveries);
      await expect(readDeliveries([await named('logs', name)])).rejects.toMatchObject({
        hint: expect.stringContaining(`--api-log ${name}`),
      });
    },
  );

  test.each([
    ['other events', '{"results":[{"id":"1","loggingSystemType":"OAUTH_AUTHORIZATION"}]}'],
    ['plain text', 'nothing here'],
    ['bodies of deliveries without a word of how they ended', '[{"subscriptionType":"ticket.creation"}]'],
    ['a page', '<!doctype html><p>Sign in'],
    ['a broken document', '{"results":[{"id":'],
  ])('is refused: %s', async (_what, text) => {
    await expect(readDeliveries([piped(text)])).rejects.toThrow(NoDeliveries);
  });

  test('is passed over where other things are looked at, and the rest is read', async () => {
    const sources = [await named('logs', 'healthy.csv'), await named('delivery-logs', 'gone.ndjson')];
    const { deliveries, foreign } = await readDeliveries(sources, { passOverForeign: true });
    expect(deliveries).toHaveLength(12);
    expect(foreign).toEqual([expect.stringContaining('--api-log healthy.csv')]);
  });

  test('but an empty list is one, of a time that is not known', async () => {
    const { deliveries, covered } = await read('empty.cli.json');
    expect({ deliveries, covered }).toEqual({ deliveries: [], covered: undefined });
  });
});

describe('told apart', () => {
  const kinds = [
    ['deliveries', 'delivery-logs', 'list.cli.json'],
    ['deliveries', 'delivery-logs', 'list.ndjson'],
    ['deliveries', 'delivery-logs', 'details.cli.txt'],
    ['deliveries', 'delivery-logs', 'page.har'],
    ['deliveries', 'delivery-logs', 'export.csv'],
    ['deliveries', 'delivery-logs', 'german.csv'],
    ['calls', 'logs', 'owners-403.cli.json'],
    ['calls', 'logs', 'owners-403.cli-pages.txt'],
    ['calls', 'logs', 'owners-403.har'],
    ['calls', 'logs', 'hubspot-pages.har'],
    ['calls', 'logs', 'owners-403.csv.gz'],
    ['calls', 'logs', 'renamed-columns.csv'],
    ['calls', 'logs', 'webhook-receiver.ndjson'],
    ['calls', 'logs', 'not-a-log.html'],
  ] as const;

  test.each(kinds)('%s: %s/%s', async (kind, folder, name) => {
    expect((await tellApart(await named(folder, name))).holds).toBe(kind);
  });

  test.each(['[{"loggingSystemType":"WEBHOOKS","id":"1"}]', '{"log":{"loggingSystemType":"WEBHOOKS"}}'])(
    'of a pipe nothing is lost: %s',
    async (text) => {
      const { holds, source } = await tellApart(piped(text));
      expect(holds).toBe('deliveries');
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open()) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe(text);
    },
  );
});
