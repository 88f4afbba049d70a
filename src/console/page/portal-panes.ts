/** The small HubSpot: its conversations, the one that is open, and what the engine decided about it. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { EventRow } from '../words.ts';
import { ChatView } from './chat-view.ts';
import { EventPane } from './event-pane.ts';
import type { Events } from './events.ts';
import { PaneTitle } from './list-panes.ts';
import type { Portal } from './portal.ts';
import { PortalView } from './portal-view.ts';
import { hashOf, type Place } from './route.ts';
import { depthOf, type Shown } from './shown.ts';

const LANE_OF_THREAD = 'thread:';

/** The conversation that is open. */
export function threadIn({ view, lane }: Place): string | undefined {
  return view === 'portal' ? lane?.replace(LANE_OF_THREAD, '') : undefined;
}

export function PortalPanes({ portal, ...shown }: Shown & { portal: Portal }): VNode {
  const { place, go, journal } = shown;
  const { view, filter } = place;
  const thread = portal.threads.find(({ id }) => id === threadIn(place));
  const told = thread ? eventsOf(journal.events, thread.id, thread.ticket?.id) : [];
  const chosen = place.event ?? latestOf(told)?.id;
  const placeOf = (id: string): Place => ({ view, lane: LANE_OF_THREAD + id, filter });
  return html`<main class=${depthOf(place)}>
    <div class="pane first"><${PortalView}
      portal=${portal} chosen=${thread?.id}
      hashOf=${(id: string) => hashOf(placeOf(id))} onOpened=${(id: string) => go(placeOf(id))}
    /></div>
    ${
      thread &&
      html`<div class="pane second talk">
        <${PaneTitle} title=${thread.customer.name ?? thread.customer.email ?? thread.id} back=${hashOf({ view, filter })} />
        <${ChatView}
          thread=${thread} portal=${portal} chosen=${chosen} events=${told}
          hashOf=${(event: number) => hashOf({ ...placeOf(thread.id), event })}
        />
      </div>`
    }
    <${EventPane} ...${shown} chosen=${chosen} nothing=${NOTHING} onRun=${(event: number) => go({ ...place, event })} />
  </main>`;
}

const NOTHING = html`<div class="empty"><p>A small HubSpot. Write as a customer, answer as a rep, take the conversation over, break a setting.</p>
  <p>What the engine decides about it shows between the messages.</p></div>`;

/** Of a conversation and of its ticket, oldest first. */
function eventsOf(events: Events, threadId: string, ticketId: string | undefined): EventRow[] {
  const lanes = [LANE_OF_THREAD + threadId, `ticket:${ticketId}`];
  return events.newestFirst.filter(({ lane }) => lanes.includes(lane)).toReversed();
}

/** Beside what people write, the echo of what the engine itself wrote is the last thing that is looked for. */
function latestOf(events: readonly EventRow[]): EventRow | undefined {
  return events.findLast(({ reason }) => reason !== 'self-caused') ?? events.at(-1);
}
