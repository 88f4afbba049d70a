/** Runs an event again on the engine beside the console: what would be done first, and then, when it is asked for, in earnest. */
import type { ExplainedEvent } from '../../engine/explain/explanation.ts';
import type { JournalReads } from '../../engine/journal/journal.ts';
import type { EngineDoors } from '../../run/engine/doors.ts';
import type { Foreseen } from '../words.ts';
import { cleanDecision } from './event-page.ts';
import { eventNamed } from './events.ts';
import { Refusing, type Route } from './route.ts';

export function againRoutes(journal: JournalReads, doors: EngineDoors): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/events/:id/foresee',
      async answer({ params }) {
        const { event } = await eventNamed(journal, params['id']);
        return foreseen(await doors.foresee(event));
      },
    },
    {
      method: 'POST',
      path: '/api/events/:id/replay',
      async answer({ params }) {
        const event = await eventNamed(journal, params['id']);
        if (event.damaged)
          throw new Refusing(
            409,
            `The journal cannot read event ${event.id} any more, so it cannot be run again.`,
          );
        return { id: await doors.again(event) };
      },
    },
  ];
}

export function foreseen({ decision, why, effects }: ExplainedEvent): Foreseen {
  return {
    decision: decision && cleanDecision(decision),
    ...(why !== undefined && { why }),
    effects: [...effects],
  };
}
