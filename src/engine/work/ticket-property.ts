import type { WebhookEvent } from '../../core/event.ts';
import { perform, type Work } from '../effects.ts';
import { done, failed } from './outcomes.ts';

/** Copies a ticket property into the custom data of the session that the ticket belongs to. */
export function* syncProperty({ objectId: ticketId, propertyName, propertyValue }: WebhookEvent): Work {
  if (!propertyName || !propertyValue)
    return failed('property-missing', 'The event names no property and value.');
  const session = yield* perform({ kind: 'load-session-of-ticket', ticketId });
  // HubSpot announces every ticket of the portal; most have nothing to do with the AI.
  if (session === null) return done(`No session belongs to ticket ${ticketId}, so nothing was copied.`);
  const customData = { ...session.customData, [propertyName]: propertyValue };
  yield* perform({ kind: 'save-session', session: { ...session, customData } });
  return done(`The ticket property ${propertyName} was copied to the session.`);
}
