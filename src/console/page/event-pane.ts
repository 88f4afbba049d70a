/** The last column: one event, or what to do where none is chosen. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { EventView } from './event-view.ts';
import type { Shown } from './shown.ts';

interface Props extends Pick<Shown, 'about' | 'journal'> {
  chosen: number | undefined;
  /** In the place of an event. */
  nothing: VNode;
  /** The address of the list, where the event stands beside no other column. */
  back?: string;
  onRun(event: number): void;
}

export function EventPane({
  about,
  journal: { events, connection },
  chosen,
  nothing,
  back,
  onRun,
}: Props): VNode {
  return html`<div class="pane last">
    ${back && html`<a class="back" href=${back} aria-label="Back to the list">←</a>`}
    ${
      chosen === undefined
        ? nothing
        : html`<${EventView} id=${chosen} row=${events.get(chosen)} isLive=${connection.is === 'live'} onRun=${about?.canReplay ? onRun : undefined} />`
    }
  </div>`;
}
