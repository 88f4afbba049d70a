import type { CauseId } from '../../../checks/causes.ts';
import { EXIT } from '../../../src/core/exit-codes.ts';
import type { Fleet } from '../../../src/core/fleet.ts';
import type { Report, ReportCause } from '../../../src/core/report.ts';
import { tellProfile } from '../../../src/doctor/fleet/entry.ts';
import { fleetOf } from '../../../src/doctor/fleet/group.ts';
import { cause, check, report } from '../../reporters/build.ts';

const CHECKS = ['token/accepted', 'scopes/owners-read', 'webhooks/throttle'];

/** What was found of a portal, or why nothing was. */
export type Found = Report | string;

/** A report that finds these; what is not named holds, or could not be told. */
export function finding(
  causes: Partial<Record<CauseId, Partial<ReportCause>>> = {},
  rest: Partial<Report> & { untold?: readonly string[] } = {},
): Report {
  const { untold = [], ...more } = rest;
  const found = Object.entries(causes).map(([id, about]) =>
    cause(id as CauseId, { title: id, checks: [checkOf(id)], ...about }),
  );
  const failed = found.flatMap(({ checks }) => checks);
  const status = (id: string) => {
    if (untold.includes(id)) return 'unknown';
    return failed.includes(id) ? 'fail' : 'pass';
  };
  return {
    ...report({
      status: found.length > 0 ? 'problems' : untold.length > 0 ? 'incomplete' : 'healthy',
      checks: CHECKS.map((id) => check(id, status(id), 'so it is')),
      causes: found,
    }),
    ...more,
  };
}

function checkOf(cause: string): string {
  if (cause === 'token-rejected') return 'token/accepted';
  return cause === 'throttle-too-low' ? 'webhooks/throttle' : 'scopes/owners-read';
}

/** A run over some profiles. @param day of November 2026 */
export function runOf(profiles: Readonly<Record<string, Found>>, day = 20, before?: Fleet): Fleet {
  const startedAt = `2026-11-${day}T08:00:00.000Z`;
  const run = { startedAt, checks: CHECKS, ...(before && { before }) };
  const told = Object.entries(profiles).map(([profile, found]) =>
    tellProfile(
      typeof found === 'string'
        ? { profile, report: null, exitCode: EXIT.usage, file: null, message: found, reason: found }
        : {
            profile,
            report: found,
            exitCode: EXIT.clean,
            file: `${profile}.txt`,
            message: null,
            reason: null,
          },
      run,
    ),
  );
  return fleetOf(told, {
    ...run,
    version: '1.2.3',
    durationMs: 1200,
    exitCode: 0,
    atOnce: 16,
    interrupted: false,
  });
}
