import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/program.ts';
import { createRedactor } from '../../src/redact/redactor.ts';

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
  stdin?: string | Uint8Array;
  width?: number;
  /** Colour on standard output. */
  color?: boolean;
  /** For runs in this process: whether a person is there to answer, and what Ctrl-C aborts. */
  interactive?: boolean;
  signal?: AbortSignal;
}

/** One command line in this process: real sockets and files, only the terminal is ours. */
export async function runHere(args: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  const { io, printed } = terminal(around);
  const code = await run(args, io);
  return { code, ...printed };
}

export interface Terminal {
  io: Io;
  /** What was printed so far. */
  printed: { out: string; err: string };
}

/** A terminal of ours. */
export function terminal(around: Surroundings = {}): Terminal {
  const printed = { out: '', err: '' };
  const io: Io = {
    env: around.env ?? {},
    cwd: around.cwd ?? tmpdir(),
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    tell: (text) => {
      printed.err += text;
    },
    handOver: async (text) => {
      printed.out += text;
    },
    redactor: createRedactor([]),
    readStdin: async () => Buffer.from(around.stdin ?? '').toString('utf8'),
    stdin: () => pieceOf(around.stdin ?? ''),
    width: around.width ?? 100,
    color: around.color ?? false,
    ascii: false,
    interactive: around.interactive ?? false,
    promptOutput: new PassThrough(),
    liveProgress: false,
    signal: around.signal ?? new AbortController().signal,
    endsWithin: () => {},
    heedsHangup: () => {},
    onUncaught: () => () => {},
    takeStreams: () => ({ requests: new PassThrough(), answers: new PassThrough() }),
  };
  return { io, printed };
}

/** Standard input that ends after one piece. */
async function* pieceOf(stdin: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(stdin);
}

/** One command line as users run it: a process of its own, with a clean environment. */
export async function runProcess(args: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  const child = startProcess(args, around);
  const printed = listening(child);
  child.stdin?.end(around.stdin ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, ...printed };
}

export function startProcess(
  args: readonly string[],
  around: Surroundings = {},
  stdio: StdioOptions = 'pipe',
): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], {
    stdio,
    cwd: around.cwd ?? tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...around.env },
  });
}

/** What a process prints, kept up as it comes. */
export function listening(child: ChildProcess): Terminal['printed'] {
  const printed = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    printed.out += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    printed.err += chunk;
  });
  return printed;
}
