import type { Action, RuleStep, SkipReason } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';
import type { Message, Thread } from '../../core/hubspot/records.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';

export type RuleInput = RuleStep['input'];

/** Journal number of the event that this one repeats, or `batch` for one of the same delivery. */
export type DuplicateOf = number | 'batch' | null;

/** What a rule may look at as soon as an event has arrived. */
export interface EnvelopeView {
  event: WebhookEvent;
  settings: EngineSettings;
  duplicateOf: DuplicateOf;
  /** Present once the message has been fetched. */
  message?: Message;
}

/** What a rule may look at once the message and its thread have been fetched. */
export interface MessageView extends EnvelopeView {
  message: Message;
  thread: Thread;
  /** null: the thread has no session yet. */
  session: EngineSession | null;
}

interface Passed {
  outcome: 'pass';
  input: RuleInput;
}

/** The word of the rule that decides. */
export type Conclusion =
  | { outcome: 'skip'; reason: SkipReason; input: RuleInput; flip: string | null }
  | { outcome: 'act'; action: Action; input: RuleInput; flip: string | null };

/** What a rule says of one event; `input` holds ids, types and yes-or-no only, never text or contact data. */
export type Inspection = Passed | Conclusion;

export interface Rule<View extends EnvelopeView> {
  /** Stable: users read it in `explain`. */
  id: string;
  /** The rule in one sentence, for users. */
  rule: string;
  /** The one reason for which it skips, and what it has done with an event; whoever reads up on it is told. */
  skips?: SkipReason;
  acts?: Action;
  /** false leaves the rule out of the explanation; without it the rule concerns every event of its stage. */
  applies?(view: View): boolean;
  inspect(view: View): Inspection;
}

export const pass = (input: RuleInput): Passed => ({ outcome: 'pass', input });

/** @param flip the smallest change that would turn the outcome, as an instruction; null where there is none */
export const skip = (reason: SkipReason, input: RuleInput, flip: string | null): Conclusion => ({
  outcome: 'skip',
  reason,
  input,
  flip,
});

/** @param flip the smallest change that would turn the outcome, as an instruction; null where there is none */
export const act = (action: Action, input: RuleInput, flip: string | null): Conclusion => ({
  outcome: 'act',
  action,
  input,
  flip,
});
