/** An engine and an emulated portal in one command: the way without an account. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/program.ts';
import { folderWith } from '../../config/folder.ts';
import { runHere, runProcess, terminal } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { eventsIn, until } from './engine.ts';

const PLAYED = ['engine', 'start', '--no-delays', '--sandbox'];
const COUNTERS = /^(\d+) received: (\d+) done, (\d+) skipped(?: \(([^)]*)\))?, (\d+) failed$/m;

/** The last line, as numbers. */
function countersIn(out: string) {
  const [, received, done, skipped, reasons = '', failed] = COUNTERS.exec(out) ?? [];
  const byReason = [...reasons.matchAll(/(\d+)\s([a-z-]+)/g)].map(([, count]) => Number(count));
  const sum = byReason.reduce((total, count) => total + count, 0);
  return {
    received: Number(received),
    done: Number(done),
    skipped: Number(skipped),
    sum,
    failed: Number(failed),
  };
}

function expectWholeStory(out: string): void {
  const { received, done, skipped, sum, failed } = countersIn(out);
  expect(failed).toBe(0);
  expect(done).toBeGreaterThan(0);
  expect(done + skipped).toBe(received);
  expect(sum).toBe(skipped);
  expect(out.match(/^ {4}#\d+ /gm)).toHaveLength(received);
}

describe('the story of a conversation', () => {
  test('is played to its end', async () => {
    const { code, out, err } = await runProcess([...PLAYED, 'healthy-email']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^From the first message to the closed ticket\n\ncustomer {2}My order/);
    expect(out).toMatch(/^AI {8}I am sorry to hear that/m);
    expect(out).toMatch(/^AI {8}\(internal\) .*AI decided to handoff/m);
    expect(out).toMatch(/^rep {7}Hello, I found your order/m);
    expect(out).not.toContain('wait until');
    expect(out).toContain('\nThe story came to its end as it should.\n');
    expectWholeStory(out);
  });

  test.each([
    ['healthy-chat', 'rep-owns-the-conversation'],
    ['owner-not-ai-user', 'rep-owns-the-conversation'],
    ['healthy-chat', 'first-message-to-closed-ticket'],
  ])('on %s: %s', async (name, story) => {
    const { code, out } = await runHere([...PLAYED, name, '--story', story]);
    expect(code).toBe(0);
    expectWholeStory(out);
  });

  test('is journalled where a journal is named', async () => {
    const cwd = await folderWith();
    const { out } = await runHere([...PLAYED, 'healthy-email', '--journal', 'story.journal'], { cwd });
    const events = await eventsIn(join(cwd, 'story.journal'));
    expect(events).toHaveLength(countersIn(out).received);
    expect(new Set(events.map(({ status }) => status))).toEqual(new Set(['done', 'skipped']));
  });

  test('goes on being served when it is over', async () => {
    const stopping = new AbortController();
    const { io, printed } = terminal({ signal: stopping.signal });
    const done = run([...PLAYED, 'healthy-chat', '--story', 'rep-owns-the-conversation', '--stay'], io);
    await until(() => printed.err.includes('Stop with Ctrl-C.'));
    const portal = /the portal at (\S+)\./.exec(printed.err)?.[1];
    const told = printed.out.length;
    await fetch(`${portal}/sandbox/act/customer-writes`, {
      method: 'POST',
      body: JSON.stringify({ thread: 'new', text: 'Do you ship on Saturdays?' }),
    });
    await until(() => /done: The AI answered/.test(printed.out.slice(told)));
    stopping.abort();
    expect(await done).toBe(0);
    expectWholeStory(printed.out);
  });

  test('is left with Ctrl-C', async () => {
    const stopping = new AbortController();
    const { io, printed } = terminal({ signal: stopping.signal });
    const done = run(['engine', 'start', '--sandbox', 'healthy-email'], io);
    await until(() => /^customer /m.test(printed.out));
    stopping.abort();
    expect(await done).toBe(130);
    expect(printed.err).toMatch(/^\nStopping: /);
    expect(printed.out).not.toContain('came to its end');
    expect(printed.out).toMatch(/\n\d+ received: [^\n]+\n$/);
  });
});

describe('wrong usage', () => {
  test('an unknown story is told with the nearest one', async () => {
    const outcome = await runHere([...PLAYED, 'healthy-email', '--story', 'rep-own-the-conversation']);
    expectUsageError(outcome, 'There is no story "rep-own-the-conversation".', 'Did you mean rep-owns-the-');
  });

  test('an unknown portal is told', async () => {
    expectUsageError(await runHere([...PLAYED, 'healthy-mail']), 'Did you mean healthy-email?');
  });

  test('a portal without a token has no engine', async () => {
    expectUsageError(await runHere([...PLAYED, 'no-token']), 'there is no usable token');
  });

  test.each([
    ['nowhere.yaml', undefined],
    ['broken.yaml', 'rules: [{ when: "(" }]'],
  ])('a script of answers that cannot be used: %s', async (name, content) => {
    const cwd = await folderWith();
    if (content) await writeFile(join(cwd, name), content);
    const outcome = await runHere([...PLAYED, 'healthy-chat', '--responder', name], { cwd });
    expectUsageError(outcome, name);
  });
});
