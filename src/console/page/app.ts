/** The page: a list, what was chosen of it, and the event that was chosen of that. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Asked } from '../doctor-words.ts';
import type { About, EventRow } from '../words.ts';
import { ChatView } from './chat-view.ts';
import { DoctorView } from './doctor-view.ts';
import { EventView } from './event-view.ts';
import type { Events } from './events.ts';
import type { Connection, Journal } from './journal.ts';
import { LanePane, ListPane, PaneTitle } from './list-panes.ts';
import { useBack, usePlace } from './place.ts';
import { usePortal } from './portal.ts';
import { PortalView } from './portal-view.ts';
import { hashOf, type Place, type View } from './route.ts';
import { WhatWould } from './run-again.ts';
import { TryView, useTrial } from './try-view.ts';

interface Props {
  about: About | undefined;
  journal: Journal;
}

const LANE_OF_THREAD = 'thread:';

export function App({ about, journal }: Props): VNode {
  const [place, go] = usePlace();
  const { events, connection, version, doctor } = journal;
  const { filter, view } = place;
  const isSandbox = about?.kind === 'sandbox';
  const chosenThread = view === 'portal' ? place.lane?.replace(LANE_OF_THREAD, '') : undefined;
  const portal = usePortal(isSandbox, version, chosenThread);
  // Kept above the view, so that what was typed is there again after a look at something else.
  const [edits, edit] = useState<Partial<Asked>>({});
  const lane = events.lanes.find(({ key }) => key === place.lane);
  const thread = portal.threads.find(({ id }) => id === chosenThread);
  const told = thread ? eventsOf(events, thread.id, thread.ticket?.id) : (lane?.events ?? []);
  const trial = useTrial(about?.canReplay && view === 'try' ? place.event : null);
  const chosen = view === 'try' ? trial.sent : (place.event ?? latestOf(told, view)?.id);
  const onRun = (event: number) =>
    go(view === 'try' ? { view: 'events', event, filter } : { ...place, event });
  useBack(go);
  useEffect(() => {
    // On a phone there are more views than fit beside each other.
    document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view, about]);
  return html`
    <header class="top">
      <h1>${about?.title ?? 'Console'}</h1>
      <nav aria-label="Views">
        ${viewsOf(about).map(
          (each) =>
            html`<a key=${each} href=${hashOf({ view: each, filter })} aria-current=${view === each ? 'page' : undefined}>${each}</a>`,
        )}
      </nav>
      <${Pulse} connection=${connection} />
    </header>
    <${Trouble} connection=${connection} />
    ${
      view === 'doctor'
        ? html`<main><div class="pane last only">${about && doctor && html`<${DoctorView} page=${doctor} offer=${about.doctor} edits=${edits} edit=${edit} />`}</div></main>`
        : html`<main class=${view === 'try' ? 'trying' : depthOf(place)}>
      ${
        view === 'portal'
          ? html`<div class="pane first"><${PortalView}
              portal=${portal} chosen=${thread?.id}
              hashOf=${(id: string) => hashOf({ view, lane: LANE_OF_THREAD + id, filter })}
              onOpened=${(id: string) => go({ view, lane: LANE_OF_THREAD + id, filter })}
            /></div>`
          : view === 'try'
            ? html`<div class="pane first"><${TryView} trial=${trial} /></div>`
            : html`<${ListPane} place=${place} journal=${journal} version=${version} go=${go} />`
      }
      ${view === 'conversations' && lane && html`<${LanePane} lane=${lane} chosen=${chosen} place=${place} go=${go} />`}
      ${
        thread &&
        html`<div class="pane second talk">
          <${PaneTitle} title=${thread.customer.name ?? thread.customer.email ?? thread.id} back=${hashOf({ view, filter })} />
          <${ChatView}
            thread=${thread} portal=${portal} chosen=${chosen}
            events=${told}
            hashOf=${(event: number) => hashOf({ view, lane: LANE_OF_THREAD + thread.id, event, filter })}
          />
        </div>`
      }
      <div class="pane last">
        ${view === 'events' && chosen !== undefined && html`<a class="back" href=${hashOf({ view, filter })} aria-label="Back to the list">←</a>`}
        ${
          view === 'try' && trial.foreseen
            ? html`<div class="event" role="status"><section><${WhatWould} foreseen=${trial.foreseen} /></section></div>`
            : chosen == null
              ? html`<${Nothing} isEmpty=${events.size === 0} view=${view} wasSent=${chosen === null} />`
              : html`<${EventView} id=${chosen} row=${events.get(chosen)} isLive=${connection.is === 'live'} onRun=${about?.canReplay ? onRun : undefined} />`
        }
      </div>
    </main>`
    }
  `;
}

function viewsOf(about: About | undefined): View[] {
  const kind = about?.kind;
  return [
    ...(kind === 'sandbox' ? (['portal'] as const) : []),
    ...(kind === 'portal' || kind === 'bundle' ? [] : (['conversations', 'events'] as const)),
    ...(about?.canReplay ? (['try'] as const) : []),
    ...(about?.doctor || kind === 'bundle' ? (['doctor'] as const) : []),
  ];
}

/** Of a conversation and of its ticket, oldest first. */
function eventsOf(events: Events, threadId: string, ticketId: string | undefined): EventRow[] {
  const lanes = [`thread:${threadId}`, `ticket:${ticketId}`];
  return events.newestFirst.filter(({ lane }) => lanes.includes(lane)).toReversed();
}

/** Beside what people write, the echo of what the engine itself wrote is the last thing that is looked for. */
function latestOf(events: readonly EventRow[], view: View): EventRow | undefined {
  const wanted = view === 'portal' ? events.findLast(({ reason }) => reason !== 'self-caused') : undefined;
  return wanted ?? events.at(-1);
}

/** What of the columns is in sight where there is room for one alone. */
function depthOf({ lane, event }: Place): string {
  return lane === undefined && event === undefined ? 'at-list' : 'at-one';
}

function Nothing({ isEmpty, view, wasSent }: { isEmpty: boolean; view: View; wasSent: boolean }): VNode {
  if (wasSent)
    return html`<div class="empty" role="status">The engine took it. It shows among the events when its turn comes.</div>`;
  if (view === 'try')
    return html`<div class="empty"><p>Make an event by hand: choose what happens in HubSpot, and change its fields.</p>
      <p>First see what would be decided; then send it, signed as HubSpot signs it.</p></div>`;
  if (view === 'portal')
    return html`<div class="empty"><p>A small HubSpot. Write as a customer, answer as a rep, take the conversation over, break a setting.</p>
      <p>What the engine decides about it shows between the messages.</p></div>`;
  if (isEmpty)
    return html`<div class="empty"><p>Nothing has come in yet.</p><p>Events show here by themselves as they come.</p></div>`;
  return html`<div class="empty"><p>Choose a conversation to see what was decided about it, and why.</p>
    <p><kbd>/</kbd> searches, <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Esc</kbd> goes back.</p></div>`;
}

function Pulse({ connection: { is } }: { connection: Connection }): VNode {
  const words = { opening: 'connecting', live: 'live', away: 'away', locked: 'locked' }[is];
  return html`<span class="pulse ${is}" role="status"><i class="dot" aria-hidden="true"></i>${words}</span>`;
}

function Trouble({ connection }: { connection: Connection }): VNode | null {
  if (!('why' in connection)) return null;
  return html`<div class="trouble" role="alert"><b>${connection.why}</b> ${connection.next}</div>`;
}
