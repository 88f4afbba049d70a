/** What a check can conclude, in the words that its file is written with. */
import type * as core from '../../src/core/verdict.ts';

import type { CauseId } from '../causes.ts';

export type { Confidence, JudgementText } from '../../src/core/verdict.ts';
export type Finding = core.Finding<CauseId>;
export type Findings = core.Findings<CauseId>;
export type Judgement = core.Judgement<CauseId>;

type Found = Finding | CauseId | Findings;
type Further = Omit<core.JudgementText, 'summary'>;

export const pass = (summary: string, text: Further = {}): Judgement => ({
  status: 'pass',
  summary,
  ...text,
});

export const notApplicable = (summary: string): Judgement => ({ status: 'na', summary });

/** For what the evidence leaves open although it was obtained; a failed probe is the runner's business. */
export const unknown = (summary: string, text: Further = {}): Judgement => ({
  status: 'unknown',
  summary,
  ...text,
});

/**
 * For what only a person can tell; `question` is put to them as it stands.
 *
 * @param measured what is known beside it and does not decide it
 */
export const manual = (summary: string, question: string, measured?: string): Judgement => ({
  status: 'manual',
  summary,
  question,
  ...(measured !== undefined && { measured }),
});

/** `question` is put to a person where the answer could still take the finding back. */
type FoundText = core.JudgementText & { question?: string };

export const fail = (found: Found, text: FoundText): Judgement => ({
  status: 'fail',
  findings: findingsOf(found),
  ...text,
});

export const warn = (found: Found, text: FoundText): Judgement => ({
  status: 'warn',
  findings: findingsOf(found),
  ...text,
});

function findingsOf(found: Found): Findings {
  if (typeof found === 'string') return [{ cause: found }];
  return 'cause' in found ? [found] : found;
}
