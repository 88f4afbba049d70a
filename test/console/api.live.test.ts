// The API over real sockets: who is answered what, and that the stream loses nothing.
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { NEWEST } from '../../src/console/api/changes.ts';
import { EventStream } from '../../src/console/page/sse.ts';
import { PAGE_FILES, PAGE_FOLDER } from '../../src/console/page-files.ts';
import type { Changes, EventList, EventPage, EventRow } from '../../src/console/words.ts';
import { createMemoryJournal } from '../../src/engine/journal/memory.ts';
import { ROOT } from '../support/cli.ts';
import { ANSWERED, come, comeInMasses, consoleOver, end, OWNED_BY_A_REP, UNREACHED } from './consoles.ts';

const API = [
  '/api/doctor',
  '/api/doctor/runs/1/bundle',
  '/api/about',
  '/api/events',
  '/api/events/1',
  '/api/stream',
  '/api/nothing',
];

/** A request with headers that `fetch` would not send. */
async function asked(url: string, headers: Record<string, string>, method = 'GET') {
  const sent = request(url, { method, headers });
  sent.end();
  return new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>((resolve) => {
    sent.on('response', async (response) => {
      const { statusCode: status = 0, headers } = response;
      if (headers['content-type']?.startsWith('text/event-stream')) response.destroy();
      resolve({ status, body: status === 200 ? '' : await text(response), headers });
    });
  });
}

