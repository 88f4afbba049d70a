/** Groups what every profile came to: one entry a cause, a question, a reason, with the profiles of which it is true. */
import { CAUSE_IDS, CAUSES } from '../../../checks/causes.ts';
import {
  FLEET_VERSION,
  type Fleet,
  type FleetFound,
  type FleetGroup,
  type FleetProfile,
  type FleetQuestion,
  type FleetReason,
} from '../../core/fleet.ts';
import { CONFIDENCES } from '../../core/verdict.ts';
import { fixesOf } from '../pages/parts.ts';
import type { FleetRun, Told } from './entry.ts';

/** The whole of a run, as far as it came. */
export interface EndedRun extends FleetRun {
  version: string;
  durationMs: number;
  exitCode: number;
  atOnce: number;
  interrupted: boolean;
}

/** @param told in the order of the configuration file */
export function fleetOf(told: readonly Told[], run: EndedRun): Fleet {
  const { startedAt, durationMs, exitCode, atOnce, interrupted, before, version } = run;
  const profiles = told.map(({ entry }) => entry);
  const named = new Set(profiles.map(({ profile }) => profile));
  return {
    schemaVersion: FLEET_VERSION,
    tool: { name: 'opencx-hubspot', version },
    startedAt,
    durationMs,
    exitCode,
    atOnce,
    interrupted,
    comparedWith: before?.startedAt ?? null,
    summary: summaryOf(profiles),
    causes: causesIn(told),
    questions: questionsIn(told),
    untold: reasonsIn(profiles),
    gone: before?.profiles.flatMap(({ profile }) => (named.has(profile) ? [] : [profile])) ?? [],
    checks: [...run.checks],
    profiles,
  };
}

function summaryOf(profiles: readonly FleetProfile[]): Fleet['summary'] {
  const having = (status: FleetProfile['status']) => profiles.filter((one) => one.status === status).length;
  return {
    profiles: profiles.length,
    problems: having('problems'),
    incomplete: having('incomplete'),
    warnings: having('warnings'),
    open: having('open'),
    healthy: having('healthy'),
    noReport: having(null),
    calls: profiles.reduce((sum, { calls }) => sum + calls, 0),
  };
}

interface Case {
  profile: string;
  cause: FleetFound;
  fix: string | undefined;
}

/** A consequence is mended with its cause, so it has no group of its own. */
function causesIn(told: readonly Told[]): FleetGroup[] {
  const cases = told.flatMap(({ entry, fixes }) =>
    entry.found
      .filter(({ followsFrom }) => followsFrom === null)
      .map((cause): Case => ({ profile: entry.profile, cause, fix: fixes.get(cause.id) })),
  );
  const groups = Map.groupBy(cases, ({ cause }) => `${cause.id} ${cause.owner}`);
  return [...groups.values()].map(groupOf).toSorted(byCount);
}

function groupOf(cases: readonly Case[]): FleetGroup {
  const [{ cause }] = cases as [Case];
  const { id, owner } = cause;
  const confidences = cases.map((one) => one.cause.confidence);
  return {
    id,
    title: same(cases.map((one) => one.cause.title)) ?? titleOfAny(cause),
    owner,
    confidence: CONFIDENCES.find((one) => confidences.includes(one)) ?? cause.confidence,
    fix: same(cases.map(({ fix }) => fix)) ?? fixOfAny(id),
    since: cases.map((one) => one.cause.since).toSorted()[0] ?? cause.since,
    profiles: cases.map(({ profile, cause: { since } }) => ({ profile, since })),
  };
}

/** What one portal's title says of its own people and settings is not true of the others. */
function titleOfAny({ id, title }: FleetFound): string {
  const known = CAUSE_IDS.find((one) => one === id);
  return known ? CAUSES[known].title({}) : title;
}

function fixOfAny(id: string): string | null {
  const known = CAUSE_IDS.find((one) => one === id);
  const [first] = known ? fixesOf(known, 'legacy-app') : [];
  return first?.brief ?? first?.steps[0] ?? null;
}

/** What all of them say; undefined where they differ. */
function same<T>(values: readonly T[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

function questionsIn(told: readonly Told[]): FleetQuestion[] {
  const asked = told.flatMap(({ entry: { profile }, questions }) =>
    questions.map(({ key, text, where }) => ({ key, text, where, profile })),
  );
  return [...Map.groupBy(asked, ({ key }) => key).values()]
    .map((those) => {
      const [{ key, text, where }] = those as [(typeof those)[number]];
      return { key, text, where, profiles: those.map(({ profile }) => profile) };
    })
    .toSorted(byCount);
}

function reasonsIn(profiles: readonly FleetProfile[]): FleetReason[] {
  const untold = profiles.filter(({ status }) => status === 'incomplete' || status === null);
  const groups = Map.groupBy(untold, ({ reason }) => reason ?? 'something could not be told');
  return [...groups]
    .map(([reason, those]) => ({ reason, profiles: those.map(({ profile }) => profile) }))
    .toSorted(byCount);
}

function byCount(one: { profiles: readonly unknown[] }, other: { profiles: readonly unknown[] }): number {
  return other.profiles.length - one.profiles.length;
}
