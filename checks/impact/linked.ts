/** Which OpenCX session belongs to which HubSpot thread, as far as the sessions themselves say so. */
import type { Thread } from '../../src/core/hubspot/records.ts';
import type { Session } from '../../src/core/opencx.ts';

/** What OpenCX calls HubSpot where it names the system that holds a ticket. */
const HUBSPOT = 'hubspot';

export interface Linked {
  sessionOf(thread: Thread): Session | undefined;
  /** Whether some session names a thread by its own id; if not, one is found by its ticket alone. */
  byThread: boolean;
  /** Sessions that name no record of HubSpot: nothing says which thread they are of. */
  unlinked: number;
}

/** Which of HubSpot's ids a session carries is not documented, so that of the thread and that of the ticket are both taken. */
export function linkedBy(sessions: readonly Session[], threads: readonly Thread[]): Linked {
  const byId = new Map(sessions.flatMap((each) => (idIn(each) === undefined ? [] : [[idIn(each), each]])));
  return {
    sessionOf: ({ id, ticketId }) =>
      byId.get(id) ?? (ticketId === undefined ? undefined : byId.get(ticketId)),
    byThread: threads.some(({ id }) => byId.has(id)),
    unlinked: sessions.filter((each) => idIn(each) === undefined).length,
  };
}

function idIn({ ticketingSystem, ticketingId }: Session): string | undefined {
  return ticketingSystem === undefined || ticketingSystem === HUBSPOT ? ticketingId : undefined;
}
