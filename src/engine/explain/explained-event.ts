import type { Decision } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';

/** One event with what is done about it. */
export interface ExplainedEvent {
  event: WebhookEvent;
  /** null: it could not be explained; `why` says what was missing. */
  decision: Decision | null;
  why?: string;
  /** What would be done, in order; nothing is done by explaining. */
  effects: readonly string[];
}
