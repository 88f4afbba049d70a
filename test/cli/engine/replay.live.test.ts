/** `engine replay`: nothing is run again without being asked for. */
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { run as runProgram } from '../../../src/cli/program.ts';
import { folderWith } from '../../config/folder.ts';
import { ticketChange } from '../../engine/decide/builders.ts';
import { runHere, terminal } from '../../support/cli.ts';
import { WITHOUT_QUEUE, withDatabase } from '../../support/postgres.ts';
import { expectUsageError } from '../expectations.ts';
import { ask, CHAT, engineHere, eventsIn, heldResponder, portal, until } from './engine.ts';
import { chatMessage, DONE, FAILED, journalOf, MINUTE, OWNED_BY_A_REP, T0 } from './journals.ts';

const ANSWERS = { 'answers.yaml': 'rules: [{ reply: "Yes, on Saturdays too." }]' };

/** 1 done, 2 failed on the portal's own question, 3 skipped. */
const past = () =>
  journalOf({ outcome: DONE }, { event: chatMessage(), outcome: FAILED }, { outcome: OWNED_BY_A_REP });

async function replay(file: string, ...flags: readonly string[]) {
  return runHere(['engine', 'replay', '--journal', file, ...flags]);
}

describe('without --run', () => {
  test.each<[string, string[], RegExp]>([
    ['--id', ['--id', '1', '3'], /^#1 [^\n]+\n#3 [^\n]+\n$/],
    ['--id, repeated', ['--id', '1', '--id', '3'], /^#1 [^\n]+\n#3 [^\n]+\n$/],
    ['--failed', ['--failed'], /^#2 [^\n]+\n$/],
    ['--since', ['--since', new Date(T0 + MINUTE).toISOString()], /^#2 [^\n]+\n#3 [^\n]+\n$/],
    ['--failed among those named', ['--failed', '--id', '1', '2'], /^#2 [^\n]+\n$/],
  ])('%s only says which ones', async (_, flags, lines) => {
    const file = await past();
    const { code, out, err } = await replay(file, ...flags);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(lines) });
    const count = out.trimEnd().split('\n').length;
    expect(err).toBe(`${count} would be run again; do it with --run.\n`);
    expect(await eventsIn(file)).toHaveLength(3);
  });
});

describe('with --run', () => {
  async function run(file: string, ...flags: readonly string[]) {
    const [{ sandbox, env }, cwd] = await Promise.all([portal(), folderWith(ANSWERS)]);
    const args = ['engine', 'replay', '--journal', file, '--run', '--default-user', 'A-7001'];
    const outcome = await runHere([...args, '--responder', 'answers.yaml', ...flags], { env, cwd });
    return { ...outcome, sandbox };
  }

  test('an event is worked on again, and journalled as a new one', async () => {
    const file = await past();
    const { code, out, sandbox } = await run(file, '--failed');
    expect(code).toBe(0);
    expect(out).toMatch(/^#4 [^\n]+done: The AI answered with[^\n]+\n$/);
    expect(sandbox.thread(CHAT.threadId)?.messages.at(-1)?.text).toBe('Yes, on Saturdays too.');
    const [, failed, , again] = await eventsIn(file);
    // What happened the first time stays as it is.
    expect(failed).toMatchObject({ id: 2, status: 'failed', replayOf: null });
    expect(again).toMatchObject({ id: 4, status: 'done', replayOf: 2, key: failed?.key, lane: failed?.lane });
  });

  test('several are run in their order', async () => {
    const file = await journalOf(
      { event: chatMessage(), outcome: FAILED },
      { event: ticketChange({ portalId: 1020304, objectId: '57774743' }), outcome: FAILED },
    );
    const { code } = await run(file, '--id', '1', '2');
    expect(code).toBe(0);
    expect(await eventsIn(file, '--status', 'done')).toMatchObject([{ replayOf: 1 }, { replayOf: 2 }]);
  });

  test('one that fails again is told by the exit code', async () => {
    const file = await past();
    const [{ sandbox, env }, cwd] = await Promise.all([portal(), folderWith()]);
    sandbox.setFaults(['everything-401']);
    const args = ['engine', 'replay', '--journal', file, '--run', '--failed', '--retries', '0'];
    const { code, out } = await runHere(args, { env, cwd });
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^#4 .* failed hubspot-401: /) });
  });

  test('a journal that is missing is not made', async () => {
    const [{ env }, cwd] = await Promise.all([portal(), folderWith()]);
    const outcome = await runHere(['engine', 'replay', '--id', '1', '--run'], { env, cwd });
    expectUsageError(outcome, 'does not exist.');
    expect(await readdir(cwd)).toEqual([]);
  });

  test('there has to be a token', async () => {
    const outcome = await replay(await past(), '--failed', '--run');
    expectUsageError(outcome, 'no usable token');
  });
});

describe('stopped by Ctrl-C, it says what becomes of the rest', () => {
  const parts = (responder: string) => ['--default-user', 'A-7001', '--responder', responder];

  /** Stops the replay as soon as it has asked its responder, which answers nothing. */
  async function stopped(flags: readonly string[], around: { env: Record<string, string>; cwd: string }) {
    const held = await heldResponder();
    const stopping = new AbortController();
    const { io, printed } = terminal({ ...around, signal: stopping.signal });
    const done = runProgram(['engine', 'replay', '--id', '1', '--run', ...parts(held.url), ...flags], io);
    await held.asked;
    stopping.abort();
    return { code: await done, ...printed };
  }

  test('in a journal of one engine, at its next start', async () => {
    const file = await journalOf({ event: chatMessage(), outcome: FAILED });
    const [{ env }, cwd] = await Promise.all([portal(), folderWith()]);
    const { code, err } = await stopped(['--journal', file], { env, cwd });
    expect(code).toBe(130);
    expect(err).toContain('1 of 1 did not come to an end. What was begun is marked at the next start');
  });

  test.skipIf(WITHOUT_QUEUE !== undefined)(
    'in one that is shared, that the engines beside it go on at once',
    () =>
      withDatabase(async (address) => {
        const [{ env: ofPortal }, cwd] = await Promise.all([portal(), folderWith(ANSWERS)]);
        const env = { ...ofPortal, OPENCX_HUBSPOT_STORE: address };
        const engine = await engineHere(['--shared', ...parts('answers.yaml')], { env, cwd });
        await ask(engine);
        await until(() => /#1 /.test(engine.printed.out));
        const { code, err } = await stopped([], { env, cwd });
        expect(code).toBe(130);
        expect(err).toContain(
          '1 of 1 did not come to an end. Engines that share the journal mark what was begun',
        );
        expect(err).not.toContain('is marked at the next start');
        await until(async () => {
          const { out } = await runHere(['engine', 'journal'], { env, cwd });
          return /#2 .*interrupted/.test(out);
        });
        expect(await engine.stop()).toBe(0);
      }),
  );
});

describe('wrong usage', () => {
  test('nothing was named', async () => {
    expectUsageError(await replay(await past()), 'Nothing was named to run again.', '--failed');
  });

  test.each([[[]], [['--run']]])('an event that is not there, %j', async (flags) => {
    const file = await past();
    const { env } = await portal();
    const args = ['engine', 'replay', '--journal', file, '--id', '2', '8', '9', ...flags];
    expectUsageError(await runHere(args, { env }), 'The journal has no event 8, 9.');
    expect(await eventsIn(file)).toHaveLength(3);
  });

  test.each(['--id', '--since'])('%s takes no word', async (flag) => {
    expectUsageError(await replay(await past(), flag, 'first'), 'It takes a');
  });
});
