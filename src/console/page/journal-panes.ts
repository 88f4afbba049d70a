/** Conversations, or all events: the list, what was chosen of it, and the event that was chosen of that. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { EventPane } from './event-pane.ts';
import { LanePane, ListPane } from './list-panes.ts';
import { hashOf } from './route.ts';
import { depthOf, type Shown } from './shown.ts';

export function JournalPanes(shown: Shown): VNode {
  const { journal, place, go } = shown;
  const { events, version } = journal;
  const { filter, view } = place;
  const lane = events.lanes.find(({ key }) => key === place.lane);
  const chosen = place.event ?? lane?.events.at(-1)?.id;
  const isAlone = view === 'events' && chosen !== undefined;
  return html`<main class=${depthOf(place)}>
    <${ListPane} place=${place} journal=${journal} version=${version} go=${go} />
    ${lane && html`<${LanePane} lane=${lane} chosen=${chosen} place=${place} go=${go} />`}
    <${EventPane}
      ...${shown} chosen=${chosen} back=${isAlone ? hashOf({ view, filter }) : undefined}
      onRun=${(event: number) => go({ ...place, event })}
      nothing=${html`<${Nothing} isEmpty=${events.size === 0} />`}
    />
  </main>`;
}

function Nothing({ isEmpty }: { isEmpty: boolean }): VNode {
  if (isEmpty)
    return html`<div class="empty"><p>Nothing has come in yet.</p><p>Events show here by themselves as they come.</p></div>`;
  return html`<div class="empty"><p>Choose a conversation to see what was decided about it, and why.</p>
    <p><kbd>/</kbd> searches, <kbd>↑</kbd> <kbd>↓</kbd> choose, <kbd>Esc</kbd> goes back.</p></div>`;
}
