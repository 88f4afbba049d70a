import type { CauseDefinition, Places, ProjectContext } from '../core/cause.ts';
import type { Check } from '../core/check.ts';
import type { ConnectionMode } from '../core/connection.ts';
import type { EvidenceByKey } from '../core/evidence.ts';
import type { TypedFlag } from '../core/flags/typed-again.ts';
import { type NamedVariables, namedVariables } from '../core/given.ts';
import type { WrittenWebhooks } from '../core/hubspot/webhook-forms.ts';
import type { Party } from '../core/parties.ts';
import type { Fix, ReportCause } from '../core/report.ts';
import type { Symptom } from '../core/symptom.ts';
import type { Confidence, Finding, FindingDetails, Verdict } from '../core/verdict.ts';
import { onTheWay } from './command.ts';

export interface DiagnosisContext extends NamedVariables {
  /** By id, roots before what tends to follow from them. */
  causes: Readonly<Record<string, CauseDefinition>>;
  checks: readonly Check[];
  symptoms: readonly Symptom[];
  /** The symptom whose checklist was run, or null. */
  symptom: Symptom | null;
  evidence: EvidenceByKey;
  places: Places;
  mode: ConnectionMode;
  threadId?: string;
  ticketId?: string;
  webhooks?: WrittenWebhooks;
  project?: ProjectContext;
  /** What was typed, for commands that look again. */
  typed?: readonly TypedFlag[];
}

/**
 * Combines verdicts into ranked causes, with the evidence for and against each. Roots first, most likely first; what
 * follows from a root stands right behind it.
 */
export function diagnose(verdicts: readonly Verdict[], context: DiagnosisContext): ReportCause[] {
  const suspects = collect(verdicts, context);
  const rooted = withRoots(suspects, context.causes);
  const ranked = rank(rooted, Object.keys(context.causes));
  return ranked.map((suspect) => report(suspect, verdicts, context));
}

/** A cause that at least one check found. */
interface Suspect {
  id: string;
  verdicts: [Verdict, ...Verdict[]];
  confidence: Confidence;
  severe: boolean;
  details: FindingDetails;
  /** Its place in the list of the check that found it: a check names the likeliest first. */
  place: number;
  followsFrom: string | null;
}

const CONFIDENCES: readonly Confidence[] = ['confirmed', 'likely', 'possible'];

function collect(verdicts: readonly Verdict[], context: DiagnosisContext): Suspect[] {
  const suspects = new Map<string, Suspect>();
  for (const verdict of verdicts) {
    for (const [place, finding] of verdict.findings.entries()) {
      const confidence = confidenceOf(finding, verdict, context.evidence);
      const known = suspects.get(finding.cause);
      if (!known) {
        suspects.set(finding.cause, {
          id: finding.cause,
          verdicts: [verdict],
          confidence,
          severe: verdict.status === 'fail',
          details: finding.details ?? {},
          place,
          followsFrom: null,
        });
        continue;
      }
      if (!known.verdicts.includes(verdict)) known.verdicts.push(verdict);
      known.confidence = stronger(known.confidence, confidence);
      known.place = Math.min(known.place, place);
      known.details = detailsOf(known, finding, verdict);
      known.severe ||= verdict.status === 'fail';
    }
  }
  return [...suspects.values()];
}

/** A cause is told by what has failed: what only warns of it, such as a count, may be true of others. */
function detailsOf(known: Suspect, { details = {} }: Finding, { status }: Verdict): FindingDetails {
  const fails = status === 'fail';
  if (fails !== known.severe) return fails ? details : known.details;
  return { ...details, ...known.details };
}

/** A person's word makes a cause likely, never confirmed; a check may lower what its sources give. */
function confidenceOf(finding: Finding, verdict: Verdict, evidence: EvidenceByKey): Confidence {
  const aged = verdict.evidence.some((key) => evidence[key]?.stale);
  const bySource: Confidence = verdict.source === 'stated' || aged ? 'likely' : 'confirmed';
  return finding.confidence ? weaker(bySource, finding.confidence) : bySource;
}

