import type { HubSpotWriter } from '../core/ports.ts';
import { record } from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import { contentOf, type HubSpotCalls } from './calls.ts';
import { threadPath } from './conversations.ts';
import { peopleReader } from './people.ts';

const anything = record({});

/**
 * Assigns a thread. HubSpot documents two forms: its API specification a PUT with the actor id, its conversations
 * guide a POST elsewhere with the user's email. The PUT comes first; where the portal does not have it, the POST is
 * made, and whichever worked is kept to.
 */
export function assignment(calls: HubSpotCalls): Pick<HubSpotWriter, 'assignThread'> {
  const { plain } = calls;
  const people = peopleReader(calls);
  let guideWorked = false;

  const asSpecified = (threadId: string, actorId: string) =>
    plain({
      method: 'PUT',
      path: `/conversations/conversations/v3/threads/${encodeURIComponent(threadId)}/assignee`,
      body: { actorId },
    });

  /** The user's email is read first; one whom HubSpot shows no email of goes by the actor id. */
  const asInTheGuide = async (threadId: string, actorId: string) => {
    const email = (await people.actor(actorId))?.email;
    return plain({
      path: `${threadPath(threadId)}/assignee`,
      body: { actorId: email ?? actorId },
      repeatable: true,
    });
  };

  return {
    assignThread: async (threadId, actorId) => {
      const specified = guideWorked ? undefined : await asSpecified(threadId, actorId);
      if (specified && !isNoRoute(specified)) {
        contentOf(anything, specified);
        return;
      }
      const guided = await asInTheGuide(threadId, actorId);
      // Where neither form is known, the specification's refusal is the one to tell of.
      contentOf(anything, specified && isNoRoute(guided) ? specified : guided);
      guideWorked = true;
    },
  };
}

function isNoRoute({ status }: WireAnswer): boolean {
  return status === 404 || status === 405;
}
