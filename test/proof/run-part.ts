/** One part of a proof as processes of its own: how it ended, what failed, and what it cost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Outcome } from './page.ts';
import type { Part } from './parts.ts';
import type { Ended } from './reporter.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const REPORTER = join(import.meta.dirname, 'reporter.ts');

/** Only a shell tells what all processes below it have used; Node knows its own. */
const WITH_TIMES = '"$@"; code=$?; times >"$TIMES"; exit $code';

/**
 * @param folder where the part may put files
 * @param figures the file that collects what tests count
 * @param signal ends the part before its end
 */
export async function runPart(
  { name, command, hasTests }: Part,
  { folder, figures, signal }: { folder: string; figures: string; signal: AbortSignal },
): Promise<Outcome> {
  const tests = join(folder, `${name}.tests`);
  const times = join(folder, `${name}.times`);
  const reporters = hasTests ? ['--reporter=dot', `--reporter=${REPORTER}`] : [];
  const startedAt = performance.now();
  const child = spawn('sh', ['-c', WITH_TIMES, 'sh', ...command, ...reporters], {
    cwd: ROOT,
    env: {
      ...process.env,
      PROOF_FIGURES: figures,
      PROOF_TESTS: tests,
      TIMES: times,
      ...(hasTests && { PROOF: '1' }),
    },
    // What it prints is for whoever waits; the page alone goes to standard output.
    stdio: ['ignore', 2, 2],
    detached: true,
  });
  const stop = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', stop);
  const [code] = (await once(child, 'exit')) as [number | null];
  signal.removeEventListener('abort', stop);
  const ended = signal.aborted ? 'stopped' : code === 0 ? 'passed' : 'failed';
  const counted = hasTests ? await readTests(tests) : [];
  const failed = counted.filter(({ state }) => state === 'failed').map(({ name }) => name);
  return {
    ended,
    failed: ended === 'failed' && failed.length === 0 ? [`ended with ${code}`] : failed,
    wall: (performance.now() - startedAt) / 1000,
    ...(hasTests && { tests: countsOf(counted) }),
    ...(await cpuIn(times)),
  };
}

/** All that had ended; a last line that was cut off is left out. */
async function readTests(file: string): Promise<Ended[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Ended);
}

function countsOf(ended: readonly Ended[]): Required<Outcome>['tests'] {
  const count = (wanted: Ended['state']) => ended.filter(({ state }) => state === wanted).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** Seconds, user's and system's together: `0m1.50s 0m0.25s` on the second line is that of the processes below. */
async function cpuIn(file: string): Promise<{ cpu?: number }> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, below = ''] = text.split('\n');
  const parts = [...below.matchAll(/(\d+)m([\d.,]+)s/g)];
  if (parts.length === 0) return {};
  return {
    cpu: parts.reduce((sum, [, min, sec]) => sum + Number(min) * 60 + Number(sec?.replace(',', '.')), 0),
  };
}
