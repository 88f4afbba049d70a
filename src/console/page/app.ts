/** The page: the list, the conversation that was chosen, and the event that was chosen of it. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { About, EventRow } from '../words.ts';
import { EventView } from './event-view.ts';
import { fits, fittingLanes, type ListedLane, laneName, laneWords } from './events.ts';
import { Filters, isTyping } from './filters.ts';
import type { Connection, Journal } from './journal.ts';
import { Marks, Standing, Time } from './parts.ts';
import { hashOf, NO_FILTER, type Place, placeIn } from './route.ts';
import { WindowedList } from './windowed-list.ts';

interface Props {
  about: About | undefined;
  journal: Journal;
  /** Of the journal's events; another number after each change. */
  version: number;
}

export function App({ about, journal, version }: Props): VNode {
  const [place, go] = usePlace();
  const { events, tally, connection } = journal;
  const { filter, view } = place;
  const lanes = useMemo(() => fittingLanes(events.lanes, filter), [version, filter]);
  const rows = useMemo(() => events.newestFirst.filter(fits(filter)), [version, filter]);
  const lane = place.lane === undefined ? undefined : events.lanes.find(({ key }) => key === place.lane);
  const chosen = place.event ?? lane?.events.at(-1)?.id;
  useBack(place, go);
  return html`
    <header class="top">
      <h1>${about?.title ?? 'Console'}</h1>
      <nav aria-label="Views">
        ${(['conversations', 'events'] as const).map(
          (each) =>
            html`<a key=${each} href=${hashOf({ view: each, filter })} aria-current=${view === each ? 'page' : undefined}>${each}</a>`,
        )}
      </nav>
      <${Pulse} connection=${connection} />
    </header>
    <${Trouble} connection=${connection} />
    <main class=${depthOf(place)}>
      <div class="pane first">
        <${Filters} filter=${filter} tally=${tally} onFilter=${(next: Place['filter']) => go({ ...place, filter: next }, 'replace')} />
        ${
          view === 'conversations'
            ? html`<${WindowedList}
                id="lanes" label="Conversations" items=${lanes} rowHeight=${64} chosen=${place.lane}
                keyOf=${({ key }: ListedLane) => key} row=${laneRow}
                onChoose=${({ key }: ListedLane) => go({ view, lane: key, filter })}
              />`
            : html`<${WindowedList}
                id="events" label="Events" items=${rows} rowHeight=${64} chosen=${place.event && String(place.event)}
                keyOf=${({ id }: EventRow) => String(id)} row=${eventRow}
                onChoose=${({ id }: EventRow) => go({ view, event: id, filter })}
              />`
        }
        <${Foot} place=${place} shown=${view === 'events' ? rows.length : lanes.length} journal=${journal} go=${go} />
      </div>
      ${
        view === 'conversations' &&
        lane !== undefined &&
        html`<div class="pane second">
          <h2 class="pane-title"><a class="back" href=${hashOf({ view, filter })} aria-label="Back to the list">←</a> <bdi>${laneName(lane.key)}</bdi></h2>
          <${WindowedList}
            id="lane" label=${`Events of ${laneName(lane.key)}`} items=${lane.events.toReversed()} rowHeight=${64} chosen=${chosen && String(chosen)}
            keyOf=${({ id }: EventRow) => String(id)} row=${eventRow}
            onChoose=${({ id }: EventRow) => go({ view, lane: lane.key, event: id, filter })}
          />
        </div>`
      }
      <div class="pane last">
        ${view === 'events' && chosen !== undefined && html`<a class="back" href=${hashOf({ view, filter })} aria-label="Back to the list">←</a>`}
        ${chosen === undefined ? html`<${Nothing} isEmpty=${events.size === 0} />` : html`<${EventView} id=${chosen} row=${events.get(chosen)} />`}
      </div>
    </main>
  `;
}

/** What of the columns is in sight where there is room for one alone. */
function depthOf({ lane, event }: Place): string {
  return lane === undefined && event === undefined ? 'at-list' : 'at-one';
}

function laneRow({ key, last, events }: ListedLane): VNode {
  const [kind, id] = laneWords(key);
  return html`<p class="line"><span><span class="dim">${kind}</span> <b><bdi>${id}</bdi></b></span> <${Time} at=${last.at} /></p>
    <p class="line"><${Standing} row=${last} /> <${Marks} rows=${events} /></p>`;
}

function eventRow(row: EventRow): VNode {
  return html`<p class="line"><b><bdi>${row.words}</bdi></b> <${Time} at=${row.at} /></p>
    <p class="line"><${Standing} row=${row} /> <span class="dim">#${row.id}</span></p>`;
}

function Nothing({ isEmpty }: { isEmpty: boolean }): VNode {
  if (isEmpty)
    return html`<div class="empty"><p>Nothing has come in yet.</p><p>Events show here by themselves as they come.</p></div>`;
  return html`<div class="empty"><p>Choose a conversation to see what was decided about it, and why.</p>
    <p><kbd>/</kbd> searches, <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Esc</kbd> goes back.</p></div>`;
}

function Foot({
  place,
  shown,
  journal,
  go,
}: {
  place: Place;
  shown: number;
  journal: Journal;
  go: Go;
}): VNode {
  const what = place.view === 'events' ? 'events' : 'conversations';
  const isFiltered =
    hashOf({ view: place.view, filter: place.filter }) !== hashOf({ view: place.view, filter: NO_FILTER });
  return html`<p class="foot" role="status">
    ${shown.toLocaleString()} ${what}${!journal.isWhole && ` among the newest ${journal.events.size.toLocaleString()} events`}
    ${isFiltered && html` <button type="button" onClick=${() => go({ ...place, filter: NO_FILTER }, 'replace')}>show all</button>`}
  </p>`;
}

function Pulse({ connection: { is } }: { connection: Connection }): VNode {
  const words = { opening: 'connecting', live: 'live', away: 'away', locked: 'locked' }[is];
  return html`<span class="pulse ${is}" role="status"><i class="dot" aria-hidden="true"></i>${words}</span>`;
}

function Trouble({ connection }: { connection: Connection }): VNode | null {
  if (!('why' in connection)) return null;
  return html`<div class="trouble" role="alert"><b>${connection.why}</b> ${connection.next}</div>`;
}

type Go = (place: Place, how?: 'replace') => void;

/** Where the address leads, and a way to go elsewhere; every place can be gone back from, but what was typed letter by letter. */
function usePlace(): [Place, Go] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go: Go = (next, how) => {
    const to = hashOf(next);
    if (how === 'replace') history.replaceState(null, '', to);
    else history.pushState(null, '', to);
    setHash(to);
  };
  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  return [useMemo(() => placeIn(hash), [hash]), go];
}

/** Esc leaves a field, then the event, then the conversation. */
function useBack(place: Place, go: Go): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      const { view, lane, event: id, filter } = place;
      if (isTyping(event.target)) (event.target as HTMLElement).blur();
      else if (id !== undefined && lane !== undefined) go({ view, lane, filter });
      else if (id !== undefined || lane !== undefined) go({ view, filter });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [place]);
}
