import type { Source } from './evidence.ts';
import type { SuppressedBy } from './suppression.ts';

export const STATUSES = ['pass', 'warn', 'fail', 'unknown', 'blocked', 'manual', 'na', 'crash'] as const;
export type Status = (typeof STATUSES)[number];

/** From which verdict on a run counts as having problems. */
export const THRESHOLDS = ['fail', 'warn', 'manual'] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/**
 * How sure a cause is: `confirmed` was measured, `likely` rests on a person's word or on strong signs,
 * `possible` is a hint that a test should settle.
 */
export const CONFIDENCES = ['confirmed', 'likely', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Details that a cause's fix sentences name: a scope, the right user id. All are safe to print. */
export type FindingDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One cause that a check found. */
export interface Finding<C extends string = string> {
  /** Id of the cause. */
  cause: C;
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

/** The causes that a failing check found, the first one leading. */
export type Findings<C extends string = string> = readonly [Finding<C>, ...Finding<C>[]];

/** What a check concludes from evidence that it was given. `blocked` and `crash` are the runner's words alone. */
export type Judgement<C extends string = string> =
  | ({ status: 'pass' | 'na' | 'unknown' } & JudgementText)
  | ({ status: 'manual'; question: string } & JudgementText)
  /** With a question where an answer could still take the finding back. */
  | ({ status: 'fail' | 'warn'; findings: Findings<C>; question?: string } & JudgementText);

export interface Verdict extends JudgementText {
  /** Id of the check. */
  check: string;
  status: Status;
  title: string;
  /** Evidence that the verdict rests on, in the order in which the check declared it. */
  evidence: string[];
  /** Best source among that evidence; absent where nothing was there. */
  source?: Source;
  /** Id of the check that has to hold first. */
  blockedBy: string | null;
  findings: readonly Finding[];
  /** What to ask a person: with `manual`, and where an answer could still take a finding back. */
  question?: string;
  docs: string;
  durationMs: number;
  /** Somebody has accepted the failure for a while. */
  suppressed?: SuppressedBy;
}
