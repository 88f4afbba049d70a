/**
 * Looks at several conversations of one portal, as one report. What is of the portal is told once. Of what is of a
 * conversation the worst stands, with the conversation that it is of; no sentence speaks of two without naming both.
 */
import type { Report, ReportCause, ReportCheck, ReportQuestion } from '../core/report.ts';
import { CONFIDENCES, STATUSES, type Status } from '../core/verdict.ts';
import { isConversationCheck, isConversationFact } from './conversations.ts';
import { worstStatus } from './status.ts';

/** One of several looks. */
export interface ThreadLook {
  thread: string;
  report: Report;
}

export function joinLooks(looks: readonly [ThreadLook, ...ThreadLook[]]): Report {
  const [first] = looks;
  const told = looks.map(withOwnEvidence);
  const checks = joinChecks(told);
  const causes = joinCauses(told);
  const leading = looks.find(({ thread }) => thread === causes[0]?.thread) ?? first;
  const evidence = Object.assign({}, ...told.map(({ report }) => report.evidence)) as Report['evidence'];
  const suppressions = joinSuppressions(looks);
  return {
    ...first.report,
    durationMs: endOf(looks) - Date.parse(first.report.startedAt),
    status: worstStatus(looks.map(({ report }) => report.status)),
    obstacle: looks.find(({ report }) => report.obstacle)?.report.obstacle ?? null,
    summary: summaryOf(checks),
    causes,
    questions: joinQuestions(looks),
    nextTest: leading.report.nextTest ?? looks.find(({ report }) => report.nextTest)?.report.nextTest ?? null,
    checks,
    evidence,
    calls: Object.values(evidence).reduce((sum, { calls }) => sum + calls, 0),
    ...(suppressions && { suppressions }),
  };
}

function endOf(looks: readonly ThreadLook[]): number {
  return Math.max(...looks.map(({ report }) => Date.parse(report.startedAt) + report.durationMs));
}

/** What was obtained of one conversation, under a key that says of which. */
function withOwnEvidence({ thread, report }: ThreadLook): ThreadLook {
  const own = (key: string) => (isConversationFact(key) ? `${key}@${thread}` : key);
  const renamed = <T extends { evidence: string[] }>(item: T): T => ({
    ...item,
    evidence: item.evidence.map(own),
  });
  return {
    thread,
    report: {
      ...report,
      causes: report.causes.map(renamed),
      checks: Object.fromEntries(
        Object.entries(report.checks).map(([id, check]) => [id, renamed(check as ReportCheck)]),
      ),
      evidence: Object.fromEntries(
        Object.entries(report.evidence).map(([key, item]) => [own(key), item]),
      ) as Report['evidence'],
    },
  };
}

function joinChecks(looks: readonly ThreadLook[]): Report['checks'] {
  const ids = [...new Set(looks.flatMap(({ report }) => Object.keys(report.checks)))];
  return Object.fromEntries(ids.map((id) => [id, joinCheck(id, looks)]));
}

/** One check in one conversation. */
interface Verdict {
  thread: string;
  check: ReportCheck;
}

function joinCheck(id: string, looks: readonly ThreadLook[]): ReportCheck {
  const all: Verdict[] = looks.flatMap(({ thread, report }) => {
    const check = report.checks[id];
    return check ? [{ thread, check }] : [];
  });
  const [one] = all as [Verdict];
  const isFound = FOUND.includes(one.check.status);
  const isSame = all.every(({ check }) => isAlike(check, one.check));
  if (isSame && !(isFound && isConversationCheck(id))) return { ...one.check, evidence: evidenceOf(all) };
  const worst = WORST_FIRST.find((status) => all.some(({ check }) => check.status === status));
  const standing = all.filter(({ check }) => check.status === worst);
  const [leading] = standing as [Verdict];
  return {
    ...leading.check,
    summary: labelled(standing, ({ check }) => check.summary) ?? leading.check.summary,
    measured: labelled(standing, ({ check }) => check.measured),
    evidence: evidenceOf(standing),
    threads: Object.fromEntries(all.map(({ thread, check }) => [thread, check.status])),
  };
}

