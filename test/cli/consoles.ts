/** A console as it is started from a terminal, in this process. */
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { terminal } from '../support/cli.ts';
import { until } from './engine/engine.ts';

/** Where it is, and the key to it. */
export const WHERE = /^The console is at (http:\S+)#key=(\S+)$/m;

/** Asks the console that was told of, as its page does. */
export async function askConsole<T>(printed: { err: string }, path: string): Promise<T> {
  const [, address = '', key] = WHERE.exec(printed.err) ?? [];
  const response = await fetch(new URL(path, address), { headers: { Authorization: `Bearer ${key}` } });
  return (await response.json()) as T;
}

export async function consoleHere(args: readonly string[], env: Record<string, string> = {}) {
  const stopping = new AbortController();
  const { io, printed } = terminal({ env, signal: stopping.signal });
  const done = run(['console', ...args], io);
  const stop = () => {
    stopping.abort();
    return done;
  };
  onTestFinished(async () => void (await stop()));
  await until(() => /Stop with Ctrl-C/.test(printed.err));
  return { printed, stop };
}