it('is 25 kB or less, compressed, with everything that the page is made of', async () => {
  const files = Object.values(PAGE_FILES).map(({ name }) => readFile(join(ROOT, PAGE_FOLDER, name)));
  const bytes = (await Promise.all(files)).map((file) => gzipSync(file).length);
  expect(bytes.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(25_000);
});

it('answers nothing without the key, and nobody from elsewhere even with it', async () => {
  const { address, key, ask } = await consoleOver();
  const bearer = { Authorization: `Bearer ${key}` };
  for (const path of API) {
    const url = new URL(path, address).href;
    for (const headers of [{}, { Authorization: 'Bearer x' }, { Cookie: `key=${key}` }]) {
      const { status, body } = await asked(url, headers);
      expect({ path, status, body: JSON.parse(body) }).toMatchObject({
        status: 401,
        body: { next: /terminal/ },
      });
    }
    for (const headers of [{ Origin: 'https://evil.example.test' }, { Host: 'evil.example.test' }]) {
      for (const method of ['GET', 'POST', 'OPTIONS'])
        expect(await asked(url, { ...bearer, ...headers }, method), path).toMatchObject({ status: 403 });
    }
  }
  expect(await asked(address, { Host: 'evil.example.test' })).toMatchObject({ status: 403 });
  expect((await asked(`${address}?key=${key}`, {})).status).toBe(200);
  expect((await ask('/api/about')).status).toBe(200);
});

it('lets no page of another origin read or send anything, and nothing of elsewhere in', async () => {
  const { address } = await consoleOver();
  for (const path of ['', 'page.js', 'page.css', 'api/about']) {
    const { headers } = await asked(address + path, {});
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  }
});

it('says in a sentence what cannot be asked for', async () => {
  const { ask } = await consoleOver();
  const cases = [
    ['/api/events/1', 'GET', 404, 'The journal has no event 1.'],
    ['/api/events/one', 'GET', 400, 'The number of an event is a whole number.'],
    ['/api/events?limit=-1', 'GET', 400, 'limit is a whole number.'],
    ['/api/nothing', 'GET', 404, 'The console has no /api/nothing.'],
    ['/api/events', 'POST', 405, '/api/events takes GET, not POST.'],
    ['/../package.json', 'GET', 404, 'The console has no /package.json.'],
  ] as const;
  for (const [path, method, status, error] of cases) {
    const response = await ask(path, { method });
    expect([path, response.status, await response.json()]).toMatchObject([path, status, { error }]);
  }
  const nonsense = await ask('/api/key', { method: 'POST', body: '{' });
  expect([nonsense.status, await nonsense.json()]).toEqual([
    400,
    { error: 'The body of the request is no JSON.' },
  ]);
});

it('gives the key for the code of the opened address once', async () => {
  const { urlOnce, ask, key } = await consoleOver();
  const body = JSON.stringify({ code: urlOnce().split('#once=')[1] });
  const redeem = async () => {
    const response = await ask('/api/key', { method: 'POST', body, headers: { Authorization: '' } });
    return [response.status, await response.json()];
  };
  expect(await redeem()).toEqual([200, { key }]);
  expect(await redeem()).toMatchObject([401, { error: /was used/ }]);
});

it('lists the newest events, then those before them, to the first', async () => {
  const { journal, ask } = await consoleOver();
  await comeInMasses(journal, 25);
  const listed: number[] = [];
  for (let query = 'limit=10'; ; query = `limit=10&before=${listed[0]}`) {
    const { events, isFirst } = (await (await ask(`/api/events?${query}`)).json()) as EventList;
    listed.unshift(...events.map(({ id }) => id));
    if (isFirst) break;
  }
  expect(listed).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
});

it('tells of one event what explain and engine journal tell', async () => {
  const { journal, ask } = await consoleOver();
  await come(journal, { outcome: OWNED_BY_A_REP }, { outcome: ANSWERED }, {});
  const page = async (id: number) => (await (await ask(`/api/events/${id}`)).json()) as EventPage;
  const skipped = await page(1);
  expect(skipped.decision).toMatchObject({ outcome: 'skip', reason: 'owner-not-ai-user' });
  expect(skipped.decision?.rules.at(-1)).toMatchObject({ id: 'owner-gate', outcome: 'skip' });
  expect(skipped.decision?.flip).toContain('A-7001');
  expect(skipped.links).toEqual([
    {
      text: 'Open the conversation',
      url: 'https://app-eu1.hubspot.com/live-messages/1020304/inbox/5001',
    },
  ]);
  expect(skipped.commands.map(({ line }) => line)).toEqual([
    'opencx-hubspot explain --journal engine.journal --id 1',
    'opencx-hubspot engine journal --journal engine.journal --id 1',
    'opencx-hubspot engine replay --journal engine.journal --id 1',
  ]);
  const answered = await page(2);
  expect(answered.story.map(({ kind, effect = '' }) => `${kind} ${effect}`.trim())).toEqual([
    'decision',
    'effect-begun post-message',
    'effect-done post-message',
  ]);
  expect(await page(3)).toMatchObject({
    decision: null,
    why: 'The journal holds no decision on it (accepted).',
  });
});

it('keeps what a stranger wrote short and on one line', async () => {
  const { journal, ask } = await consoleOver();
  const wild = `\u202e<script>alert(1)</script>\n\u0000${'x'.repeat(1_000_000)}`;
  await come(journal, { event: { type: 'conversation.newMessage', messageId: wild } });
  await come(journal, { event: { type: wild, objectId: wild } });
  const answer = await (await ask('/api/events')).text();
  expect(answer.length).toBeLessThan(5_000);
  for (const row of (JSON.parse(answer) as EventList).events)
    for (const value of Object.values(row)) expect(String(value)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect((await (await ask('/api/events/2')).text()).length).toBeLessThan(50_000);
});

/** Reads the stream until the rows that came last satisfy, and hangs up. */
async function followed(
  ask: (path: string, init?: RequestInit) => Promise<Response>,
  cursor: string,
  isEnough: (rows: ReadonlyMap<number, EventRow>) => boolean,
): Promise<{ rows: Map<number, EventRow>; cursor: string }> {
  const stop = new AbortController();
  const response = await ask('/api/stream', { headers: { 'Last-Event-ID': cursor }, signal: stop.signal });
  const stream = new EventStream(cursor);
  const rows = new Map<number, EventRow>();
  let last = cursor;
  const decoder = new TextDecoder();
  for await (const piece of response.body ?? []) {
    for (const { id, data } of stream.push(decoder.decode(piece, { stream: true }))) {
      for (const row of (JSON.parse(data) as Changes).events) rows.set(row.id, row);
      last = id;
    }
    if (isEnough(rows)) break;
  }
  stop.abort();
  return { rows, cursor: last };
}

it('streams what comes and how it ends, and goes on where a reader left off', async () => {
  const { journal, ask } = await consoleOver();
  await come(journal, { outcome: ANSWERED }, {});
  const { cursor } = (await (await ask('/api/events')).json()) as EventList;
  const first = followed(ask, String(cursor), (rows) => rows.get(2)?.status === 'done');
  await end(journal, 2, ANSWERED);
  const left = await first;

  // Nobody reads: one comes and ends, one comes and stays open, and the one before them is long over.
  await come(journal, { outcome: UNREACHED }, {});
  const again = await followed(ask, left.cursor, (rows) => rows.has(4));
  expect([...again.rows.values()].map(({ id, status }) => [id, status])).toEqual([
    [3, 'failed'],
    [4, 'accepted'],
  ]);
  await end(journal, 4, OWNED_BY_A_REP);
  const last = await followed(ask, again.cursor, (rows) => rows.get(4)?.status === 'skipped');
  expect(last.rows.get(4)).toMatchObject({ reason: 'owner-not-ai-user', tookMs: 100 });
});

it('goes on with the newest where a reader was away for more than a page holds', async () => {
  const { journal, ask } = await consoleOver(createMemoryJournal());
  await comeInMasses(journal, NEWEST + 300);
  const { rows } = await followed(ask, '1', (seen) => seen.has(NEWEST + 300));
  expect(rows.size).toBe(NEWEST);
  expect(Math.min(...rows.keys())).toBe(301);
});
