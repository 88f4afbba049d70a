import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/program.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const BIN = join(ROOT, 'bin', 'opencx-hubspot');

export interface Outcome {
  code: number;
  out: string;
  err: string;
}

export interface Surroundings {
  env?: Record<string, string>;
  cwd?: string;
  stdin?: string;
  width?: number;
}

/** One command line in this process: real sockets and files, only the terminal is ours. */
export async function runHere(args: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  let out = '';
  let err = '';
  const io: Io = {
    env: around.env ?? {},
    cwd: around.cwd ?? tmpdir(),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readStdin: async () => around.stdin ?? '',
    width: around.width ?? 100,
    color: false,
    interactive: false,
    promptOutput: new PassThrough(),
    liveProgress: false,
    signal: new AbortController().signal,
  };
  const code = await run(args, io);
  return { code, out, err };
}

/** One command line as users run it: a process of its own, with a clean environment. */
export async function runProcess(args: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  const child = startProcess(args, around);
  const [out, err] = [collect(child, 'stdout'), collect(child, 'stderr')];
  child.stdin?.end(around.stdin ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, out: out(), err: err() };
}

export function startProcess(args: readonly string[], around: Surroundings = {}): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], {
    cwd: around.cwd ?? tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...around.env },
  });
}

function collect(child: ChildProcess, name: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
