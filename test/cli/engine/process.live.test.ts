/** The engine as a process of its own: what stops it, and who may look at its journal meanwhile. */
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { startEngine } from '../../../src/run/engine/start.ts';
import { folderWith } from '../../config/folder.ts';
import { runProcess, startProcess } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { ask, CHAT, engineProcess, eventsIn, heldResponder, portal, until } from './engine.ts';
import { T0 } from './journals.ts';

/** An engine in the middle of its work: it has asked a responder, which has not answered yet. */
async function workingEngine() {
  const [{ sandbox, env }, cwd, responder] = await Promise.all([portal(), folderWith(), heldResponder()]);
  const args = ['--default-user', '7001', '--responder', responder.url];
  const engine = await engineProcess(args, { env, cwd });
  const answer = await ask(engine);
  await responder.asked;
  return { sandbox, env, cwd, responder, args, engine, answer, file: join(cwd, 'opencx-hubspot.journal') };
}

test('it answers at once and works afterwards', async () => {
  const { answer, file, responder, engine } = await workingEngine();
  expect(answer).toMatchObject({ code: 0, out: '1 answered 200\n' });
  expect(await eventsIn(file)).toMatchObject([{ id: 1, status: 'begun', endedAt: null }]);
  responder.answer({ kind: 'reply', text: 'Yes.' });
  await until(() => engine.printed.out.includes('#1 '));
  expect(await eventsIn(file)).toMatchObject([{ id: 1, status: 'done' }]);
});

describe('Ctrl-C', () => {
  test('brings to its end what was begun', async () => {
    const { sandbox, engine, responder } = await workingEngine();
    engine.interrupt();
    await until(() => engine.printed.err.includes('Stopping: '));
    responder.answer({ kind: 'reply', text: 'Yes, on Saturdays too.' });
    expect(await engine.ended).toBe(0);
    expect(engine.printed.err).toMatch(
      /\n\nStopping: [^\n]+ Ctrl-C again stops at once\.\n1 received: 1 done, 0 skipped, 0 failed\n$/,
    );
    expect(sandbox.thread(CHAT.threadId)?.messages.at(-1)?.text).toBe('Yes, on Saturdays too.');
  });

  test('given twice stops at once; the next start marks what was under way', async () => {
    const { env, cwd, args, engine, file } = await workingEngine();
    engine.interrupt();
    await until(() => engine.printed.err.includes('Stopping: '));
    engine.interrupt();
    expect(await engine.ended).toBe(130);
    expect(await eventsIn(file)).toMatchObject([{ id: 1, status: 'begun' }]);

    const next = await engineProcess(args, { env, cwd });
    expect(await eventsIn(file)).toMatchObject([{ id: 1, status: 'interrupted' }]);
    expect(await next.stop()).toBe(0);
    expect(next.printed.err).toMatch(/\n1 received: 0 done, 0 skipped, 0 failed, 1 interrupted\n$/);
  });

  test('ends an engine that has nothing to do', async () => {
    const [{ env }, cwd] = await Promise.all([portal(), folderWith()]);
    const engine = await engineProcess([], { env, cwd });
    expect(await engine.stop()).toBe(0);
    expect(engine.printed.out).toBe('');
    expect(engine.printed.err).toMatch(/\n0 received: 0 done, 0 skipped, 0 failed\n$/);
  });
});

test("a rep's reply that nobody reads is not delivered", async () => {
  const cwd = await folderWith();
  const args = ['engine', 'start', '--sandbox', 'healthy-email', '--no-delays', '--journal', 'j.db'];
  const engine = startProcess(args, { cwd });
  engine.stdout?.destroy();
  await once(engine, 'close');
  const failed = (await eventsIn(join(cwd, 'j.db'))).filter(({ status }) => status === 'failed');
  expect(failed).toMatchObject([
    { reason: 'delivery-failed', summary: expect.stringContaining('Nobody reads') },
  ]);
});

test('a stop breaks off what does not come to its end, and the next start marks it', async () => {
  const [{ env }, cwd, responder] = await Promise.all([portal(), folderWith(), heldResponder()]);
  const { signal } = new AbortController();
  const engine = await startEngine(
    {
      flags: { defaultUser: '7001' },
      responder: responder.url,
      deliver: 'console',
      retries: 3,
      timeoutMs: 60_000,
      delays: true,
      generation: 'G3',
      ticketing: true,
      port: 0,
      path: '/',
      keepTexts: false,
      patienceMs: 20,
    },
    { env, cwd, signal },
  );
  await ask(engine);
  await responder.asked;
  expect(await engine.stop()).toMatchObject({ received: 1, open: 1 });
  const journal = await openSqliteJournal(join(cwd, 'opencx-hubspot.journal'));
  expect(await journal.interrupt(T0)).toMatchObject([{ id: 1, status: 'interrupted' }]);
  await journal.close();
});

test('a second engine may not have its journal, a reader may', async () => {
  const { env, cwd, engine } = await workingEngine();
  const second = await runProcess(['engine', 'start', '--port', '0'], { env, cwd });
  expectUsageError(second, 'is in use by another engine.', 'Reading the journal is possible meanwhile.');
  const replay = await runProcess(['engine', 'replay', '--id', '1', '--run'], { env, cwd });
  expectUsageError(replay, 'is in use by another engine.');
  const { code, out } = await runProcess(['engine', 'journal'], { cwd });
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(/^ {2}#1 .* begun\n\n1 received: .* 1 open\n$/m),
  });
  // The first one is none the worse for it.
  expect(await ask(engine)).toMatchObject({ code: 0 });
});

test('kill -9 gives the journal back', async () => {
  const { env, cwd, args, engine, file } = await workingEngine();
  expect(await engine.kill()).toBe('SIGKILL');
  const next = await engineProcess(args, { env, cwd });
  expect(await eventsIn(file)).toMatchObject([{ id: 1, status: 'interrupted' }]);
  expect(await next.stop()).toBe(0);
});
