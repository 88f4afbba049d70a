import { REQUIRED_EVENTS } from '../../src/core/hubspot/webhooks.ts';
import { nearestClause } from '../../src/files/nearest.ts';

/** Ends a sentence with the event that somebody meant most likely, or with those that OpenCX needs. */
export function nearestEventClause(label: string): string {
  return nearestClause(label, REQUIRED_EVENTS) || `; OpenCX needs ${REQUIRED_EVENTS.join(', ')}`;
}
