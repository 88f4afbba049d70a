/** The process itself: what it is started with, and what it prints into. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { BIN, listening, ROOT, runProcess, startProcess } from '../support/cli.ts';
import { expectNoStackTrace } from './expectations.ts';

const OTHER_NODE = '/usr/bin/node';
const WANTED = [22, 19] as const;

/** Standard error and exit code of a program that is expected to fail. */
async function failureOf(program: string, args: readonly string[]) {
  const failed = promisify(execFile)(program, args).then(() => 'it succeeded');
  return failed.catch(({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }));
}

async function versionOf(node: string): Promise<string | undefined> {
  return promisify(execFile)(node, ['--version']).then(
    ({ stdout }) => stdout.trim().slice(1),
    () => undefined,
  );
}

test('an older Node is told which one is wanted', async ({ skip }) => {
  const version = await versionOf(OTHER_NODE);
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const isOld = version !== undefined && (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1]));
  skip(!isOld, `${OTHER_NODE} is ${version ?? 'missing'}, not older than ${WANTED.join('.')}`);
  const failure = await failureOf(OTHER_NODE, [BIN, 'doctor']);
  expect(failure).toMatchObject({ code: 2, out: '' });
  expect(failure).toHaveProperty('err', expect.stringMatching(/^opencx-hubspot needs Node 22\.19 [^\n]+\n$/));
  expect(failure).toHaveProperty('err', expect.stringContaining(`this is ${version}`));
});

test('the versions that are wanted are those of package.json', async () => {
  const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  expect(engines.node).toBe(`>=${WANTED.join('.')}`);
});

test('a checkout that is not built says how to build it', async () => {
  const folder = await folderWith();
  await cp(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
  const failure = await failureOf(process.execPath, [join(folder, 'bin', 'opencx-hubspot'), 'doctor']);
  expect(failure).toMatchObject({ code: 2, out: '' });
  expect(failure).toHaveProperty('err', expect.stringMatching(/^opencx-hubspot is not built yet: [^\n]+\n$/));
});

describe('standard output', () => {
  const BROKEN = ['doctor', '--sandbox', 'reply-internal', '--no-input'];

  test('holds the report alone, on a pipe', async () => {
    const { code, out, err } = await runProcess([...BROKEN, '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).causes[0].id).toBe('reply-internal');
    expect(err).toBe('Asking HubSpot and OpenCX ...\n');
  });

  test('may be left by its reader: the exit code still says what was found', async () => {
    const child = startProcess(BROKEN);
    const printed = listening(child);
    child.stdout?.destroy();
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(printed.err).toBe('Asking HubSpot and OpenCX ...\n');
  });

  test('may be left together with standard error', async () => {
    const child = startProcess(BROKEN);
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect(await once(child, 'exit')).toEqual([1, null]);
  });

  test('that is full is told in one line', async ({ skip }) => {
    const full = await open('/dev/full', 'w').catch(() => undefined);
    if (!full) return skip('there is no /dev/full on this machine');
    const child = startProcess(['checks'], {}, ['ignore', full.fd, 'pipe']);
    const printed = listening(child);
    const [code] = await once(child, 'close');
    await full.close();
    expect(code).toBe(2);
    expect(printed.err).toBe('opencx-hubspot: standard output cannot be written to (ENOSPC).\n');
  });
});

test('a mistake is told without a stack trace', async () => {
  const { code, out, err } = await runProcess(['doctor', 'replies-not-sincing']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Did you mean replies-not-syncing?');
  expectNoStackTrace(err);
});

test('a token is read from standard input', async () => {
  const { code, out } = await runProcess(
    ['doctor', '--token-file', '-', '--offline', '--no-input', '--only', 'token/format'],
    { stdin: 'pat-na1-00000000-0000-0000-0000-000000000000\n' },
  );
  expect(out).toContain('1 pass');
  expect(code).toBe(0);
});
