import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvidenceKey } from '../../checks/facts.ts';
import { PROBES } from '../../checks/index.ts';
import type { Given } from '../../src/core/given.ts';
import type { Report } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { doctorCommand } from '../doctor/command.ts';
import { type Figure, median, milliseconds } from './figures.ts';
import { BIN, succeeding } from './processes.ts';

const RUNS = 9;
const LATENCY_MS = 150;
const ALLOWANCE = 1.2;
/** Milliseconds of the whole process beyond bare Node and bare fetches. */
const EXTRA_MS = 100;

/**
 * A live run against a healthy portal that takes its time for every answer. The doctor is a process of its own; the
 * portal is served from this one, which does nothing else meanwhile and sees every request.
 */
export async function liveDoctor(): Promise<Figure[]> {
  const sandbox = await startSandbox(await loadPortal('healthy-email'), { latencyMs: LATENCY_MS });
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  try {
    const { args, env } = await doctorCommand(sandbox, folder);
    await succeeding([BIN, ...args], env);
    const runs: Run[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      sandbox.reset();
      const { milliseconds: wall, out } = await succeeding([BIN, ...args], env);
      const report = JSON.parse(out) as Report;
      const levels = callsByDepth(report, sandbox);
      const repeated = repeatedCalls(sandbox);
      const bare = JSON.parse((await succeeding(bareFetches(levels), env)).out) as number;
      const node = (await succeeding(['-e', '0'])).milliseconds;
      runs.push({ wall, report, levels, repeated, bare, node });
    }
    return figuresOf(runs);
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

interface Run {
  /** Milliseconds of the whole process. */
  wall: number;
  report: Report;
  /** How many calls build on none, on one, on two others. */
  levels: number[];
  repeated: string[];
  /** Milliseconds that Node's own fetch takes for as many calls, as deep. */
  bare: number;
  /** Milliseconds of a bare `node -e 0`. */
  node: number;
}

function figuresOf(runs: readonly Run[]): Figure[] {
  const medianOf = (figure: (run: Run) => number) => median(runs.map(figure));
  const depth = medianOf(({ levels }) => levels.length);
  const ideal = depth * LATENCY_MS;
  const goal = ideal * ALLOWANCE;
  const bar = `${milliseconds(goal)} (${ideal} + 20 %)`;
  const gathering = medianOf(({ report }) => report.durationMs);
  const wall = medianOf((run) => run.wall);
  const bare = medianOf((run) => run.bare);
  const node = medianOf((run) => run.node);
  const whole = node + bare + EXTRA_MS;
  const repeated = [...new Set(runs.flatMap((run) => run.repeated))];
  const doctor = `doctor, ${LATENCY_MS} ms a call`;
  return [
    { what: `${doctor}: the run`, measured: milliseconds(gathering), bar, met: gathering <= goal },
    {
      what: `${doctor}: the whole process`,
      measured: milliseconds(wall),
      bar: `${milliseconds(whole)} (node, fetches and ${EXTRA_MS})`,
      met: wall <= whole,
    },
    { what: 'bare node', measured: milliseconds(node), bar: '' },
    { what: 'as many bare fetches, as deep, no process counted', measured: milliseconds(bare), bar: '' },
    {
      what: 'doctor: longest chain of calls',
      measured: `${depth} deep, ${medianOf(({ report }) => report.calls)} calls in all`,
      bar: '3 deep',
      met: depth <= 3,
    },
    {
      what: 'doctor: calls made more than once',
      measured: repeated.join(', ') || '0',
      bar: '0',
      met: repeated.length === 0,
    },
  ];
}

/** A script that makes the same number of calls, each level when the one before has been answered. */
function bareFetches(levels: readonly number[]): string[] {
  const script = `
    const call = async () => {
      const headers = { authorization: 'Bearer ' + process.env.HUBSPOT_ACCESS_TOKEN };
      await (await fetch(process.env.HUBSPOT_API_URL + '/account-info/v3/details', { headers })).text();
    };
    const startedAt = performance.now();
    for (const calls of ${JSON.stringify(levels)}) await Promise.all(Array.from({ length: calls }, call));
    process.stdout.write(String(performance.now() - startedAt));
  `;
  return ['--input-type=module', '-e', script];
}

/** Requests that came in more than once: same method, path and query. */
function repeatedCalls({ requests }: Sandbox): string[] {
  const calls = Map.groupBy(requests, ({ method, path }) => `${method} ${path}`);
  return [...calls].flatMap(([call, { length }]) => (length > 1 ? [`${call} (${length})`] : []));
}

/** Calls counted by how many others each has to wait for, as the probes declare it. */
function callsByDepth({ evidence }: Report, { portal }: Sandbox): number[] {
  const { thread, ticket, session } = portal.given;
  const given: Given = {
    webhookFiles: [],
    answers: {},
    probeWebhook: false,
    offline: false,
    ...(thread && { threadId: thread }),
    ...(ticket && { ticketId: ticket }),
    ...(session && { sessionId: session }),
  };
  const callsOf = (key: EvidenceKey) => evidence[key]?.calls ?? 0;
  const depthOf = (key: EvidenceKey): number => {
    const before = PROBES.find((probe) => probe.key === key)?.after?.(given) ?? [];
    return Math.max(0, ...before.map(depthOf)) + (callsOf(key) > 0 ? 1 : 0);
  };
  const asked = PROBES.map(({ key }) => key).filter((key) => callsOf(key) > 0);
  const levels: number[] = [];
  for (const key of asked) levels[depthOf(key) - 1] = (levels[depthOf(key) - 1] ?? 0) + callsOf(key);
  return levels;
}
