import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvidenceKey } from '../../src/core/evidence.ts';
import type { Given } from '../../src/core/given.ts';
import type { Report } from '../../src/core/report.ts';
import { PROBES } from '../../src/probes/index.ts';
import { givenFor, loadPortal, type Portal, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type Figure, median, milliseconds } from './figures.ts';
import { BIN, succeeding } from './processes.ts';

const RUNS = 7;
const LATENCY_MS = 150;
const ALLOWANCE = 1.2;

/**
 * A live run against a healthy portal that takes its time for every answer. The doctor is a process of its own; the
 * portal is served from this one, which does nothing else meanwhile and sees every request.
 */
export async function liveDoctor(): Promise<Figure[]> {
  const sandbox = await startSandbox(await loadPortal('healthy-email'), { latencyMs: LATENCY_MS });
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  try {
    const command = await commandFor(sandbox, folder);
    await succeeding(command.args, command.env);
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      sandbox.reset();
      const { milliseconds: wall, out } = await succeeding(command.args, command.env);
      runs.push({ wall, report: JSON.parse(out) as Report, repeated: repeatedCalls(sandbox) });
    }
    return figuresOf(runs, depthOf(runs[0]?.report, command.given));
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

interface Run {
  wall: number;
  report: Report;
  repeated: string[];
}

function figuresOf(runs: readonly Run[], depth: number): Figure[] {
  const ideal = depth * LATENCY_MS;
  const goal = ideal * ALLOWANCE;
  const gathering = median(runs.map(({ report }) => report.durationMs));
  const wall = median(runs.map((run) => run.wall));
  const repeated = [...new Set(runs.flatMap((run) => run.repeated))];
  const bar = `${milliseconds(goal)} (${ideal} + 20 %)`;
  return [
    {
      what: `doctor, ${LATENCY_MS} ms a call: the run`,
      measured: milliseconds(gathering),
      bar,
      met: gathering <= goal,
    },
    {
      what: `doctor, ${LATENCY_MS} ms a call: the whole process`,
      measured: milliseconds(wall),
      bar,
      met: wall <= goal,
    },
    {
      what: 'doctor: dependent calls at most',
      measured: `${depth} deep, ${median(runs.map(({ report }) => report.calls))} calls in all`,
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

async function commandFor(sandbox: Sandbox, folder: string) {
  const setup = givenFor(sandbox);
  const answers = join(folder, 'answers.json');
  await writeFile(answers, JSON.stringify({ answers: setup.answers }));
  const args = [BIN, 'doctor', '--no-input', '--format', 'json', '--answers', answers];
  for (const [flag, value] of Object.entries(pointers(setup))) {
    if (value !== undefined) args.push(`--${flag}`, String(value));
  }
  const env = {
    HUBSPOT_API_URL: sandbox.url,
    OPENCX_API_URL: sandbox.openCxUrl,
    HUBSPOT_ACCESS_TOKEN: setup.token ?? '',
    OPENCX_API_KEY: setup.openCxKey ?? '',
    OPENCX_WEBHOOK_URL: setup.webhookUrl ?? '',
  };
  const given: Given = {
    webhookFiles: [],
    answers: {},
    probeWebhook: false,
    offline: false,
    ...(setup.thread && { threadId: setup.thread }),
    ...(setup.ticket && { ticketId: setup.ticket }),
    ...(setup.session && { sessionId: setup.session }),
  };
  return { args, env, given };
}

function pointers({ thread, ticket, session, portalId, defaultUserId }: Portal['given']) {
  return { thread, ticket, session, portal: portalId, 'default-user': defaultUserId };
}

/** Requests that came in more than once: same method, path and query. */
function repeatedCalls({ requests }: Sandbox): string[] {
  const calls = Map.groupBy(requests, ({ method, path }) => `${method} ${path}`);
  return [...calls].flatMap(([call, { length }]) => (length > 1 ? [`${call} (${length})`] : []));
}

/** Length of the longest chain of evidence in which each piece needed a call and builds on the one before. */
function depthOf(report: Report | undefined, given: Given): number {
  const depthAt = (key: EvidenceKey): number => {
    const before = PROBES.find((probe) => probe.key === key)?.after?.(given) ?? [];
    const own = (report?.evidence[key]?.calls ?? 0) > 0 ? 1 : 0;
    return own + Math.max(0, ...before.map(depthAt));
  };
  return Math.max(...PROBES.map(({ key }) => depthAt(key)));
}
