/** `engine journal --follow`, beside an engine that writes. */
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../../../src/cli/program.ts';
import { keysOf } from '../../../src/engine/decide/keys.ts';
import type { EventOutcome } from '../../../src/engine/effects.ts';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { listening, startProcess, terminal } from '../../support/cli.ts';
import { until } from './engine.ts';
import { chatMessage, DONE, FAILED, journalOf, OWNED_BY_A_REP, T0 } from './journals.ts';

/** The journal of an engine that writes as it is told to. */
async function writtenTo(file: string) {
  const journal = await openSqliteJournal(file);
  onTestFinished(() => journal.close());
  return {
    async receive(messageId: string): Promise<number> {
      const [accepted] = await journal.accept(keysOf([chatMessage({ messageId })]), T0);
      return accepted?.id ?? 0;
    },
    async end(id: number, outcome: EventOutcome): Promise<void> {
      await journal.begin(id, T0);
      await journal.finish(id, T0, outcome);
    },
  };
}

/** Follows in this process. */
function follow(file: string, ...flags: readonly string[]) {
  const stopping = new AbortController();
  const { io, printed } = terminal({ signal: stopping.signal });
  const done = run(['engine', 'journal', '--journal', file, '--follow', ...flags], io);
  const stop = () => {
    stopping.abort();
    return done;
  };
  onTestFinished(async () => void (await stop()));
  /** Numbers of the events that were printed, in their order. */
  const numbers = () => [...printed.out.matchAll(/^#(\d+) /gm)].map(([, id]) => Number(id));
  return { printed, numbers, stop };
}

describe('what is printed', () => {
  test('is what there is, and then each event when it has ended, in the order of the endings', async () => {
    const file = await journalOf({ outcome: DONE });
    const engine = await writtenTo(file);
    const following = follow(file);
    await until(() => following.numbers().length === 1);
    const [first, second] = [await engine.receive('a'), await engine.receive('b')];
    await engine.end(second, DONE);
    await until(() => following.numbers().length === 2);
    await engine.end(first, FAILED);
    await until(() => following.numbers().length === 3);
    expect(following.numbers()).toEqual([1, second, first]);
    expect(following.printed.out).not.toMatch(/received:|accepted/);
    expect(await following.stop()).toBe(0);
  });

  test('is what ends as was asked for, even after an event that came later', async () => {
    const file = await journalOf({});
    const engine = await writtenTo(file);
    const following = follow(file, '--status', 'done');
    const [second, third] = [await engine.receive('a'), await engine.receive('b')];
    await engine.end(third, DONE);
    await until(() => following.numbers().length === 1);
    await engine.end(second, DONE);
    await until(() => following.numbers().length === 2);
    await engine.end(await engine.receive('c'), FAILED);
    await engine.end(1, DONE);
    await until(() => following.numbers().length === 3);
    expect(following.numbers()).toEqual([third, second, 1]);
  });

  test('is narrowed down by reason and conversation', async () => {
    const file = await journalOf();
    const engine = await writtenTo(file);
    const following = follow(file, '--reason', 'owner-not-ai-user', '--format', 'ndjson');
    await engine.end(await engine.receive('a'), DONE);
    await engine.end(await engine.receive('b'), OWNED_BY_A_REP);
    await until(() => following.printed.out.includes('\n'));
    expect(JSON.parse(following.printed.out)).toMatchObject({
      schemaVersion: 1,
      id: 2,
      reason: 'owner-not-ai-user',
    });
  });
});

test('Ctrl-C is how it ends', async () => {
  const file = await journalOf({ outcome: DONE });
  const child = startProcess(['engine', 'journal', '--journal', file, '--follow']);
  const printed = listening(child);
  await until(() => printed.out.includes('#1 '));
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(printed).toEqual({ out: expect.stringMatching(/^#1 [^\n]+\n$/), err: '' });
});
