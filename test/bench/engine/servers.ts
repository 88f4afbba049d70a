import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A server that runs as a process of its own. */
export interface Served {
  url: string;
  close(): Promise<void>;
}

export async function serve(...args: ['bare'] | ['intake', string]): Promise<Served> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const url = String(line).trim();
  if (!URL.canParse(url)) throw new Error(`The ${args[0]} server did not start.`);
  return { url, close: () => ended(child, 'SIGTERM') };
}

/** Ends a process and waits until it is gone. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
