/** The lists: of conversations, of all events, and of one conversation's. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { EventRow } from '../words.ts';
import { fits, fittingLanes, type Lane, type ListedLane, laneName, laneWords } from './events.ts';
import { Filters } from './filters.ts';
import type { Journal } from './journal.ts';
import { Marks, Standing, Time } from './parts.ts';
import type { Go } from './place.ts';
import { hashOf, NO_FILTER, type Place } from './route.ts';
import { WindowedList } from './windowed-list.ts';

interface Props {
  place: Place;
  journal: Journal;
  /** Of the journal's events; another number after each change. */
  version: number;
  go: Go;
}

const ROW_HEIGHT = 64;

export function ListPane({ place, journal, version, go }: Props): VNode {
  const { events, tally } = journal;
  const { filter, view } = place;
  const isOfEvents = view === 'events';
  const lanes = useMemo(
    () => (isOfEvents ? [] : fittingLanes(events.lanes, filter)),
    [version, filter, isOfEvents],
  );
  const rows = useMemo(
    () => (isOfEvents ? events.newestFirst.filter(fits(filter)) : []),
    [version, filter, isOfEvents],
  );
  const onFilter = (next: Place['filter']) => go({ ...place, filter: next }, 'replace');
  return html`<div class="pane first">
    <${Filters} filter=${filter} tally=${tally} onFilter=${onFilter} />
    ${
      isOfEvents
        ? html`<${WindowedList}
            id="events" label="Events" items=${rows} rowHeight=${ROW_HEIGHT} chosen=${place.event && String(place.event)}
            keyOf=${({ id }: EventRow) => String(id)} row=${eventRow}
            onChoose=${({ id }: EventRow) => go({ view, event: id, filter })}
          />`
        : html`<${WindowedList}
            id="lanes" label="Conversations" items=${lanes} rowHeight=${ROW_HEIGHT} chosen=${place.lane}
            keyOf=${({ key }: ListedLane) => key} row=${laneRow}
            onChoose=${({ key }: ListedLane) => go({ view, lane: key, filter })}
          />`
    }
    <${Foot} place=${place} shown=${rows.length + lanes.length} journal=${journal} go=${go} />
  </div>`;
}

interface LaneProps extends Pick<Props, 'place' | 'go'> {
  lane: Lane;
  chosen: number | undefined;
}

export function LanePane({ lane, chosen, place: { view, filter }, go }: LaneProps): VNode {
  return html`<div class="pane second">
    <${PaneTitle} title=${laneName(lane.key)} back=${hashOf({ view, filter })} />
    <${WindowedList}
      id="lane" label=${`Events of ${laneName(lane.key)}`} items=${lane.events.toReversed()} rowHeight=${ROW_HEIGHT} chosen=${chosen && String(chosen)}
      keyOf=${({ id }: EventRow) => String(id)} row=${eventRow}
      onChoose=${({ id }: EventRow) => go({ view, lane: lane.key, event: id, filter })}
    />
  </div>`;
}

export function PaneTitle({ title, back }: { title: string; back: string }): VNode {
  return html`<h2 class="pane-title"><a class="back" href=${back} aria-label="Back to the list">←</a> <bdi>${title}</bdi></h2>`;
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
