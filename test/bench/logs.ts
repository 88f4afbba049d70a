import { existsSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import type { Report } from '../../src/core/report.ts';
import { type Figure, median } from './figures.ts';
import { CSV_SHAPES } from './logs/csv-shapes.ts';
import { HAR_SHAPES } from './logs/har-shapes.ts';
import { NDJSON_SHAPES } from './logs/ndjson-shapes.ts';
import { isInstalled, type Run, run } from './logs/run.ts';
import { type Shape, type WrittenLog, writeLog } from './logs/shape.ts';
import { BIN } from './processes.ts';

/** Bytes of each log; `BENCH_LOG_MB=5` for a look at whether all of it works. */
const SIZE = Number(env['BENCH_LOG_MB'] ?? 300) * 1_000_000;
const RUNS = SIZE < 100_000_000 ? 1 : 3;

/** The goals: a part of what jq takes, times what a reader takes that only counts, megabytes, times the log's size. */
const SHARE_OF_JQ = 1 / 3;
const TIMES_PLAIN = 1.5;
const MEGABYTES = 200;
const TIMES_SIZE = 3;

const PLAIN_READER = join(import.meta.dirname, 'logs', 'plain-reader.ts');
const DUCKDB = join(import.meta.dirname, 'logs', 'duckdb');

const READERS = ['ours', 'jq', 'DuckDB', 'plain'] as const;
type Reader = (typeof READERS)[number];
type Counted = Run & { found: number };
type Count = (file: string) => Promise<Counted>;

/**
 * Logs of each form in several shapes, read by `logs` as users run it, and the same question put to jq, DuckDB and a
 * plain reader in JavaScript. Runs take turns, so that a busy machine is unfair to none; the file is in the page cache
 * then. The time is that of the processor, in all threads.
 */
export async function logs(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  try {
    const { bavail, bsize } = await statfs(folder);
    const size = Math.min(SIZE, Math.floor((bavail * bsize) / 2));
    const installed = { jq: await isInstalled('jq'), DuckDB: existsSync(join(DUCKDB, 'node_modules')) };
    const figures: Figure[] = [];
    for (const shape of [...NDJSON_SHAPES, ...CSV_SHAPES, ...HAR_SHAPES]) {
      const file = join(folder, 'calls');
      const written = writeLog(file, shape, size);
      const runs = await inTurns(countersOf(shape, installed), file, written);
      figures.push(...figuresOf(shape, written, runs));
    }
    const missing = Object.entries(installed).filter(([, is]) => !is);
    return [
      ...figures,
      ...missing.map(([name]) => ({ what: `logs beside ${name}`, measured: 'not installed here', bar: '' })),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

function countersOf(
  { form, jq, duckdb, csv }: Shape,
  installed: { jq: boolean; DuckDB: boolean },
): Partial<Record<Reader, Count>> {
  const { separator = '', status = '', answer = '' } = csv ?? {};
  const node = (...args: string[]) => run(process.execPath, args);
  return {
    ours: async (file) => missingScopesIn(await node(BIN, 'logs', file, '--format', 'json')),
    plain: async (file) => asCount(await node(PLAIN_READER, form, file, separator, status, answer)),
    ...(jq !== undefined &&
      installed.jq && {
        jq: async (file) => asCount(await run('jq', ['-n', `[inputs | select(${jq})] | length`, file])),
      }),
    ...(duckdb !== undefined &&
      installed.DuckDB && {
        DuckDB: async (file) => asCount(await node(join(DUCKDB, 'count.js'), queryOf(duckdb, file))),
      }),
  };
}

/** Groups as `logs` does: routes and statuses, each with its first and last call and how long they took. */
function queryOf({ read, method, path, status, at, ms }: NonNullable<Shape['duckdb']>, file: string): string {
  return `WITH routes AS (
    SELECT ${method} AS method, regexp_replace(regexp_replace(${path}, '\\?.*', ''), '/(?:[A-Z]-)?[0-9]+', '/{id}', 'g') AS route,
      ${status} AS status, count(*) AS calls, min(${at}) AS first_at, max(${at}) AS last_at,
      approx_quantile(${ms}, 0.95) AS p95
    FROM ${read(file)} GROUP BY ALL)
  SELECT sum(calls)::INTEGER FROM routes WHERE status::VARCHAR = '403' AND p95 IS NOT NULL AND last_at IS NOT NULL`;
}

/** @throws where one of them counts other rows than were written */
async function inTurns(
  counters: Partial<Record<Reader, Count>>,
  file: string,
  { missingScopes }: WrittenLog,
): Promise<Partial<Record<Reader, Counted[]>>> {
  const runs: Partial<Record<Reader, Counted[]>> = {};
  for (let round = 0; round < RUNS; round += 1) {
    for (const [name, count] of Object.entries(counters) as [Reader, Count][]) {
      const taken = await count(file);
      if (taken.found !== missingScopes)
        throw new Error(`${name} found ${taken.found} of ${missingScopes} refusals.`);
      runs[name] = [...(runs[name] ?? []), taken];
    }
  }
  return runs;
}

function figuresOf(
  { form, name }: Shape,
  { bytes, rows }: WrittenLog,
  runs: Partial<Record<Reader, Counted[]>>,
): Figure[] {
  const what = `logs, ${form}, ${name}`;
  const megabytes = bytes / 1e6;
  const middle = (reader: Reader, of: 'cpuSeconds' | 'seconds' | 'megabytes') => {
    const told = (runs[reader] ?? []).map((each) => each[of]).filter((each) => each !== undefined);
    return told.length > 0 ? median(told) : undefined;
  };
  const cpu = Object.fromEntries(READERS.map((reader) => [reader, middle(reader, 'cpuSeconds')]));
  const [ours, memory] = [cpu['ours'], middle('ours', 'megabytes')];
  if (ours === undefined || memory === undefined)
    return [
      { what, measured: 'not measured: the system does not tell a process’s time and memory', bar: '' },
    ];
  const { jq, DuckDB, plain = 0 } = cpu;
  const goals: [name: string, seconds: number][] = [
    ...(jq === undefined ? [] : [[`a third of jq's ${jq.toFixed(2)}`, jq * SHARE_OF_JQ] as [string, number]]),
    ...(DuckDB === undefined ? [] : [[`DuckDB's`, DuckDB] as [string, number]]),
    ...(form === 'ndjson'
      ? []
      : [[`1.5 x plain ${plain.toFixed(2)}`, plain * TIMES_PLAIN] as [string, number]]),
  ];
  const others = Object.entries({ jq, DuckDB, plain }).flatMap(([name, taken]) =>
    taken === undefined ? [] : [`${name} ${taken.toFixed(2)}`],
  );
  const most = form === 'har' ? megabytes * TIMES_SIZE : MEGABYTES;
  const seconds = middle('ours', 'seconds') ?? 0;
  return [
    {
      what: `${what}: ${Math.round(megabytes)} MB, ${rows} rows`,
      measured: `${ours.toFixed(2)} CPU s, ${seconds.toFixed(2)} s; CPU of ${others.join(', ')}`,
      bar: goals.map(([goal, goalSeconds]) => `${goalSeconds.toFixed(2)} (${goal})`).join(', '),
      ...(goals.length > 0 && { met: goals.every(([, goalSeconds]) => ours <= goalSeconds) }),
    },
    {
      what: `${what}: highest memory`,
      measured: `${Math.round(memory)} MB`,
      bar: `${Math.round(most)} MB`,
      met: memory <= most,
    },
  ];
}

function missingScopesIn(taken: Run): Counted {
  const { log } = JSON.parse(taken.out) as Report;
  const found = (log?.missingScopes ?? []).reduce((sum, { count }) => sum + count, 0);
  return { ...taken, found };
}

function asCount(taken: Run): Counted {
  return { ...taken, found: Number(taken.out) };
}
