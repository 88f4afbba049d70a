import type { Decision } from '../../core/decision.ts';
import type { WebhookEvent } from '../../core/event.ts';
import { type DuplicateOf, decideEnvelope } from '../decide/index.ts';
import { perform, type Work } from '../effects.ts';
import type { EngineSettings } from '../settings.ts';
import { markHandedOff, openSession } from './conversation.ts';
import { workOnMessage } from './message.ts';
import { done, skipped } from './outcomes.ts';
import { syncProperty } from './ticket-property.ts';

/** What work is told beside the event. */
export interface WorkContext {
  settings: EngineSettings;
  /** Event that this one repeats. */
  duplicateOf: DuplicateOf;
}

/** The whole work on one event, as effects to be carried out one after another. */
export function* workOn(event: WebhookEvent, context: WorkContext): Work {
  const decision = decideEnvelope(event, context);
  if (decision === null) return yield* workOnMessage(event, context);
  yield* perform({ kind: 'record-decision', decision });
  if (decision.outcome === 'skip') return skipped(decision);
  return yield* workOnEnvelope(event, decision);
}

function* workOnEnvelope(event: WebhookEvent, { action }: Decision): Work {
  switch (action) {
    case 'sync-property':
      return yield* syncProperty(event);
    case 'open-session':
      return yield* openSession(event.objectId);
    case 'mark-handed-off':
      return yield* markHandedOff(event.objectId);
    default:
      return done('Kept here as it came, and sent to nobody.');
  }
}