/** Of a conversation, and so named with it even where all of them share it. */
const FOUND: readonly Status[] = ['fail', 'warn'];
const WORST_FIRST: readonly Status[] = [
  'fail',
  'warn',
  'crash',
  'unknown',
  'blocked',
  'manual',
  'pass',
  'na',
];

function isAlike(one: ReportCheck, other: ReportCheck): boolean {
  return (
    one.status === other.status &&
    one.summary === other.summary &&
    one.measured === other.measured &&
    (one.suppressed === undefined) === (other.suppressed === undefined)
  );
}

function evidenceOf(verdicts: readonly Verdict[]): string[] {
  return [...new Set(verdicts.flatMap(({ check }) => check.evidence))];
}

/** `Conversation 9001: … Conversation 9002: …`; what several share is said once, of all of them. */
function labelled(verdicts: readonly Verdict[], textOf: (verdict: Verdict) => string | null): string | null {
  const texts = Map.groupBy(verdicts, textOf);
  const parts = [...texts].flatMap(([text, of]) =>
    text === null ? [] : [`${conversations(of.map(({ thread }) => thread))}: ${text}`],
  );
  return parts.length === 0 ? null : parts.join(' ');
}

function conversations(threads: readonly string[]): string {
  return threads.length === 1 ? `Conversation ${threads[0]}` : `Conversations ${threads.join(', ')}`;
}

/** The surest first, then as each report had them; what is of the portal once. */
function joinCauses(looks: readonly ThreadLook[]): ReportCause[] {
  const found = looks.flatMap(({ thread, report }) =>
    report.causes.map((cause, place) => ({
      place,
      cause: cause.checks.some(isConversationCheck) ? ofThread(cause, thread) : cause,
    })),
  );
  const once = found.filter(
    ({ cause }, at) =>
      found.findIndex((other) => other.cause.id === cause.id && other.cause.thread === cause.thread) === at,
  );
  return once
    .toSorted((one, other) => sureness(one.cause) - sureness(other.cause) || one.place - other.place)
    .map(({ cause }) => cause);
}

function ofThread(cause: ReportCause, thread: string): ReportCause {
  return { ...cause, thread, title: `${conversations([thread])}: ${cause.title}` };
}

function sureness({ confidence }: ReportCause): number {
  return CONFIDENCES.indexOf(confidence);
}

/** A question of one conversation says of which. */
function joinQuestions(looks: readonly ThreadLook[]): ReportQuestion[] {
  const all = looks.flatMap(({ thread, report }) =>
    report.questions.map((question) =>
      isConversationFact(question.key)
        ? { ...question, text: `${conversations([thread])}: ${question.text}` }
        : question,
    ),
  );
  return [...Map.groupBy(all, ({ text }) => text).values()].map((alike) => ({
    ...(alike[0] as ReportQuestion),
    settles: [...new Set(alike.flatMap(({ settles }) => settles))],
  }));
}

function summaryOf(checks: Report['checks']): Report['summary'] {
  const open = Object.values(checks).filter(({ suppressed }) => suppressed === undefined);
  const count = (status: Status) => open.filter((check) => check.status === status).length;
  return Object.fromEntries(STATUSES.map((status) => [status, count(status)])) as Report['summary'];
}

/** An entry is idle that covers nothing in any of them. */
function joinSuppressions(looks: readonly ThreadLook[]): Report['suppressions'] {
  const uses = looks.flatMap(({ report }) => report.suppressions ?? []);
  const [first] = uses;
  if (first === undefined) return undefined;
  const applied = [...new Set(uses.flatMap((use) => use.applied))];
  return { ...first, applied, unused: first.unused.filter(({ check }) => !applied.includes(check)) };
}
