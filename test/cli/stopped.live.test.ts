/** Whatever a command waits for, SIGTERM and SIGINT end it: soon, with a sentence, and with nothing held. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../src/engine/journal/sqlite/journal.ts';
import { folderWith } from '../config/folder.ts';
import { listening, runHere, startProcess, type Terminal } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { portal, until } from './engine/engine.ts';
import { FAILED, writeJournal } from './engine/journals.ts';
import { silentHost, TOKEN } from './hosts.ts';

/** Milliseconds, which only what hangs may meet on a busy machine: the commands themselves end within one second. */
const SOON = 6_000;

const SIGNALS = { SIGTERM: 143, SIGINT: 130 } as const;

/** A command that waits. */
interface Waiting {
  args: readonly string[];
  env?: Record<string, string>;
  /** Resolves when it waits; looked at is what it prints. */
  waits(printed: Terminal['printed']): boolean | Promise<boolean>;
}

interface Row {
  /** Exit code; that of the signal when left out. */
  code?: number;
  says: RegExp;
  of(cwd: string): Promise<Waiting>;
}

const says = (words: RegExp) => (printed: Terminal['printed']) => words.test(printed.out + printed.err);

function pipeIn(cwd: string): string {
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  return 'pipe';
}

async function silent(args: readonly string[]): Promise<Waiting> {
  const { url, asked } = await silentHost();
  return {
    args,
    env: { HUBSPOT_API_URL: url, OPENCX_API_URL: url, HUBSPOT_ACCESS_TOKEN: TOKEN },
    waits: () => asked.then(() => true),
  };
}

/** Long enough for a program to be loaded, and to wait for what never comes. */
async function aWhile(): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return true;
}

const DEAD = { HUBSPOT_API_URL: 'http://127.0.0.1:9', HUBSPOT_ACCESS_TOKEN: TOKEN };

async function failedJournal(cwd: string): Promise<void> {
  await writeJournal(join(cwd, 'opencx-hubspot.journal'), [{ outcome: FAILED }]);
}

