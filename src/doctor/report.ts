import { CAUSES } from '../../checks/causes.ts';
import type { EvidenceKey, EvidenceSet } from '../../checks/facts.ts';
import { CHECKS, SYMPTOMS } from '../../checks/index.ts';
import { platformOf } from '../../checks/project/standing.ts';
import { peek } from '../../checks/shared/got.ts';
import { placesFor } from '../../checks/shared/places.ts';
import type { ProjectContext } from '../core/cause.ts';
import type { Check } from '../core/check.ts';
import type { TypedFlag } from '../core/flags/typed-again.ts';
import { type Given, namedVariables } from '../core/given.ts';
import { hasReleases } from '../core/hubspot/developer.ts';
import type { Report } from '../core/report.ts';
import type { Suppression } from '../core/suppression.ts';
import type { Verdict } from '../core/verdict.ts';
import { commandWith } from './command.ts';
import { type DiagnosisContext, diagnose } from './diagnose.ts';
import { connectionOf, saidToBe, symptomsOf } from './mode.ts';
import { modeFirst, nextTest } from './next-test.ts';
import { obstacleOf } from './obstacle.ts';
import { type FoundInMode, questionsOf } from './open-questions.ts';
import { outweighedAnswers } from './outweighed.ts';
import { linkFacts, portalOf, writtenWebhooks } from './portal.ts';
import { type CheckContext, runChecks } from './run-checks.ts';
import type { Selection } from './selection.ts';
import { isOpen, statusOf, summarize } from './status.ts';
import { applySuppressions } from './suppress.ts';
import { tellCheck, tellEvidence } from './tell.ts';

export interface ReportContext {
  selection: Selection;
  given: Given;
  /** Failures that somebody has accepted for a while. */
  suppressions?: readonly Suppression[];
  /** Name of the profile that the settings came from. */
  profile?: string;
  /** What was typed to say what is looked at, ready to be typed again; without it, what is known of the run. */
  typed?: readonly TypedFlag[];
  version: string;
  /** Epoch milliseconds at which the run began. */
  startedAt: number;
  /** Epoch milliseconds at which everything was gathered. */
  gatheredAt: number;
  /** Milliseconds, for the time that each check took. */
  now(): number;
}

/** Judges evidence and tells the result: pure, so an answer given later is judged by calling it again. */
export function reportOn(evidence: EvidenceSet, context: ReportContext): Report {
  const checks = withPrerequisites(context.selection, evidence);
  const found = find(checks, evidence, context);
  const report = told(found, evidence, context);
  const known = inEveryMode(found);
  const withMode = checks.filter(({ id }) => !known.has(id));
  const questions = questionsOf(report, evidence, (mode) =>
    foundIn(withMode, saidToBe(mode, evidence), context, { known, judged: found.judged }),
  );
  const notes = [...(context.given.answerNotes ?? []), ...outweighedAnswers(evidence, context.given.answers)];
  const { causes, obstacle, status, nextTest: next } = report;
  const isUnknown = causes.length === 0 && !obstacle;
  return {
    ...report,
    status: status === 'healthy' && questions.length > 0 ? 'open' : status,
    questions,
    ...(notes.length > 0 && { answerNotes: notes }),
    nextTest: isUnknown ? modeFirst(next, questions, (flag) => commandWith(flag, context)) : next,
  };
}

/** What was found, before it is told. */
interface Found {
  /** Of every check, by its id; those that are not told are among them. */
  judged: ReadonlyMap<string, Verdict>;
  /** Checks whose verdicts the way of connecting has a say in. */
  withMode: ReadonlySet<string>;
  connection: Report['connection'];
  portal: Report['portal'];
  verdicts: readonly Verdict[];
  use: NonNullable<Report['suppressions']>;
  /** Verdicts that no suppression covers. */
  open: Verdict[];
  diagnosis: DiagnosisContext;
  causes: Report['causes'];
}

function told(found: Found, evidence: EvidenceSet, context: ReportContext): Report {
  const { selection } = context;
  const { connection, portal, verdicts, use, open, diagnosis, causes } = found;
  const obstacle = obstacleOf(evidence, connection.mode);
  return {
    // The type demands the number; the schema itself is not loaded for a report that is only printed.
    schemaVersion: 1,
    tool: { name: 'opencx-hubspot', version: context.version },
    startedAt: new Date(context.startedAt).toISOString(),
    durationMs: context.gatheredAt - context.startedAt,
    portal,
    connection,
    symptom: selection.symptom?.id ?? null,
    status: statusOf(verdicts, causes),
    obstacle,
    summary: summarize(verdicts),
    causes,
    // Nothing can be told apart before it can be looked at.
    nextTest:
      obstacle && causes.length === 0
        ? null
        : nextTest(causes, open, {
            ...diagnosis,
            commandWith: (flag) => commandWith(flag, context),
          }),
    questions: [],
    checks: Object.fromEntries(verdicts.map((verdict) => [verdict.check, tellCheck(verdict, evidence)])),
    evidence: Object.fromEntries(Object.entries(evidence).map(([key, item]) => [key, tellEvidence(item)])),
    calls: Object.values(evidence).reduce((sum, { calls }) => sum + calls, 0),
    ...(context.suppressions && { suppressions: use }),
  };
}

