import type { EvidenceKey, Source } from './evidence.ts';
import type { CauseId, CheckId } from './ids.ts';
import type { SuppressedBy } from './suppression.ts';

export type Status = 'pass' | 'warn' | 'fail' | 'unknown' | 'blocked' | 'manual' | 'na' | 'crash';
export const STATUSES: readonly Status[] = [
  'pass',
  'warn',
  'fail',
  'unknown',
  'blocked',
  'manual',
  'na',
  'crash',
];

/**
 * How sure a cause is: `confirmed` was measured, `likely` rests on a person's word or on strong signs,
 * `possible` is a hint that a test should settle.
 */
export type Confidence = 'confirmed' | 'likely' | 'possible';

/** Details that a cause's fix sentences name: a scope, the right user id. All are safe to print. */
export type FindingDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One cause that a check found. */
export interface Finding {
  cause: CauseId;
  /** Lower than what the evidence's source gives; never raises it. */
  confidence?: Confidence;
  details?: FindingDetails;
}

export interface JudgementText {
  /** One sentence that stands alone. */
  summary: string;
  measured?: string;
  expected?: string;
}

/** What a check concludes from evidence that it was given. `blocked` and `crash` are the runner's words alone. */
export type Judgement =
  | ({ status: 'pass' | 'na' | 'unknown' } & JudgementText)
  | ({ status: 'manual'; question: string } & JudgementText)
  | ({ status: 'fail' | 'warn'; findings: readonly [Finding, ...Finding[]] } & JudgementText);

export interface Verdict extends JudgementText {
  check: CheckId;
  status: Status;
  title: string;
  /** Evidence that the verdict rests on, in the order in which the check declared it. */
  evidence: EvidenceKey[];
  /** Best source among that evidence; absent where nothing was there. */
  source?: Source;
  blockedBy: CheckId | null;
  findings: readonly Finding[];
  /** What to ask a person, with `manual`. */
  question?: string;
  docs: string;
  durationMs: number;
  /** Somebody has accepted the failure for a while. */
  suppressed?: SuppressedBy;
}

export const pass = (summary: string, text: Omit<JudgementText, 'summary'> = {}): Judgement => ({
  status: 'pass',
  summary,
  ...text,
});

export const notApplicable = (summary: string): Judgement => ({ status: 'na', summary });

/** For what the evidence leaves open although it was obtained; a failed probe is the runner's business. */
export const unknown = (summary: string, text: Omit<JudgementText, 'summary'> = {}): Judgement => ({
  status: 'unknown',
  summary,
  ...text,
});

/** For what only a person can tell; `question` is put to them as it stands. */
export const manual = (summary: string, question: string): Judgement => ({
  status: 'manual',
  summary,
  question,
});

export const fail = (
  findings: Finding | CauseId | readonly [Finding, ...Finding[]],
  text: JudgementText,
): Judgement => ({ status: 'fail', findings: asFindings(findings), ...text });

export const warn = (
  findings: Finding | CauseId | readonly [Finding, ...Finding[]],
  text: JudgementText,
): Judgement => ({ status: 'warn', findings: asFindings(findings), ...text });

function asFindings(
  findings: Finding | CauseId | readonly [Finding, ...Finding[]],
): readonly [Finding, ...Finding[]] {
  if (typeof findings === 'string') return [{ cause: findings }];
  return 'cause' in findings ? [findings] : findings;
}
