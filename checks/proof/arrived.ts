/** What the events that a live test saw arrive settle of the app's webhooks, each in the words of its check. */
import type { Shown } from '../shared/define-check.ts';
import { pass } from '../shared/judgement.ts';

const NEW_MESSAGE = 'conversation.newMessage';
const NEW_CONVERSATION = 'conversation.creation';
const TICKET_CHANGE = 'ticket.propertyChange';

/** Any event that arrived shows it: a target URL, its being this organization's, an app that sends. */
export function shownByAny(summary: string): Shown {
  return shownBy(summary, ({ length }) => length > 0);
}

/** A ticket's change that arrived shows it. */
export function shownByTicketChange(summary: string): Shown {
  return shownBy(summary, (events) => events.includes(TICKET_CHANGE));
}

/**
 * Both events that carry the work of OpenCX arrived. That of a new conversation leaves no trace of its own, and with
 * the two others at work its absence would change nothing that anybody sees.
 *
 * @param ofAll what is said where HubSpot's log shows that one too
 */
export function shownByBoth(summary: string, ofAll = summary): Shown {
  const holds = (events: readonly string[]) => events.includes(NEW_MESSAGE) && events.includes(TICKET_CHANGE);
  return shownBy((events) => (events.includes(NEW_CONVERSATION) ? ofAll : summary), holds);
}

function shownBy(
  summary: string | ((events: readonly string[]) => string),
  holds: (events: readonly string[]) => boolean,
): Shown {
  const said = typeof summary === 'string' ? () => summary : summary;
  return {
    by: 'proof.arrived',
    judge: ({ events }) =>
      holds(events)
        ? pass(said(events), { measured: `arrived in a live test: ${events.join(', ')}` })
        : undefined,
  };
}
