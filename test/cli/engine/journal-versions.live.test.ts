/** What each command does with a journal of another version, or with a file that was cut. */
import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../src/engine/journal/sqlite/schema.ts';
import { folderWith } from '../../config/folder.ts';
import { writeVersion1 } from '../../engine/journal/sqlite/version-1.ts';
import { runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { engineHere, entriesOf, eventsIn, portal, until } from './engine.ts';

/** Commands that only read a journal. */
const READING: readonly (readonly string[])[] = [
  ['engine', 'journal'],
  ['engine', 'journal', '--id', '1'],
  ['engine', 'journal', '--follow'],
  ['engine', 'replay', '--failed'],
  ['explain'],
  ['console'],
  ['doctor', '--no-input', '--offline'],
];

const WRITING: readonly (readonly string[])[] = [
  ['engine', 'journal', '--prune', '7d'],
  ['engine', 'replay', '--failed', '--run'],
  ['engine', 'start', '--port', '0'],
  ['engine', 'start', '--sandbox', 'healthy-chat'],
];

const named = (commands: readonly (readonly string[])[]) =>
  commands.map((args) => [args.join(' '), args] as const);

async function version1(more = ''): Promise<string> {
  const file = join(await folderWith(), 'engine.journal');
  writeVersion1(file);
  if (more) inDatabase(file, more);
  return file;
}

function inDatabase(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

async function expectRefused(args: readonly string[], file: string, ...said: readonly string[]) {
  const [before, { env }] = await Promise.all([readFile(file), portal()]);
  expectUsageError(await runHere([...args, '--journal', file], { env }), file, ...said);
  expect(await readFile(file)).toEqual(before);
}

describe('an older journal', () => {
  test.each(named(READING))('%s names it and what to do', async (_, args) => {
    await expectRefused(
      args,
      await version1(),
      'is of version 1',
      `this one reads version ${SCHEMA_VERSION}`,
      '`engine start`',
    );
  });

  test('named in the configuration is named by the doctor too', async () => {
    const cwd = await folderWith({ 'opencx-hubspot.config.json': '{"journal": "engine.journal"}' });
    writeVersion1(join(cwd, 'engine.journal'));
    const outcome = await runHere(['doctor', '--no-input', '--offline'], { cwd });
    expectUsageError(outcome, join(cwd, 'engine.journal'), 'is of version 1');
  });

  test('is brought up to date by an engine, which goes on where the older one stood', async () => {
    const [file, { env }] = await Promise.all([version1(), portal()]);
    const engine = await engineHere(['--journal', file, '--default-user', 'A-7001'], { env, cwd: '/' });
    await until(async () => (await eventsIn(file, '--status', 'accepted')).length === 0);
    expect(await engine.stop()).toBe(0);
    const events = await eventsIn(file);
    expect(events.map(({ id, status }) => `${id} ${status}`)).toEqual([
      '1 done',
      '2 skipped',
      '3 done',
      '4 interrupted',
      // The portal does not have its message.
      '5 failed',
    ]);
    expect((await entriesOf(file, 1)).story.map(({ kind }) => kind)).toEqual([
      'decision',
      'effect-begun',
      'effect-done',
    ]);
  });

  test('is brought up to date by --prune, which forgets what it was asked to forget and no more', async () => {
    const file = await version1();
    const { code, err } = await runHere(['engine', 'journal', '--journal', file, '--prune', '2020-01-01']);
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringMatching(/^0 ended events /) });
    expect(await eventsIn(file)).toHaveLength(5);
  });

  test.each(named(WRITING))(
    '%s leaves it as it was where it cannot be brought up to date',
    async (_, args) => {
      const file = await version1('ALTER TABLE pending_close ADD COLUMN event_id INTEGER');
      await expectRefused(
        args,
        file,
        `of version 1 could not be brought up to version ${SCHEMA_VERSION} and was left as it was`,
      );
    },
  );
});

describe.each(named([...READING, ...WRITING]))('%s', (_, args) => {
  test('refuses a newer journal by name', async () => {
    const file = await version1('PRAGMA user_version = 99');
    await expectRefused(args, file, 'is of version 99, written by a newer version', 'Update opencx-hubspot');
  });

  test('refuses a journal of a version that there never was', async () => {
    const file = await version1('PRAGMA user_version = 0');
    await expectRefused(args, file, 'is of version 0, which no opencx-hubspot has written');
  });

  test('refuses what is no journal', async () => {
    const file = join(await folderWith(), 'other.db');
    inDatabase(file, 'CREATE TABLE customer (name TEXT)');
    await expectRefused(args, file, 'is not a journal of opencx-hubspot; it was left as it was');
  });

  test('refuses a journal that was cut', async () => {
    const file = await version1();
    await truncate(file, 10_000);
    await expectRefused(args, file, 'cannot be used, it is damaged');
  });
});
