import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A server that runs as a process of its own. */
export interface Served {
  url: string;
  /** Milliseconds of a processor that it has used until now. */
  used(): Promise<number>;
  close(): Promise<void>;
}

export async function serve(
  ...args: ['bare'] | ['durable' | 'intake' | 'busy', journal: string]
): Promise<Served> {
  const { said, ...served } = await start(args);
  return { url: said, ...served };
}

/** An intake whose journal a console shows. */
export interface Watched extends Served {
  /** Of the console, with the key behind the `#`. */
  consoleUrl: string;
}

export async function serveWatched(journal: string): Promise<Watched> {
  const { said, ...served } = await start(['watched', journal]);
  const [url = '', consoleUrl = ''] = said.split(' ');
  return { url, consoleUrl, ...served };
}

async function start(args: readonly string[]): Promise<Omit<Served, 'url'> & { said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [line] = await Promise.race([once(child.stdout as Readable, 'data'), once(child, 'exit')]);
  const said = String(line).trim();
  if (!said.startsWith('http')) throw new Error(`The ${args[0]} server did not start.`);
  return {
    said,
    async used() {
      const answered = once(child, 'message') as Promise<[NodeJS.CpuUsage]>;
      child.send('used');
      const [{ user, system }] = await answered;
      return (user + system) / 1_000;
    },
    close: () => ended(child, 'SIGTERM'),
  };
}

/** Ends a process and waits until it is gone. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
