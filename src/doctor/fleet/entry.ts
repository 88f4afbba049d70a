/** What is kept of one profile: as much as it takes to group by cause, and for the next run to tell what changed. */
import type { Fleet, FleetChange, FleetFound, FleetProfile } from '../../core/fleet.ts';
import type { Report, ReportQuestion } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import type { ComparableCheck } from '../bundle/read-report.ts';
import { type ComparableFindings, compareCauses } from '../compare.ts';

/** What became of one profile. */
export interface ProfileLook
  extends Pick<FleetProfile, 'profile' | 'exitCode' | 'file' | 'message' | 'reason'> {
  report: Report | null;
  /** The run ended before it was looked at. */
  notReached?: true;
}

/** Of one profile, what its group tells once for all that have the same. */
export interface Told {
  entry: FleetProfile;
  /** What to do about each cause, by its id; undefined where nobody can tell. */
  fixes: ReadonlyMap<string, string | undefined>;
  /** Where nothing that was measured is wrong: what could decide. */
  questions: readonly Pick<ReportQuestion, 'key' | 'text' | 'where'>[];
}

/** What all profiles of a run have in common. */
export interface FleetRun {
  /** ISO time at which it began. */
  startedAt: string;
  /** The checks that were selected. */
  checks: readonly string[];
  /** The run before, where one was kept. */
  before?: Fleet;
}

const JUDGED: readonly Status[] = ['pass', 'warn', 'fail'];

export function tellProfile(look: ProfileLook, run: FleetRun): Told {
  const { report, notReached, ...told } = look;
  const before = earlier(look, run);
  const entry: FleetProfile = {
    ...told,
    status: report?.status ?? null,
    portal: report?.portal.hubId ?? null,
    causes: report?.causes.map(({ id }) => id) ?? [],
    ...(report ? judged(report, before, run) : unjudged(before, run, notReached)),
    calls: report?.calls ?? 0,
  };
  return {
    entry,
    fixes: new Map(report?.causes.map(({ id, fixes: [first] }) => [id, first && inShort(first)])),
    questions: report?.status === 'open' ? report.questions : [],
  };
}

type Compared = Pick<FleetProfile, 'found' | 'untold' | 'unjudged' | 'accepted' | 'change'>;

function judged(report: Report, before: FleetProfile | undefined, run: FleetRun): Compared {
  const known = foundBefore(before);
  const became = before && run.before && compareCauses(findingsOf(before, known, run.before, report), report);
  const untold = became?.untold.map(({ id }) => id) ?? [];
  return {
    found: report.causes.map(({ id, title, owner, confidence, checks, followsFrom }) => ({
      ...{ id, title, owner, confidence, checks, followsFrom },
      since: known.find((cause) => cause.id === id)?.since ?? run.startedAt,
    })),
    untold: known.filter(({ id }) => untold.includes(id)),
    unjudged: run.checks.filter((id) => !JUDGED.includes(report.checks[id]?.status ?? 'na')),
    accepted: Object.entries(report.checks).flatMap(([id, { suppressed }]) => (suppressed ? [id] : [])),
    change: became ? changeIn(became) : null,
  };
}

/** Without a report nothing is mended, and nothing is forgotten; where nobody looked, nothing changed. */
function unjudged(before: FleetProfile | undefined, { checks }: FleetRun, notReached = false): Compared {
  const untold = foundBefore(before);
  return {
    found: [],
    untold,
    unjudged: [...checks],
    accepted: before?.accepted ?? [],
    change: before
      ? { mended: [], broke: [], revealed: [], untold: notReached ? [] : untold.map(({ id }) => id) }
      : null,
  };
}

/** What the run before has found, or had from those before it. */
function foundBefore(before: FleetProfile | undefined): FleetFound[] {
  return before ? [...before.found, ...before.untold] : [];
}

/** A profile that leads to another portal now has no run before. */
function earlier({ profile, report }: ProfileLook, { before }: FleetRun): FleetProfile | undefined {
  const entry = before?.profiles.find((one) => one.profile === profile);
  const [then, now] = [entry?.portal ?? undefined, report?.portal.hubId];
  return then === undefined || now === undefined || then === now ? entry : undefined;
}

/** What was found that day, with the checks that name a cause now: no other is asked what it said then. */
function findingsOf(
  entry: FleetProfile,
  causes: FleetFound[],
  fleet: Fleet,
  now: Report,
): ComparableFindings {
  const failed = new Set(causes.flatMap(({ checks }) => checks));
  const statusOf = (id: string): Status => {
    if (entry.unjudged.includes(id)) return 'unknown';
    return failed.has(id) ? 'fail' : 'pass';
  };
  const checkOf = (id: string): ComparableCheck => ({
    status: statusOf(id),
    title: '',
    summary: '',
    ...(entry.accepted.includes(id) && { suppressed: { reason: '', expires: '' } }),
  });
  const asked = new Set(now.causes.flatMap(({ checks }) => checks));
  const checks = fleet.checks.filter((id) => asked.has(id)).map((id) => [id, checkOf(id)] as const);
  return { causes, checks: Object.fromEntries(checks) };
}

function changeIn(causes: ReturnType<typeof compareCauses>): FleetChange {
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  return {
    mended: ids(causes.mended),
    broke: ids(causes.broke),
    revealed: ids(causes.revealed),
    untold: ids(causes.untold),
  };
}

function inShort({ brief, steps }: Report['causes'][number]['fixes'][number]): string {
  return brief ?? steps[0] ?? '';
}
