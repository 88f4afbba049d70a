import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { folderWith } from '../config/folder.ts';
import { type Surroundings, type Terminal, terminal } from '../support/cli.ts';

interface Serving {
  printed: Terminal['printed'];
  /** As Ctrl-C does. @returns the exit code */
  stop(): Promise<number>;
}

/** `sandbox start`, until the test has finished. */
export async function serve(...args: readonly string[]): Promise<Serving> {
  const stopping = new AbortController();
  const { io, printed } = terminal({ signal: stopping.signal });
  const serving = new EventTarget();
  const ready = once(serving, 'ready');
  const done = run(['sandbox', 'start', ...args], {
    ...io,
    err: (text) => {
      io.err(text);
      serving.dispatchEvent(new Event('ready'));
    },
  });
  const stop = () => {
    stopping.abort();
    return done;
  };
  onTestFinished(() => void stop());
  await ready;
  return { printed, stop };
}

const VARIABLE = /^export (\w+)='(.*)'$/gm;

/** Environment, folder and arguments for the doctor, taken from the printed lines as a person would. */
export async function followed({
  out,
}: Terminal['printed']): Promise<{ args: string[]; around: Surroundings & { env: Record<string, string> } }> {
  const env = Object.fromEntries([...out.matchAll(VARIABLE)].map(([, name, value]) => [name, value]));
  const files = Object.fromEntries(
    [...out.matchAll(/^# .*, for (--[\w-]+): (.*)$/gm)].map(([, flag, content]) => [flag, content]),
  );
  const cwd = await folderWith(files);
  const line = /^# then: opencx-hubspot (.*)$/m.exec(out)?.[1] ?? '';
  const args = line.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'));
  return {
    args: [...args, ...Object.keys(files).flatMap((flag) => [flag, `./${flag}`])],
    around: { env, cwd },
  };
}
