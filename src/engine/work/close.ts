import { perform, type Work } from '../effects.ts';
import type { EngineSettings } from '../settings.ts';
import { done } from './outcomes.ts';

/**
 * Closes the ticket of a resolved conversation once its time has come (OpenCX troubleshooting page, "Limits &
 * timing": about 15 s). Looks again first: the customer may have written in between.
 */
export function* closeTicket(threadId: string, { closedStageId }: EngineSettings): Work {
  const session = yield* perform({ kind: 'load-session', threadId });
  if (session?.status !== 'resolved' || session.ticketId === undefined) {
    return done('The conversation went on, so its ticket stays open.');
  }
  const { ticketId } = session;
  yield* perform({ kind: 'update-ticket', ticketId, properties: { hs_pipeline_stage: closedStageId } });
  yield* perform({ kind: 'save-session', session: { ...session, ticketClosed: true } });
  return done(`Ticket ${ticketId} was closed.`);
}
