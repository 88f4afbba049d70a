import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { type Surroundings, type Terminal, terminal } from '../support/cli.ts';

interface Serving {
  printed: Terminal['printed'];
  /** As Ctrl-C does. @returns the exit code */
  stop(): Promise<number>;
}

/** `sandbox start`, until the test has finished. */
export async function serve(...args: readonly string[]): Promise<Serving> {
  return serveIn({}, ...args);
}

/** ... with a folder or an environment of its own. */
export async function serveIn(around: Surroundings, ...args: readonly string[]): Promise<Serving> {
  const stopping = new AbortController();
  const { io, printed } = terminal({ ...around, signal: stopping.signal });
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

/** Environment and arguments for the doctor, taken from the printed lines as a person would. */
export function followed({ out }: Terminal['printed']): {
  args: string[];
  around: Surroundings & { env: Record<string, string> };
} {
  const env = Object.fromEntries([...out.matchAll(VARIABLE)].map(([, name, value]) => [name, value]));
  const line = /^# then: opencx-hubspot (.*)$/m.exec(out)?.[1] ?? '';
  return { args: line.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1')), around: { env } };
}
