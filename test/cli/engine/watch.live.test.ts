/** `engine start --watch-port`: how an engine stands, told to machines; and `engine status` beside it. */
import { appendFile, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../src/engine/journal/postgres/schema.ts';
import type { Health } from '../../../src/engine/watch/health.ts';
import { folderWith } from '../../config/folder.ts';
import { runHere, runProcess } from '../../support/cli.ts';
import { readExposition } from '../../support/exposition.ts';
import {
  startServer,
  stopServer,
  WITHOUT_POSTGRES,
  WITHOUT_QUEUE,
  withDatabase,
  withServer,
} from '../../support/postgres.ts';
import { CANARIES, expectNoTrace } from '../canaries.ts';
import { expectUsageError } from '../expectations.ts';
import { ask, type Engine, engineHere, engineProcess, heldResponder, portal, until } from './engine.ts';
import { chatMessage, writeJournal } from './journals.ts';

const WATCHED = /^Telling how it stands at (\S+)\/healthz and \1\/metrics$/m;

function watchedAt({ printed }: Pick<Engine, 'printed'>): string {
  return WATCHED.exec(printed.err)?.[1] ?? '';
}

async function healthOf(engine: Pick<Engine, 'printed'>): Promise<{ code: number } & Health> {
  const response = await fetch(`${watchedAt(engine)}/healthz`);
  expect(response.headers.get('content-type')).toBe('application/json');
  return { code: response.status, ...((await response.json()) as Health) };
}

/** One number of the metrics, by its name and its labels; undefined where it is not told. */
async function metricOf(
  engine: Pick<Engine, 'printed'>,
  name: string,
  labels = '',
): Promise<number | undefined> {
  const response = await fetch(`${watchedAt(engine)}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return readExposition(await response.text())
    .get(`opencx_hubspot_${name}`)
    ?.samples.get(labels);
}

describe('an engine that is watched', () => {
  test.skipIf(WITHOUT_QUEUE !== undefined)(
    'tells of a journal that it shares, and of its own deliveries',
    () =>
      withDatabase(async (address) => {
        const [{ env: ofPortal }, cwd] = await Promise.all([portal(), folderWith()]);
        const env = { ...ofPortal, OPENCX_HUBSPOT_STORE: address };
        const args = ['--shared', '--watch-port', '0', '--default-user', 'A-7001'];
        const engines = [await engineHere(args, { env, cwd }), await engineHere(args, { env, cwd })];
        const [first, second] = engines as [Engine, Engine];
        await ask(first);
        for (const engine of engines) {
          await until(async () => (await healthOf(engine)).counters?.open === 0);
          await until(async () => (await metricOf(engine, 'events_received_total')) === 1);
        }
        expect(await metricOf(first, 'deliveries_answered_total', 'code=200')).toBe(1);
        expect(await metricOf(second, 'deliveries_answered_total', 'code=200')).not.toBe(1);
        for (const engine of engines) expect(await engine.stop()).toBe(0);
      }),
  );

  test('tells what came in and how it ended, the same as `engine status`', async () => {
    const [{ env }, cwd, responder] = await Promise.all([portal(), folderWith(), heldResponder()]);
    const args = ['--watch-port', '0', '--default-user', 'A-7001', '--responder', responder.url];
    const engine = await engineProcess(args, { env, cwd });
    expect(await healthOf(engine)).toEqual({
      code: 200,
      status: 'ok',
      lagMs: null,
      counters: { received: 0, open: 0, done: 0, interrupted: 0, skipped: {}, failed: {}, refused: 0 },
    });
    await ask(engine);
    await responder.asked;
    await until(async () => (await metricOf(engine, 'events_open')) === 1);
    const { status, lagMs, counters } = await healthOf(engine);
    expect({ status, counters }).toMatchObject({ status: 'ok', counters: { received: 1, open: 1 } });
    expect(lagMs).toBeGreaterThan(0);

    const journal = join(cwd, 'opencx-hubspot.journal');
    const beside = await runProcess(['engine', 'status', '--format', 'json'], { cwd });
    expect(JSON.parse(beside.out)).toMatchObject({ store: { place: 'opencx-hubspot.journal' }, counters });
    responder.answer({ kind: 'reply', text: 'Yes, on Saturdays too.' });
    await until(async () => (await metricOf(engine, 'events_open')) === 0);
    expect(await metricOf(engine, 'deliveries_answered_total', 'code=200')).toBe(1);
    expect(await metricOf(engine, 'events_done_total')).toBe(1);
    expect(await metricOf(engine, 'oldest_open_event_age_seconds')).toBe(0);
    expect(await engine.stop()).toBe(0);
    await expect(healthOf(engine)).rejects.toThrow('fetch failed');
    const after = await runProcess(['engine', 'status', '--journal', journal], { cwd });
    expect(after).toMatchObject({ code: 0, out: expect.stringContaining('1 received: 1 done') });
  });

  test('is read and told nothing, and says what it can be asked', async () => {
    const [{ env }, cwd] = await Promise.all([portal(), folderWith()]);
    const engine = await engineHere(['--watch-port', '0'], { env, cwd });
    const url = watchedAt(engine);
    const head = await fetch(`${url}/healthz`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(50);
    for (const path of ['/', '/healthz/x', '/toString', '/api/events']) {
      const response = await fetch(`${url}${path}`);
      expect([response.status, await response.text()]).toEqual([
        404,
        'Nothing is told at this path; ask for /healthz or /metrics.\n',
      ]);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await fetch(`${url}/metrics`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
    // Deliveries have their own port, and it tells nothing of this.
    expect((await fetch(`${engine.url}metrics`)).status).toBe(404);
  });

  test('that is far behind says so, and takes deliveries all the same', async () => {
    const [{ env }, cwd, responder] = await Promise.all([portal(), folderWith(), heldResponder()]);
    await writeJournal(join(cwd, 'opencx-hubspot.journal'), [{ event: chatMessage() }]);
    const args = ['--watch-port', '0', '--default-user', 'A-7001', '--responder', responder.url];
    const engine = await engineHere(args, { env, cwd });
    expect(await healthOf(engine)).toMatchObject({ code: 200, status: 'behind' });
    expect(await metricOf(engine, 'far_behind')).toBe(1);
    expect(await metricOf(engine, 'ready')).toBe(1);
    expect(await ask(engine)).toMatchObject({ code: 0, out: '1 answered 200\n' });
    responder.answer({ kind: 'reply', text: 'Yes, on Saturdays too.' });
    await until(async () => (await healthOf(engine)).status === 'ok');
    expect(await metricOf(engine, 'far_behind')).toBe(0);
  });

  test('is not ready while its journal is away or damaged, and is again afterwards', async () => {
    const [{ env }, cwd] = await Promise.all([portal(), folderWith()]);
    const engine = await engineHere(['--watch-port', '0', '--journal', 'a.journal'], { env, cwd });
    const [file, elsewhere] = [join(cwd, 'a.journal'), join(cwd, 'b.journal')];
    expect(await healthOf(engine)).toMatchObject({ code: 200, status: 'ok' });
    await rename(file, elsewhere);
    await until(async () => (await healthOf(engine)).code === 503);
    expect(await healthOf(engine)).toMatchObject({
      status: 'unready',
      error: expect.stringContaining('a.journal does not exist'),
      lagMs: null,
    });
    expect(await metricOf(engine, 'ready')).toBe(0);
    expect(await metricOf(engine, 'oldest_open_event_age_seconds')).toBeUndefined();
    await rename(elsewhere, file);
    await until(async () => (await healthOf(engine)).code === 200);
    await appendFile(file, 'x');
    await until(async () => (await healthOf(engine)).code === 503);
    expect((await healthOf(engine)).error).toContain('is damaged: its end is missing');
  });

  test.skipIf(WITHOUT_POSTGRES !== undefined)('is not ready while Postgres is away', () =>
    withServer(async (address, server) => {
      const [{ env: ofPortal }, cwd] = await Promise.all([portal(), folderWith()]);
      const env = { ...ofPortal, OPENCX_HUBSPOT_STORE: address };
      const engine = await engineHere(['--watch-port', '0'], { env, cwd });
      expect(await healthOf(engine)).toMatchObject({ code: 200, status: 'ok' });
      const told = await runHere(['engine', 'status', '--format', 'json'], { env, cwd });
      expect(JSON.parse(told.out)).toMatchObject({
        store: { place: address, version: SCHEMA_VERSION },
        lagMs: null,
      });
      stopServer(server);
      await until(async () => (await healthOf(engine)).code === 503);
      const { error, next } = await healthOf(engine);
      expect(`${error} ${next}`).toMatch(/Nothing answers at|shutting down|does not answer/);
      expectUsageError(await runHere(['engine', 'status'], { env, cwd }), 'Nothing answers at');
      startServer(server);
      await until(async () => (await healthOf(engine)).code === 200);
      expect(await ask(engine)).toMatchObject({ code: 0 });
      await until(async () => (await healthOf(engine)).counters?.received === 1);
      expect(await engine.stop()).toBe(0);
    }),
  );

  test('beside an emulated portal is watched, too', async () => {
    const cwd = await folderWith();
    const line = ['engine', 'start', '--sandbox', 'healthy-chat', '--no-delays', '--watch-port', '0'];
    const { code, err } = await runHere(line, { cwd });
    expect(code).toBe(0);
    expect(err).toMatch(WATCHED);
  });

  test('tells no secret, no words and nobody by name', async () => {
    const [{ env: access }, cwd, responder] = await Promise.all([
      portal(),
      folderWith(),
      heldResponder('/canary'),
    ]);
    responder.answer({ kind: 'reply', text: 'Parcels leave at noon, lee.park@example.test.' });
    const { HUBSPOT_CLIENT_SECRET, OPENCX_API_KEY, OPENCX_WEBHOOK_URL } = CANARIES;
    const env = { ...access, HUBSPOT_CLIENT_SECRET, OPENCX_API_KEY };
    const args = ['--watch-port', '0', '--default-user', 'A-7001', '--responder', responder.url];
    const publicUrl = ['--public-url', OPENCX_WEBHOOK_URL];
    const engine = await engineHere([...args, ...publicUrl], { env, cwd });
    expect(await ask(engine, { HUBSPOT_CLIENT_SECRET: 'another' })).toMatchObject({ code: 1 });
    await runHere(['engine', 'trigger', 'batch', '--url', engine.url, ...publicUrl], { env });
    await until(async () => ((await metricOf(engine, 'events_done_total')) ?? 0) > 0);
    const told = await Promise.all(
      ['/healthz', '/metrics', '/canary'].map(async (path) =>
        (await fetch(`${watchedAt(engine)}${path}`)).text(),
      ),
    );
    const { out } = await runHere(['engine', 'status', '--format', 'json'], { cwd });
    const all = [...told, out].join('\n');
    expect(all).toContain('code="401"');
    await expectNoTrace({ out: all, err: '' }, await folderWith());
    expect(all).not.toMatch(/saturdays|sam hill|noon|@example\.test|8243601188/i);
  });
});

describe('a port that is taken', () => {
  test('ends the start in a sentence, and leaves nothing behind', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const [{ env }, cwd] = await Promise.all([portal(), folderWith()]);
    const line = ['engine', 'start', '--port', '0', '--watch-port', String(port)];
    const refused = await runProcess(line, { env, cwd });
    expectUsageError(refused, `Port ${port} of 127.0.0.1 is taken by another program.`, '--watch-port');
    const onSandbox = ['engine', 'start', '--sandbox', 'healthy-chat', '--watch-port', String(port)];
    expectUsageError(await runHere(onSandbox, { cwd }), `Port ${port} of 127.0.0.1 is taken`);
    expectUsageError(await runHere(['engine', 'status'], { cwd }), 'does not exist');
    await new Promise((resolve) => other.close(resolve));
  });
});
