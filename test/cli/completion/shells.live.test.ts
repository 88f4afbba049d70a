/** The scripts in the shells that they are made for: each really sourced, each asking the built program. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCRIPTS, type Shell } from '../../../src/cli/completion/scripts.ts';
import { BIN, runHere } from '../../support/cli.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shells-'));
  await mkdir(join(folder, 'bin'));
  await symlink(BIN, join(folder, 'bin', 'opencx-hubspot'));
  for (const [shell, script] of Object.entries(SCRIPTS))
    await writeFile(join(folder, `script.${shell}`), script);
  await writeFile(join(folder, 'saved run.json'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program of the shell, started without anybody's settings; what it printed, line by line. */
async function inShell(shell: Shell, code: string): Promise<string[]> {
  const bare = { bash: ['--norc', '--noprofile'], zsh: ['-f'], fish: ['--no-config'] }[shell];
  const path = [join(folder, 'bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  const { stdout, stderr } = await promisify(execFile)(shell, [...bare, '-c', code], {
    cwd: folder,
    env: { PATH: path, HOME: folder, LC_ALL: 'C.UTF-8' },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

function isInstalled(shell: Shell): boolean {
  try {
    execFileSync(shell, ['-c', 'exit 0'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const SHELLS = ['bash', 'zsh', 'fish'] as const;

test.each(SHELLS)('completion %s prints the script and nothing else', async (shell) => {
  expect(await runHere(['completion', shell])).toEqual({ code: 0, out: SCRIPTS[shell], err: '' });
});

test.each(SHELLS)('the help of completion %s says how to take it in', async (shell) => {
  const { out } = await runHere(['completion', shell, '--help']);
  expect(out).toContain('In this shell:\n');
  expect(out).toContain('For good:\n');
});

/** bash hands over words already broken at `=`, as readline breaks them. */
async function inBash(...words: readonly string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  return inShell(
    'bash',
    `set -u; source script.bash; source script.bash
     COMP_WORDS=(opencx-hubspot ${quoted}); COMP_CWORD=${words.length}
     _opencx_hubspot; printf '%s\\n' "\${COMPREPLY[@]:-}"`,
  );
}

describe.skipIf(!isInstalled('bash'))('bash (skipped where it is not installed)', () => {
  test('completes opencx-hubspot, and falls back on files', async () => {
    expect(await inShell('bash', 'source script.bash; complete -p opencx-hubspot')).toEqual([
      'complete -o default -F _opencx_hubspot opencx-hubspot',
    ]);
  });

  test.each<[words: readonly string[], replies: readonly string[]]>([
    [['doc'], ['doctor']],
    [
      ['doctor', 'repl'],
      ['replies-not-delivered', 'replies-not-syncing'],
    ],
    [['doctor', '--form'], ['--format']],
    [['doctor', '--format', 'js'], ['json']],
    [['doctor', '--format', '=', 'js'], ['json']],
    [
      ['doctor', '--fail-on', '='],
      ['fail', 'warn', 'manual'],
    ],
    [['doctor', '--only', 'token,scopes/r'], ['token,scopes/required']],
    [['doctor', '--answer', 'webhooks.committed', '=', 'y'], ['yes']],
    [['engine', 'trigger', '--set', 'a', '=', 'b', 'new-'], ['new-message']],
    [['doctor', '--from', ''], []],
    [['doctor', '$(touch evaluated)', '--form'], ['--format']],
  ])('%j', async (words, replies) => {
    expect(await inBash(...words)).toEqual(replies);
  });

  test('evaluates nothing that was typed', async () => {
    await inBash('doctor', '$(touch evaluated)', '--form');
    expect(await inShell('bash', 'ls')).not.toContain('evaluated');
  });
});

/** With zsh's own functions for showing things replaced by ones that print. */
async function inZsh(...words: readonly string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  return inShell(
    'zsh',
    `compdef() { print -r -- "compdef $*" > compdef.txt }
     _describe() { print -rl -- "\${(@P)2}" }
     _files() { print -r -- FILES }
     compset() { return 1 }
     source ./script.zsh
     words=(opencx-hubspot ${quoted}); CURRENT=${words.length + 1}; PREFIX='${words.at(-1) ?? ''}'
     _opencx-hubspot; true`,
  );
}

describe.skipIf(!isInstalled('zsh'))('zsh (skipped where it is not installed)', () => {
  test('completes opencx-hubspot', async () => {
    await inZsh('doc');
    expect(await inShell('zsh', 'cat compdef.txt')).toEqual(['compdef _opencx-hubspot opencx-hubspot']);
  });

  test.each<[words: readonly string[], shown: readonly string[]]>([
    [['doc'], ['doctor:find out what is wrong']],
    [['doctor', '--format', 'js'], ['json:']],
    [['doctor', '--format=js'], ['--format=json:']],
    [['doctor', '--only', 'token,scopes/r'], ['token,scopes/required:Every required scope is granted']],
    [
      ['engine', 'start', '--deliver', ''],
      ['console:', 'FILES'],
    ],
    [['doctor', '--from', ''], ['FILES']],
    [['doctor', '--thread', ''], []],
  ])('%j', async (words, shown) => {
    expect(await inZsh(...words)).toEqual(shown);
  });
});

describe.skipIf(!isInstalled('fish'))('fish (skipped where it is not installed)', () => {
  test.each<[line: string, shown: readonly string[]]>([
    ['doc', ['doctor\tfind out what is wrong']],
    ['doctor --format js', ['json']],
    ['doctor --format=js', ['--format=json']],
    ['doctor --only token,scopes/r', ['token,scopes/required\tEvery required scope is granted']],
    ['doctor --from sav', ['saved run.json']],
    ['doctor --from=sav', ['--from=saved run.json']],
    ['doctor --thread ', []],
  ])('%s', async (line, shown) => {
    expect(await inShell('fish', `source script.fish; complete -C 'opencx-hubspot ${line}'`)).toEqual(shown);
  });
});
