import type { Decision, RuleStep } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';
import type { SkipReason } from '../../core/ids.ts';
import { decideEnvelope, decideMessage, type EnvelopeGiven, type MessageGiven } from '../decide/index.ts';
import { effectsOf } from './effects-of.ts';

/** One event explained; users script against these keys. */
export interface ExplainedDecision {
  messageId: string | null;
  eventId: number | null;
  outcome: Decision['outcome'];
  reason: SkipReason | null;
  rules: Pick<RuleStep, 'id' | 'input' | 'outcome'>[];
  /** What would be done, in order; empty for a skipped event. */
  effects: string[];
  flip: string | null;
}

/** What `explain --format json` prints. */
export interface Explanation {
  schemaVersion: 1;
  decisions: ExplainedDecision[];
}

/** Explains an event by itself; null where its message must be fetched first, for `explainMessage`. */
export function explainEvent(event: WebhookEvent, given: EnvelopeGiven): ExplainedDecision | null {
  const decision = decideEnvelope(event, given);
  return decision && explained(event, decision, effectsOf(decision, given.settings, null));
}

/** Explains an event together with its message and thread. */
export function explainMessage(event: WebhookEvent, given: MessageGiven): ExplainedDecision {
  const { settings, session, message } = given;
  const decision = decideMessage(event, given);
  const effects = effectsOf(decision, settings, session, message.channelId);
  return { ...explained(event, decision, effects), messageId: event.messageId ?? message.id };
}

/** Puts a decision, taken now or kept in a journal, into the form that is printed. */
export function explained(
  event: WebhookEvent,
  decision: Decision,
  effects: readonly string[],
): ExplainedDecision {
  return {
    messageId: event.messageId ?? null,
    eventId: event.eventId ?? null,
    outcome: decision.outcome,
    reason: decision.reason,
    rules: decision.rules.map(({ id, input, outcome }) => ({ id, input, outcome })),
    effects: [...effects],
    flip: decision.flip,
  };
}

export function explanationOf(decisions: readonly ExplainedDecision[]): Explanation {
  return { schemaVersion: 1, decisions: [...decisions] };
}
