import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');
export const BIN = join(ROOT, 'bin', 'opencx-hubspot');
const USED = join(import.meta.dirname, 'used.cjs');

export interface Timed {
  /** From the start of the process until it is gone. */
  milliseconds: number;
  /** Milliseconds of all processors, which a busy machine disturbs less. */
  cpu: number;
  code: number | null;
  out: string;
}

/** Runs `node` with arguments as a process of its own, in a clean environment, and takes its time. */
export async function timed(args: readonly string[], env: Record<string, string> = {}): Promise<Timed> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--require', USED, ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const [, used = Number.NaN] = /\nused ([\d.]+)$/.exec(err) ?? [];
  return { milliseconds: performance.now() - startedAt, cpu: Number(used), code, out };
}

/** As `timed`, for a command that must succeed to mean anything. */
export async function succeeding(args: readonly string[], env: Record<string, string> = {}): Promise<Timed> {
  const run = await timed(args, env);
  if (run.code === 0) return run;
  throw new Error(`node ${args.join(' ')} ended with ${run.code}; is the project built (npm run build)?`);
}
