/** One part of a proof as processes of its own: how it ended, what failed, and what it cost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { Outcome } from './page.ts';
import type { Part } from './parts.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Only a shell tells what all processes below it have used; Node knows its own. */
const WITH_TIMES = '"$@"; code=$?; times >"$TIMES"; exit $code';

/** As far as vitest's JSON reporter is read. */
interface Results {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: readonly {
    name: string;
    message?: string;
    assertionResults: readonly { status: string; fullName: string }[];
  }[];
}

/**
 * @param folder where the part may put files
 * @param figures the file that collects what tests count
 * @param signal ends the part before its end
 */
export async function runPart(
  { name, command, hasTests }: Part,
  { folder, figures, signal }: { folder: string; figures: string; signal: AbortSignal },
): Promise<Outcome> {
  const results = join(folder, `${name}.json`);
  const times = join(folder, `${name}.times`);
  const reporters = hasTests ? ['--reporter=dot', '--reporter=json', `--outputFile.json=${results}`] : [];
  const startedAt = performance.now();
  const child = spawn('sh', ['-c', WITH_TIMES, 'sh', ...command, ...reporters], {
    cwd: ROOT,
    env: { ...process.env, PROOF_FIGURES: figures, TIMES: times, ...(hasTests && { PROOF: '1' }) },
    // What it prints is for whoever waits; the page alone goes to standard output.
    stdio: ['ignore', 2, 2],
    detached: true,
  });
  const stop = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', stop);
  const [code] = (await once(child, 'exit')) as [number | null];
  signal.removeEventListener('abort', stop);
  const counted = hasTests ? await readResults(results) : undefined;
  return {
    part: name,
    ended: signal.aborted ? 'stopped' : code === 0 ? 'passed' : 'failed',
    failed: code === 0 || signal.aborted ? [] : namesOf(counted, code),
    wall: (performance.now() - startedAt) / 1000,
    ...(counted && { tests: countsOf(counted) }),
    ...(await cpuIn(times)),
  };
}

async function readResults(file: string): Promise<Results | undefined> {
  return readFile(file, 'utf8').then(JSON.parse, () => undefined);
}

function countsOf({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }: Results) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function namesOf(results: Results | undefined, code: number | null): string[] {
  const names = (results?.testResults ?? []).flatMap(({ name, message = '', assertionResults }) => {
    const file = name.slice(ROOT.length + 1);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length > 0) return failed.map(({ fullName }) => `${file}: ${fullName}`);
    return message === '' ? [] : [`${file}: ${message.split('\n')[0]}`];
  });
  return names.length > 0 ? names : [`ended with ${code}`];
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