/** A cause of a warning stands above none of a failure, and nothing in the portal follows from what is amiss with the tool. */
function withRoots(suspects: readonly Suspect[], causes: DiagnosisContext['causes']): Suspect[] {
  const leaderOf = ({ id, severe }: Suspect): Suspect | undefined =>
    suspects.find(
      (other) =>
        other.id !== id &&
        (other.severe || !severe) &&
        causes[other.id]?.leads.includes(id) &&
        ownerOf(other, causes) !== 'you',
    );
  const rootOf = (suspect: Suspect): Suspect | undefined => {
    const leader = leaderOf(suspect);
    return leader && (rootOf(leader) ?? leader);
  };
  return suspects.map((suspect) => ({ ...suspect, followsFrom: rootOf(suspect)?.id ?? null }));
}

function ownerOf({ id, details }: Suspect, causes: DiagnosisContext['causes']): Party | undefined {
  return causes[id]?.ownerOf?.(details) ?? causes[id]?.owner;
}

/**
 * Failures before warnings, surer before less sure, of hints what a check names first before what it names after, and at last the
 * catalogue's order, which goes from the ground up.
 */
function rank(suspects: readonly Suspect[], catalogue: readonly string[]): Suspect[] {
  const order = (suspect: Suspect) => [
    suspect.severe ? 0 : 1,
    CONFIDENCES.indexOf(suspect.confidence),
    suspect.confidence === 'possible' ? suspect.place : 0,
    catalogue.indexOf(suspect.id),
  ];
  const inOrder = [...suspects].sort((a, b) => compare(order(a), order(b)));
  const roots = inOrder.filter((suspect) => suspect.followsFrom === null);
  return roots.flatMap((root) => [root, ...inOrder.filter((suspect) => suspect.followsFrom === root.id)]);
}

function report(suspect: Suspect, verdicts: readonly Verdict[], context: DiagnosisContext): ReportCause {
  const definition = context.causes[suspect.id];
  if (!definition) throw new Error(`No cause is defined as ${suspect.id}.`);
  const owner = ownerOf(suspect, context.causes) ?? definition.owner;
  const [first] = suspect.verdicts;
  const against = verdicts
    .filter((verdict) => verdict.status === 'pass' && checkOf(verdict, context)?.causes.includes(suspect.id))
    .map((verdict) => verdict.check);
  return {
    id: suspect.id,
    checks: suspect.verdicts.map((verdict) => verdict.check),
    title: definition.title(suspect.details),
    confidence: suspect.confidence,
    owner,
    measured: first.measured ?? first.summary,
    expected: first.expected ?? first.title,
    evidence: [...new Set(suspect.verdicts.flatMap((verdict) => verdict.evidence))],
    against,
    fixes: fixesOf(definition, suspect, context),
    followsFrom: suspect.followsFrom,
    // What keeps this tool from looking is no reason for what was seen before it was run.
    explains: owner === 'you' && suspect.severe ? [] : explainedBy(suspect, context.symptoms),
  };
}

function fixesOf(definition: CauseDefinition, { details }: Suspect, context: DiagnosisContext): Fix[] {
  const { places, mode, threadId, ticketId, webhooks, project, typed } = context;
  const fixes = definition.fixes({
    places,
    mode,
    details,
    ...namedVariables(context),
    ...(threadId && { threadId }),
    ...(ticketId && { ticketId }),
    ...(webhooks && { webhooks }),
    ...(project && { project }),
  });
  return fixes.map((fix) => onTheWay(fix, typed));
}

/**
 * The symptoms whose own checks found the cause. Every checklist begins with the same ground (token and scopes), so
 * what only the ground found explains them all.
 */
function explainedBy(suspect: Suspect, symptoms: readonly Symptom[]): string[] {
  const checks = suspect.verdicts.map(({ check }) => check);
  const isGround = (id: string) => symptoms.every((symptom) => symptom.checks.includes(id));
  const holding = (ids: readonly string[]) =>
    symptoms.filter((symptom) => ids.some((id) => symptom.checks.includes(id))).map(({ id }) => id);
  const own = holding(checks.filter((id) => !isGround(id)));
  return own.length > 0 ? own : holding(checks);
}

export function checkOf(verdict: Verdict, context: DiagnosisContext): Check | undefined {
  return context.checks.find((check) => check.id === verdict.check);
}

function stronger(a: Confidence, b: Confidence): Confidence {
  return CONFIDENCES.indexOf(a) <= CONFIDENCES.indexOf(b) ? a : b;
}

function weaker(a: Confidence, b: Confidence): Confidence {
  return CONFIDENCES.indexOf(a) >= CONFIDENCES.indexOf(b) ? a : b;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
