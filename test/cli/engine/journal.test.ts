/** `engine journal`: what came in and what became of it. */
import { readdir, truncate } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { JournalledEvent } from '../../../src/engine/journal/journal.ts';
import { folderWith } from '../../config/folder.ts';
import { ticketChange } from '../../engine/decide/builders.ts';
import { runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { CHAT } from './engine.ts';
import { chatMessage, DONE, FAILED, journalOf, MINUTE, OWNED_BY_A_REP, T0 } from './journals.ts';

const OTHER_THREAD = '8243595013';

/** One event of each ending: 1 done, 2 skipped, 3 failed, 4 done on a ticket, 5 open in another conversation. */
const oneOfEach = () =>
  journalOf(
    { outcome: DONE },
    { outcome: OWNED_BY_A_REP },
    { outcome: FAILED },
    { event: ticketChange({ occurredAt: T0 }), outcome: DONE },
    { event: chatMessage({ objectId: OTHER_THREAD, messageId: 'm5' }) },
  );

async function show(file: string, ...flags: readonly string[]) {
  return runHere(['engine', 'journal', '--journal', file, ...flags]);
}

/** Numbers of the events that are listed. */
async function listed(file: string, ...flags: readonly string[]): Promise<number[]> {
  const { code, out } = await show(file, ...flags);
  expect(code).toBe(0);
  return [...out.matchAll(/^ *#(\d+) /gm)].map(([, id]) => Number(id));
}

describe('the list', () => {
  test('shows each event on a line, oldest first, and how all of them ended', async () => {
    const { code, out, err } = await show(await oneOfEach());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n').filter((line) => line.startsWith('  #'));
    expect(lines[1]).toMatch(
      /^ {2}#2 {2}10:01:00 {2}conversation\.newMessage +8243601188 {2}skipped owner-not-ai-user$/,
    );
    expect(out).toMatch(/^2020-01-10 \(UTC\)\n/);
    expect(out).toMatch(/ failed timeout\n {6}HubSpot did not answer\.\n/);
    expect(out).toMatch(/ accepted\n/);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      ' 5 received: 2 done, 1 skipped (1 owner-not-ai-user), 1 failed (1 timeout), 1 open',
    );
  });

  test.each<[string, string[], number[]]>([
    ['a conversation', ['--thread', CHAT.threadId], [1, 2, 3]],
    [
      'the link of a conversation',
      ['--thread', `https://app.hubspot.com/live-messages/1020304/inbox/${CHAT.threadId}`],
      [1, 2, 3],
    ],
    ['how it ended', ['--status', 'done'], [1, 4]],
    ['being open', ['--status', 'accepted'], [5]],
    ['a reason', ['--reason', 'owner-not-ai-user'], [2]],
    ['a reason of failure', ['--reason', 'timeout'], [3]],
    ['a reason that none has', ['--reason', 'unreachable'], []],
    ['a time', ['--since', new Date(T0 + 3 * MINUTE).toISOString()], [4, 5]],
    ['a span', ['--since', '1h'], []],
    ['a number: the newest', ['--limit', '2'], [4, 5]],
    ['several at once', ['--status', 'done', '--thread', CHAT.threadId], [1]],
  ])('is narrowed down by %s', async (_, flags, ids) => {
    expect(await listed(await oneOfEach(), ...flags)).toEqual(ids);
  });

  test.each([
    ['--since', 'yesterday', 'It takes a span such as 90s, 30m, 2h or 7d'],
    ['--since', '3w', 'It takes a span such as 90s, 30m, 2h or 7d'],
    ['--status', 'finished', 'Allowed choices are accepted, begun, done'],
    ['--limit', '0', 'It takes a whole number from 1'],
    ['--id', 'm1', 'It takes a whole number from 1'],
    ['--thread', 'not a thread', 'thread'],
    ['--reason', 'owner-not-ai-usr', 'Did you mean owner-not-ai-user?'],
  ])('%s %s is wrong usage', async (flag, value, said) => {
    expectUsageError(await show(await oneOfEach(), flag, value), said);
  });
});

describe('for programs', () => {
  test('json is one document', async () => {
    const { out } = await show(await oneOfEach(), '--format', 'json');
    const document = JSON.parse(out);
    expect(Object.keys(document)).toEqual(['schemaVersion', 'counters', 'events']);
    expect(document).toMatchObject({
      schemaVersion: 1,
      counters: {
        received: 5,
        open: 1,
        done: 2,
        skipped: { 'owner-not-ai-user': 1 },
        failed: { timeout: 1 },
      },
    });
    expect(document.events.map(({ id }: JournalledEvent) => id)).toEqual([1, 2, 3, 4, 5]);
  });

  test('ndjson is one document on each line', async () => {
    const { out } = await show(await oneOfEach(), '--format', 'ndjson', '--status', 'done');
    const documents = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(documents).toMatchObject([
      { schemaVersion: 1, id: 1, status: 'done' },
      { schemaVersion: 1, id: 4, status: 'done' },
    ]);
  });

  test('an empty list is empty, and no failure', async () => {
    const file = await journalOf();
    expect(await show(file, '--format', 'ndjson')).toEqual({ code: 0, out: '', err: '' });
    expect(await show(file)).toMatchObject({ code: 0, out: '0 received: 0 done, 0 skipped, 0 failed\n' });
  });
});

describe('one event', () => {
  test('is told from its decision on', async () => {
    const { code, out } = await show(await oneOfEach(), '--id', '2');
    expect(code).toBe(0);
    expect(out).toMatch(/^#2 .* skipped owner-not-ai-user/);
    expect(out).toMatch(/10:01:00\.002Z {2}SKIP {2}owner-not-ai-user/);
    expect(out).toContain('skip  owner-gate');
  });

  test.each(['json', 'ndjson'])('is one document as %s', async (format) => {
    const { out } = await show(await oneOfEach(), '--id', '2', '--format', format);
    const document = JSON.parse(out);
    expect(document).toMatchObject({ schemaVersion: 1, id: 2, status: 'skipped' });
    expect(document.story).toMatchObject([
      { line: 1, kind: 'decision', data: { reason: 'owner-not-ai-user' } },
    ]);
    expect(out.trimEnd().includes('\n')).toBe(format === 'json');
  });

  test('that is not there is wrong usage', async () => {
    expectUsageError(await show(await oneOfEach(), '--id', '6'), 'The journal has no event 6.');
  });
});

describe('what is old', () => {
  test('is forgotten when it is pruned, and only that', async () => {
    const file = await oneOfEach();
    const before = new Date(T0 + 2 * MINUTE).toISOString();
    const { code, out, err } = await show(file, '--prune', before);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe(`2 ended events from before ${before} were forgotten.\n`);
    expect(await listed(file)).toEqual([3, 4, 5]);
  });

  test('is kept while it is open', async () => {
    const file = await oneOfEach();
    await show(file, '--prune', new Date(T0 + 60 * MINUTE).toISOString());
    expect(await listed(file)).toEqual([5]);
  });
});

describe.each([
  ['shown', []],
  ['pruned', ['--prune', '30d']],
  ['followed', ['--follow']],
  ['told of', ['--id', '1']],
])('a file that is no journal is not %s', (_, flags) => {
  test('because it is missing, and it is not made', async () => {
    const cwd = await folderWith();
    const outcome = await runHere(['engine', 'journal', ...flags], { cwd });
    expectUsageError(outcome, 'opencx-hubspot.journal does not exist.', '`opencx-hubspot engine start`');
    expect(await readdir(cwd)).toEqual([]);
  });

  test('because it holds something else', async () => {
    const cwd = await folderWith({ 'notes.txt': 'Buy milk.\n' });
    const outcome = await runHere(['engine', 'journal', '--journal', 'notes.txt', ...flags], { cwd });
    expectUsageError(outcome, 'notes.txt is not a journal of opencx-hubspot; it was left as it was.');
    expect(await readdir(cwd)).toEqual(['notes.txt']);
  });
});

test('a damaged journal is told in one line', async () => {
  const file = await oneOfEach();
  await truncate(file, 5_000);
  expectUsageError(await show(file), file, 'cannot be used');
});
