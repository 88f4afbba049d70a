/** What a person gets who names no log, or one that is none. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CALL_FIELDS } from '../../src/logs/fields/roles.ts';
import { folderWith } from '../config/folder.ts';
import { ROOT, runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const LOGS = join(ROOT, 'fixtures', 'logs');

test('without a file it says where to get one', async () => {
  const outcome = await runHere(['logs'], { cwd: LOGS });
  expectUsageError(
    outcome,
    'No API-call log was named',
    'Logs tab',
    'hs app logs --json',
    'your own proxy',
    'standard input',
  );
  // What a browser keeps of HubSpot's pages are calls of theirs, which are never judged.
  expect(outcome.err).not.toContain('HAR');
});

test('a flag that took the file is told so', async () => {
  const outcome = await runHere(['logs', '--status', '403', '--route', 'owners', 'healthy.csv'], {
    cwd: LOGS,
  });
  expectUsageError(outcome, 'No API-call log was named', 'Name the files first');
});

test('the help names every field that --map takes', async () => {
  const { out } = await runHere(['logs', '--help'], { width: 1_000 });
  const named = /name does not say so: ([\w, ]+)/.exec(out)?.[1]?.split(', ');
  expect(named?.toSorted()).toEqual(CALL_FIELDS.toSorted());
});

const UNUSABLE: readonly [args: readonly string[], ...said: string[]][] = [
  [['missing.csv'], 'missing.csv does not exist'],
  [['healthy.csv', 'missing.csv'], 'missing.csv does not exist'],
  [['.'], 'is a folder'],
  [['no-request-columns.csv'], 'no-request-columns.csv', '--map'],
  [['not-a-log.html'], 'not-a-log.html'],
  [['no-calls.har'], 'no-calls.har', 'holds no calls'],
  [['healthy.csv', 'no-calls.har'], 'no-calls.har', 'holds no calls'],
  [['healthy.csv', 'healthy.csv'], 'healthy.csv was named twice'],
  [['healthy.csv', '../logs/healthy.csv'], '../logs/healthy.csv was named twice'],
  [['-', '-'], 'standard input was named twice'],
  [['-'], 'standard input'],
  [['healthy.csv', '--map', 'Response code'], '--map takes column=field'],
  [['healthy.csv', '--map', 'Response code=stats'], 'knows no field "stats"', 'nearest one is "status"'],
  [['healthy.csv', '--map', 'Response cod=status'], 'no column "Response cod"'],
  [['healthy.csv', '--since', 'yesterday'], '"yesterday" is no time'],
  [['healthy.csv', '--since', '2026-11-03', '--until', '2026-11-02'], '--until lies before --since'],
  [['healthy.csv', '--route', ''], '--route takes a part of a path'],
  [['healthy.csv', '--status', 'forbidden'], '"forbidden" is no status'],
  [['healthy.csv', '--format', 'junit'], "'junit' is invalid", 'text, brief, json, ndjson, markdown, html'],
  [['healthy.csv', '--fail-on', 'wran'], "'wran' is invalid", 'fail, warn, manual'],
  [['healthy.csv', '--output', 'missing/report.txt'], 'lies in a folder that does not exist'],
];

test.each(UNUSABLE)('%j: says what is wrong with it', async (args, ...said) => {
  expectUsageError(await runHere(['logs', ...args], { cwd: LOGS }), ...said);
});

test('an empty file is no log', async () => {
  const cwd = await folderWith({ 'empty.csv': '' });
  expectUsageError(await runHere(['logs', 'empty.csv'], { cwd }), 'empty.csv', 'is empty');
});

test('the help says where logs come from and how it ends', async () => {
  const { code, out } = await runHere(['logs', '--help']);
  expect(code).toBe(0);
  for (const words of ['Where a log comes from', 'hs app logs', '--only-errors', 'Exit codes']) {
    expect(out).toContain(words);
  }
});
