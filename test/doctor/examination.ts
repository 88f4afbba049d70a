import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { CHECK_IDS, type CheckId } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import { STATUSES, type Status } from '../../src/core/verdict.ts';
import schema from '../../src/reporters/report.schema.json' with { type: 'json' };
import { loadPortal, type Portal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { runHere } from '../support/cli.ts';
import { doctorCommand } from './command.ts';

export interface Examined {
  code: number;
  report: Report;
  /** What was printed, for a look at what must not be in it. */
  printed: string;
  /** Requests that came in, by method, path and query. */
  calls: Map<string, number>;
}

export interface Circumstances {
  portal?: string;
  faults?: readonly string[];
  /** Milliseconds before every answer. */
  latencyMs?: number;
  /** What to look at, in the place of what the portal's person would name. */
  pointers?: Pick<Portal['given'], 'thread' | 'ticket' | 'session' | 'contact'>;
  /** In the place of the sandbox's own addresses. */
  hubSpotUrl?: string;
  openCxUrl?: string;
  flags?: readonly string[];
  /** Something to do while the doctor is at work. */
  meanwhile?(sandbox: Sandbox): Promise<void>;
}

/** Seconds: short enough for a test of something that never answers, long enough for a busy machine. */
const TIMEOUT = 1;
const DEADLINE = 3;

/** Runs the doctor in this process against a portal of its own, over real sockets. */
export async function examine(circumstances: Circumstances): Promise<Examined> {
  const { portal = 'healthy-email', faults = [], latencyMs = 0, flags = [], meanwhile } = circumstances;
  const sandbox = await startSandbox(pointedAt(await loadPortal(portal), circumstances.pointers), {
    faults,
    latencyMs,
  });
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-'));
  try {
    const { args, env } = await doctorCommand(sandbox, folder);
    const { hubSpotUrl = sandbox.url, openCxUrl = sandbox.openCxUrl } = circumstances;
    const [{ code, out, err }] = await Promise.all([
      runHere([...args, '--timeout', String(TIMEOUT), '--deadline', String(DEADLINE), ...flags], {
        env: { ...env, HUBSPOT_API_URL: hubSpotUrl, OPENCX_API_URL: openCxUrl },
      }),
      meanwhile?.(sandbox),
    ]);
    const calls = Map.groupBy(sandbox.requests, ({ method, path }) => `${method} ${path}`);
    return {
      code,
      report: JSON.parse(out) as Report,
      printed: out + err,
      calls: new Map([...calls].map(([call, { length }]) => [call, length])),
    };
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

function pointedAt(portal: Portal, pointers: Circumstances['pointers']): Portal {
  if (!pointers) return portal;
  const { thread: _thread, ticket: _ticket, session: _session, contact: _contact, ...given } = portal.given;
  return { ...portal, given: { ...given, ...pointers } };
}

/** A first run, which loads everything: the short timeouts of the others are for the services alone. */
export async function warmUp(): Promise<void> {
  const { report } = await examine({ flags: ['--timeout', '15', '--deadline', '15'] });
  expect(NOTHING_WRONG).toContain(report.status);
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** Judged by the token's form, files and answers, so no outage may touch them. */
const JUDGED_WITHOUT_CALLS: readonly CheckId[] = [
  'token/format',
  'webhooks/registered',
  'webhooks/subscriptions',
  'webhooks/ticket-properties',
  'webhooks/paused',
  'webhooks/committed',
  'webhooks/throttle',
  'webhooks/target-url',
  'webhooks/target-org',
  'handoff/channel',
  'handoff/ticket-creation',
  'crm/connection',
];

/** What holds of a report whatever went wrong on the way: whole, bounded, and honest about what was not told. */
/** What a run comes to that found nothing wrong; a question that only a person can answer may be open. */
export const NOTHING_WRONG = ['healthy', 'open'];

export function expectCompleteReport({ report, printed, calls }: Examined): void {
  expect(validate(report) || validate.errors).toBe(true);
  expect(new Set(Object.keys(report.checks))).toEqual(new Set(CHECK_IDS));
  expect(Object.values(report.checks).every(({ status }) => STATUSES.includes(status))).toBe(true);
  expect(report.summary.crash).toBe(0);
  const changed = JUDGED_WITHOUT_CALLS.filter((id) => report.checks[id]?.status !== 'pass');
  expect(changed).toEqual([]);

  expect([...calls].filter(([, times]) => times > 3)).toEqual([]);
  // Generous: a busy machine must not fail what only has to be no hang.
  expect(report.durationMs).toBeLessThan(10 * DEADLINE * 1000);
  expect(printed).not.toMatch(/pat-na1-0|ocx_live_0|eyJhbGciOi/);
}

/** Ids of the checks with one of these statuses, in the report's order. */
export function checksThatAre({ report }: Examined, ...statuses: Status[]): CheckId[] {
  const ids = Object.keys(report.checks) as CheckId[];
  return ids.filter((id) => statuses.includes(report.checks[id]?.status as Status));
}

export function causesOf({ report }: Examined): string[] {
  return report.causes.map(({ id }) => id);
}

/** Every sentence that says why something could not be told. */
export function reasonsOf({ report }: Examined): string[] {
  return Object.values(report.checks).flatMap(({ status, summary }) =>
    status === 'unknown' ? [summary] : [],
  );
}
