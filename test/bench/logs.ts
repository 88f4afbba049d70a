import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../../src/core/report.ts';
import { type Figure, median } from './figures.ts';
import { type GeneratedLog, writeLog } from './log-generator.ts';
import { BIN } from './processes.ts';

/** Bytes: ten million rows. */
const SIZE = 1_200_000_000;
const SMALLER_SIZE = 200_000_000;
const WANTED_FREE = 3_000_000_000;
const RUNS = 3;

const GOAL_OF_JQ = 5;
const GOAL_OF_GREP = 3;
const GOAL_MEGABYTES = 200;
const LOOK_EVERY_MS = 20;

/** As a person would count them. */
const JQ = '[inputs | select(.status == 403 and (.body | contains("MISSING_SCOPES")))] | length';

interface Run {
  seconds: number;
  /** Highest resident memory; undefined where the system does not tell it. */
  megabytes: number | undefined;
  /** Rows with MISSING_SCOPES that it found. */
  found: number;
}

type Counter = (file: string) => Promise<Run>;

const ours: Counter = async (file) =>
  counted(await run(process.execPath, [BIN, 'logs', file, '--format', 'json']));

const oursFromStream: Counter = async (file) =>
  counted(await run(process.execPath, [BIN, 'logs', '-', '--format', 'json'], file));

const jq: Counter = async (file) => asCount(await run('jq', ['-n', JQ, file]));

const grep: Counter = async (file) => asCount(await run('grep', ['-c', 'MISSING_SCOPES', file]));

/**
 * A large log of one object a line, read by `logs` as users run it, and the same rows counted by jq and by grep. Runs
 * take turns, so that a busy machine is unfair to none; the file is in the page cache then.
 */
export async function logs(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  try {
    const { bavail, bsize } = await statfs(folder);
    const isRoomy = bavail * bsize >= WANTED_FREE;
    const file = join(folder, 'calls.ndjson');
    const generated = writeLog(file, isRoomy ? SIZE : SMALLER_SIZE);
    const hasJq = await isInstalled('jq');
    const counters = { ours, oursFromStream, grep, ...(hasJq && { jq }) };
    const figures = figuresOf(generated, await inTurns(counters, file, generated));
    return isRoomy
      ? figures
      : [...figures, { what: 'logs: under 3 GB are free', measured: 'a smaller log', bar: '' }];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @throws where one of them counts other rows than were written */
async function inTurns(
  counters: Record<string, Counter>,
  file: string,
  { missingScopes }: GeneratedLog,
): Promise<Record<string, Run[]>> {
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round < RUNS; round += 1) {
    for (const [name, count] of Object.entries(counters)) {
      const taken = await count(file);
      if (taken.found !== missingScopes)
        throw new Error(`${name} found ${taken.found} of ${missingScopes} rows.`);
      runs[name] = [...(runs[name] ?? []), taken];
    }
  }
  return runs;
}

function figuresOf({ bytes, rows }: GeneratedLog, runs: Record<string, Run[]>): Figure[] {
  const secondsOf = (name: string) => median((runs[name] ?? []).map(({ seconds }) => seconds));
  const rate = (seconds: number) =>
    `${seconds.toFixed(2)} s, ${(rows / seconds / 1e6).toFixed(2)} million rows/s`;
  const [time, grepTime] = [secondsOf('ours'), secondsOf('grep')];
  return [
    { what: `logs, ${(bytes / 1e9).toFixed(1)} GB of ${rows} rows`, measured: rate(time), bar: '' },
    {
      what: 'logs, the same from a stream, in one thread',
      measured: rate(secondsOf('oursFromStream')),
      bar: '',
    },
    besideJq(time, runs['jq'] && secondsOf('jq')),
    {
      what: 'logs beside grep -c MISSING_SCOPES',
      measured: `${(time / grepTime).toFixed(1)} x its ${grepTime.toFixed(2)} s`,
      bar: `${GOAL_OF_GREP} x`,
      met: time / grepTime <= GOAL_OF_GREP,
    },
    memory(runs['ours'] ?? []),
  ];
}

function besideJq(time: number, jqTime: number | undefined): Figure {
  const what = 'logs beside jq';
  const bar = `${GOAL_OF_JQ} x as fast`;
  if (jqTime === undefined) return { what, measured: 'not measured: jq is not installed', bar };
  const ratio = jqTime / time;
  return {
    what,
    measured: `${ratio.toFixed(1)} x as fast as its ${jqTime.toFixed(2)} s`,
    bar,
    met: ratio >= GOAL_OF_JQ,
  };
}

function memory(runs: readonly Run[]): Figure {
  const what = 'logs, highest memory';
  const bar = `${GOAL_MEGABYTES} MB`;
  const megabytes = runs.map((each) => each.megabytes).filter((each) => each !== undefined);
  if (megabytes.length === 0) return { what, measured: 'not measured: the system does not tell it', bar };
  const highest = Math.max(...megabytes);
  return { what, measured: `${Math.round(highest)} MB`, bar, met: highest <= GOAL_MEGABYTES };
}

interface Ended {
  seconds: number;
  megabytes: number | undefined;
  out: string;
}

/** @param input a file to be handed over as standard input */
async function run(command: string, args: readonly string[], input?: string): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir() },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  if (input === undefined) child.stdin.end();
  else createReadStream(input).pipe(child.stdin);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  const closed = once(child, 'close');
  const megabytes = await highestMemory(child.pid, closed);
  await closed;
  return { seconds: (performance.now() - startedAt) / 1_000, megabytes, out };
}

/** As the system keeps it for each process, asked for again and again until the process is gone. */
async function highestMemory(pid: number | undefined, closed: Promise<unknown>): Promise<number | undefined> {
  let isOver = false;
  closed.finally(() => {
    isOver = true;
  });
  let highest: number | undefined;
  while (!isOver) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes !== undefined) highest = Number(kilobytes) / 1_024;
    await Promise.race([closed, sleep(LOOK_EVERY_MS)]);
  }
  return highest;
}

function counted({ out, ...taken }: Ended): Run {
  const { log } = JSON.parse(out) as Report;
  const found = (log?.missingScopes ?? []).reduce((sum, { count }) => sum + count, 0);
  return { ...taken, found };
}

function asCount({ out, ...taken }: Ended): Run {
  return { ...taken, found: Number(out) };
}

async function isInstalled(command: string): Promise<boolean> {
  return run(command, ['--version']).then(
    () => true,
    () => false,
  );
}