const ROWS: Record<string, Row> = {
  'engine start, which waits for HubSpot': {
    says: /^\nInterrupted; nothing was written\.\n$/,
    of: () => silent(['engine', 'start', '--port', '0']),
  },
  'engine start, which takes events': {
    code: 0,
    says: /Stopping: .*\n0 received: 0 done, 0 skipped, 0 failed\n$/,
    of: async () => ({
      args: ['engine', 'start', '--port', '0'],
      env: (await portal()).env,
      waits: says(/^Taking events at/m),
    }),
  },
  'engine start, which waits for the writer of a pipe': {
    says: /^\nInterrupted; what was under way was not waited for\.\n$/,
    of: async (cwd) => ({
      args: ['engine', 'start', '--port', '0', '--responder', pipeIn(cwd)],
      env: DEAD,
      waits: aWhile,
    }),
  },
  'engine start --sandbox, which waits for the writer of a pipe': {
    says: /Interrupted; what was under way was not waited for\.\n$/,
    of: async (cwd) => ({
      args: ['engine', 'start', '--sandbox', 'healthy-chat', '--responder', pipeIn(cwd)],
      waits: aWhile,
    }),
  },
  'engine start --sandbox, in the middle of its story': {
    says: /Stopping: /,
    of: async (cwd) => ({
      args: ['engine', 'start', '--sandbox', 'healthy-chat', '--deliver', pipeIn(cwd)],
      waits: says(/^AI\s/m),
    }),
  },
  'engine start --sandbox --stay, when the story is over': {
    code: 0,
    says: /Stopping: /,
    of: async () => ({
      args: ['engine', 'start', '--sandbox', 'healthy-chat', '--no-delays', '--stay', '--journal', 'a'],
      waits: says(/The engine goes on at/),
    }),
  },
  'engine replay, which waits for HubSpot': {
    says: /^\nInterrupted; nothing was written\.\n$/,
    of: async (cwd) => {
      await failedJournal(cwd);
      return silent(['engine', 'replay', '--failed', '--run']);
    },
  },
  'engine replay, which waits for the writer of a pipe': {
    says: /^\nInterrupted; what was under way was not waited for\.\n$/,
    of: async (cwd) => {
      await failedJournal(cwd);
      return {
        args: ['engine', 'replay', '--failed', '--run', '--responder', pipeIn(cwd)],
        env: DEAD,
        waits: aWhile,
      };
    },
  },
  'engine trigger, which waits for an engine': {
    says: /^\nInterrupted after 0 answers; nothing more is sent\.\n$/,
    of: async () => {
      const { url, asked } = await silentHost();
      return {
        args: ['engine', 'trigger', 'new-message', '--url', url],
        waits: () => asked.then(() => true),
      };
    },
  },
  'engine journal --follow': {
    code: 0,
    says: /^#1 /m,
    of: async (cwd) => {
      await failedJournal(cwd);
      return { args: ['engine', 'journal', '--follow'], waits: says(/^#1 /m) };
    },
  },
  'sandbox exec, whose command has not handled it': {
    says: /^up\n$/,
    of: async () => ({
      args: ['sandbox', 'exec', 'healthy-chat', '--', process.execPath, '-e', FOR_EVER],
      waits: says(/^up$/m),
    }),
  },
  'doctor --wait, between two looks': {
    says: /\nInterrupted; nothing was written\.\n$/,
    of: async () => ({
      args: ['doctor', '--sandbox', 'owner-not-ai-user', '--no-input', '--wait', '600s'],
      waits: says(/looking again in/),
    }),
  },
  'doctor recheck --wait': {
    says: /\nInterrupted; nothing was written\.\n$/,
    of: async (cwd) => {
      const saved = ['doctor', '--sandbox', 'owner-not-ai-user', '--no-input', '--save', 'before.json'];
      await runHere(saved, { cwd });
      const { sandbox, env } = await portal('owner-not-ai-user');
      const { thread = '', defaultUserId = '' } = sandbox.given;
      return {
        args: ['doctor', 'recheck', 'owner-not-ai-user', '--from', 'before.json', '--wait', '600s'],
        env: {
          ...env,
          OPENCX_API_URL: sandbox.openCxUrl,
          OPENCX_DEFAULT_USER_ID: defaultUserId ?? '',
          THREAD: thread,
        },
        waits: says(/looking again in/),
      };
    },
  },
};

const FOR_EVER = 'console.log("up"); setInterval(() => {}, 1000)';

const names = Object.keys(ROWS).flatMap((name) =>
  (PROOF ? (['SIGTERM', 'SIGINT'] as const) : (['SIGTERM'] as const)).map(
    (signal) => [name, signal] as const,
  ),
);

test.each(names)('%s is ended by %s', async (name, signal) => {
  const row = ROWS[name] as Row;
  const cwd = await folderWith();
  const { args, env = {}, waits } = await row.of(cwd);
  const child = startProcess(args, { env, cwd });
  const printed = listening(child);
  const ended = once(child, 'close');
  await until(() => child.exitCode !== null || waits(printed));
  const url = /at (http:\/\/\S+?)[,\n]/.exec(printed.err)?.[1];
  const signalledAt = performance.now();
  child.kill(signal);
  expect(await ended, printed.err).toEqual([row.code ?? SIGNALS[signal], null]);
  expect(performance.now() - signalledAt).toBeLessThan(SOON);
  expect(printed.out + printed.err).toMatch(row.says);
  if (url !== undefined) await expectFree(url);
  await expectFreeJournals(cwd);
});

async function expectFree(url: string): Promise<void> {
  const server = createServer().listen(Number(new URL(url).port), '127.0.0.1');
  await once(server, 'listening');
  server.close();
}

/** Nothing holds a journal, and none was left behind that holds nothing. */
async function expectFreeJournals(cwd: string): Promise<void> {
  for (const name of await readdir(cwd)) {
    if (!/journal$|^a$/.test(name)) continue;
    const journal = await openSqliteJournal(join(cwd, name));
    await journal.close();
  }
}
