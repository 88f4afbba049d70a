import type { Action, Decision, RuleStep, SkipReason } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';
import { type Author, authorOf } from '../../core/hubspot/authors.ts';
import { EMAIL_CHANNEL } from '../../core/hubspot/channels.ts';
import { decideEnvelope, decideMessage, type EnvelopeGiven, type MessageGiven } from '../decide/decide.ts';
import type { EngineSession } from '../session.ts';
import type { EngineSettings } from '../settings.ts';

/** One event with what is done about it. */
export interface ExplainedEvent {
  event: WebhookEvent;
  /** Who wrote its message, where it was read. */
  author?: Author;
  /** null: it could not be explained; `why` says what was missing. */
  decision: Decision | null;
  why?: string;
  /** What would be done, in order; nothing is done by explaining. */
  effects: readonly string[];
}

/** Explains an event by itself; null where its message must be fetched first, for `explainMessage`. */
export function explainEvent(event: WebhookEvent, given: EnvelopeGiven): ExplainedEvent | null {
  const decision = decideEnvelope(event, given);
  return decision && { event, decision, effects: effectsOf(decision, given.settings, null) };
}

/** Explains an event together with its message and thread. */
export function explainMessage(event: WebhookEvent, given: MessageGiven): ExplainedEvent {
  const { settings, session, message, thread } = given;
  const decision = decideMessage(event, given);
  const channelId = message.channelId ?? thread.originalChannelId;
  return {
    event: { ...event, messageId: event.messageId ?? message.id },
    author: authorOf(message, settings.aiUser),
    decision,
    effects: effectsOf(decision, settings, session, channelId),
  };
}

/** Actions on a message that send something. */
const SENDING: readonly Action[] = ['reply', 'draft', 'deliver'];

const EFFECTS_OF_ACTION: Readonly<Record<Action, readonly string[]>> = {
  reply: ['post-message'],
  draft: ['post-comment'],
  deliver: ['deliver'],
  'sync-property': ['save-session'],
  'open-session': ['save-session'],
  'mark-handed-off': ['save-session'],
  // The journal keeps it with the event; nothing further happens.
  store: [],
};

/**
 * What would be done because of a decision, in order, in the names of the engine's effects. A reply may turn out as
 * a handoff or as silence: that is the AI's choice and no rule's, so the reply stands for it.
 *
 * @param channelId channel that the message came by; on email the engine waits first, so that concurrent workflows
 *   can finish (OpenCX docs, "Webhook Reference")
 */
export function effectsOf(
  decision: Decision,
  settings: EngineSettings,
  session: EngineSession | null,
  channelId?: string,
): string[] {
  const { action } = decision;
  if (action === null) return [];
  const isEmail = channelId === EMAIL_CHANNEL && settings.emailDelayMs > 0;
  const isFirst = session === null && (action === 'reply' || action === 'draft');
  return [
    ...(isEmail && SENDING.includes(action) ? [`wait ${settings.emailDelayMs} ms (email)`] : []),
    ...(isFirst ? ['save-session'] : []),
    ...EFFECTS_OF_ACTION[action],
  ];
}

/** What `explain --format json` prints; users script against these keys. */
export interface Explanation {
  schemaVersion: 1;
  decisions: ExplainedDecision[];
}

export interface ExplainedDecision {
  messageId: string | null;
  eventId: number | null;
  outcome: Decision['outcome'];
  reason: SkipReason | null;
  rules: Pick<RuleStep, 'id' | 'input' | 'outcome'>[];
  /** What would be done, or was done, in order; empty for a skipped event. */
  effects: string[];
  flip: string | null;
}

/** The decisions alone; events that could not be explained are left out. */
export function explanationOf(events: readonly ExplainedEvent[]): Explanation {
  const decisions = events.flatMap(({ event, decision, effects }) =>
    decision === null ? [] : [printed(event, decision, effects)],
  );
  return { schemaVersion: 1, decisions };
}

function printed(event: WebhookEvent, decision: Decision, effects: readonly string[]): ExplainedDecision {
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
