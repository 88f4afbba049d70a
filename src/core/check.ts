import type { Evidence, EvidenceKey, EvidenceValues } from './evidence.ts';
import type { CauseId, CheckId, ConnectionMode } from './ids.ts';
import type { Judgement } from './verdict.ts';

/** What `judge` is handed: the values of everything it needs, and whatever became of what it only uses. */
export type Needed<N extends EvidenceKey> = { readonly [K in N]: EvidenceValues[K] };
export type Used<U extends EvidenceKey> = { readonly [K in U]: Evidence<EvidenceValues[K]> };

/**
 * One documented claim about a working integration.
 *
 * `judge` is a pure function of the evidence that is declared here: no IO, no clock. It is called only when all
 * of `needs` was obtained; the runner turns a failed need into `unknown`, a failed prerequisite into `blocked`,
 * and a need that nobody gave into `manual` or `na`.
 */
export interface CheckDefinition<N extends EvidenceKey, U extends EvidenceKey> {
  id: CheckId;
  /** The claim, true when healthy. */
  title: string;
  /** Every cause that this check can name. */
  causes: readonly CauseId[];
  needs: readonly N[];
  /** Evidence that helps and may be absent or failed. */
  uses?: readonly U[];
  /** Claims that must hold before this one means anything; if one fails, this check is blocked by it. */
  after?: readonly CheckId[];
  /** Modes in which the claim has no meaning, each with the reason that the user is told. */
  notFor?: Partial<Record<ConnectionMode, string>>;
  /** Where the rule comes from: an anchor of the OpenCX troubleshooting page, or HubSpot's documentation. */
  docs: string;
  /** What the check looks at and why, for `checks ID`: two or three sentences. */
  about: string;
  judge(needed: Needed<N>, used: Used<U>): Judgement;
}

/** A check as the runner holds it: the same for every set of evidence. */
export type Check = CheckDefinition<EvidenceKey, EvidenceKey>;

/** Ties the types of `needs` and `uses` to what `judge` may touch. */
export function defineCheck<N extends EvidenceKey, U extends EvidenceKey = never>(
  definition: CheckDefinition<N, U>,
): Check {
  return definition as unknown as Check;
}
