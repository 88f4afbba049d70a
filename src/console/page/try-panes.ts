/** An event made by hand, and beside it what would be decided about it, or what was. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { EventPane } from './event-pane.ts';
import { WhatWould } from './run-again.ts';
import type { Shown } from './shown.ts';
import { type Trial, TryView } from './try-view.ts';

export function TryPanes({ trial, ...shown }: Shown & { trial: Trial }): VNode {
  const { foreseen, sent } = trial;
  const { filter } = shown.place;
  return html`<main class="trying">
    <div class="pane first"><${TryView} trial=${trial} /></div>
    ${
      foreseen
        ? html`<div class="pane last"><div class="event" role="status"><section><${WhatWould} foreseen=${foreseen} /></section></div></div>`
        : html`<${EventPane}
            ...${shown} chosen=${sent ?? undefined} nothing=${sent === null ? TAKEN : NOTHING}
            onRun=${(event: number) => shown.go({ view: 'events', event, filter })}
          />`
    }
  </main>`;
}

const NOTHING = html`<div class="empty"><p>Make an event by hand: choose what happens in HubSpot, and change its fields.</p>
  <p>First see what would be decided; then send it, signed as HubSpot signs it.</p></div>`;

const TAKEN = html`<div class="empty" role="status">The engine took it. It shows among the events when its turn comes.</div>`;