/** Verdicts that the way of connecting has no say in: they are found once. */
function inEveryMode({ judged, withMode }: Found): ReadonlyMap<string, Verdict> {
  return new Map([...judged].filter(([id]) => !withMode.has(id)));
}

/** What was found in one way of connecting, for another. */
interface FoundBefore extends Pick<Found, 'judged'> {
  /** As `inEveryMode` has them. */
  known: ReadonlyMap<string, Verdict>;
}

/**
 * As much of a report as tells one way of connecting from another.
 *
 * @param checks those that the way of connecting has a say in: no others are judged again
 */
function foundIn(
  checks: readonly Check[],
  evidence: EvidenceSet,
  context: ReportContext,
  before: FoundBefore,
): FoundInMode {
  const { verdicts, causes } = find(checks, evidence, context, before);
  return { checks: Object.fromEntries(verdicts.map((verdict) => [verdict.check, verdict])), causes };
}

function find(
  checks: readonly Check[],
  evidence: EvidenceSet,
  context: ReportContext,
  before?: FoundBefore,
): Found {
  const { selection, given } = context;
  const connection = connectionOf(evidence, selection.symptom);
  const { mode } = connection;
  const portal = portalOf(evidence);
  const withMode = new Set<string>();
  const anew = runChecks(checks, evidence, {
    mode,
    ...(before && { known: before.known }),
    onMode: (check) => void withMode.add(check),
    conversation: conversationOf(given, selection),
    ...(selection.symptom && { symptom: selection.symptom.id }),
    now: context.now,
  });
  // Those of before keep their places.
  const judged = new Map(before?.judged);
  for (const verdict of anew) judged.set(verdict.check, verdict);
  const { verdicts, use } = applySuppressions(toldVerdicts(judged, selection), context.suppressions ?? [], {
    ...(portal.hubId !== undefined && { portal: portal.hubId }),
    ...(context.profile !== undefined && { profile: context.profile }),
    now: context.startedAt,
  });
  const thread = peek(evidence, 'conversation.thread');
  const threadId = given.threadId ?? thread?.id;
  const ticketId = given.ticketId ?? thread?.ticketId;
  const webhooks = writtenWebhooks(evidence);
  const project = projectContext(evidence);
  const open = verdicts.filter(isOpen);
  const diagnosis: DiagnosisContext = {
    causes: CAUSES,
    checks: CHECKS,
    symptoms: symptomsOf(SYMPTOMS, mode),
    symptom: selection.symptom,
    evidence,
    places: placesFor(linkFacts(evidence, mode)),
    mode,
    ...namedVariables(given),
    ...(threadId && { threadId }),
    ...(ticketId && { ticketId }),
    ...(webhooks && { webhooks }),
    ...(project && { project }),
    ...(context.typed && { typed: context.typed }),
  };
  return {
    judged,
    withMode,
    connection,
    portal,
    verdicts,
    use,
    open,
    diagnosis,
    causes: diagnose(open, diagnosis),
  };
}

/** The checks to judge: the selected ones, and those that theirs rest on and whose evidence was gathered. */
function withPrerequisites(selection: Selection, evidence: EvidenceSet): Check[] {
  const selected = new Set(selection.checks);
  return CHECKS.filter((check) => {
    if (selected.has(check.id)) return true;
    if (selection.skipped.includes(check.id)) return false;
    const isThere = (key: EvidenceKey) => evidence[key] !== undefined;
    return check.needs.some(isThere) || check.uses?.some(isThere);
  });
}

/** Selected verdicts in the order of the selection, and before them the unselected ones that block any of them. */
function toldVerdicts(judged: ReadonlyMap<string, Verdict>, { checks }: Selection): Verdict[] {
  const selected = checks.map((id) => judged.get(id)).filter((verdict) => verdict !== undefined);
  const blockers = new Set(selected.map(({ blockedBy }) => blockedBy));
  for (const id of checks) blockers.delete(id);
  const roots = [...judged.values()].filter(({ check }) => blockers.has(check));
  return [...roots, ...selected];
}

/** A contact may have many conversations, so naming one of them stays an open question. */
function conversationOf(given: Given, { symptom }: Selection): CheckContext['conversation'] {
  if (given.threadId ?? given.ticketId ?? given.sessionId) return 'named';
  return symptom || given.contactEmail ? 'wanted' : 'unnamed';
}

function projectContext(evidence: EvidenceSet): ProjectContext | undefined {
  const project = peek(evidence, 'project.found');
  if (project === undefined) return undefined;
  const released = hasReleases(platformOf(project));
  return {
    ...(released !== undefined && { released }),
    measured: evidence['project.found']?.source === 'live',
  };
}

/** Evidence that the named checks declare. */
export function evidenceOf(ids: readonly string[]): EvidenceKey[] {
  const named = new Set(ids);
  return CHECKS.filter(({ id }) => named.has(id)).flatMap(({ needs, uses, shown }) => [
    ...needs,
    ...(uses ?? []),
    ...(shown ? [shown.by] : []),
  ]);
}
