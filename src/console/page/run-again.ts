/** Runs an event again: first what would be done about it now, and only then, on a second press, in earnest. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Foreseen } from '../words.ts';
import { useAsking } from './asking.ts';
import { ask } from './client.ts';
import { DecisionView } from './decision-view.ts';
import { RefusedNote } from './parts.ts';

interface Props {
  id: number;
  onRun(id: number): void;
}

export function RunAgain({ id, onRun }: Props): VNode {
  const [foreseen, setForeseen] = useState<Foreseen>();
  const { asking, isAsking, trouble } = useAsking();
  const foresee = () => asking(async () => setForeseen(await ask<Foreseen>(`/api/events/${id}/foresee`, {})));
  const run = () => asking(async () => onRun((await ask<{ id: number }>(`/api/events/${id}/replay`, {})).id));
  return html`<section>
    <h3>Run it again</h3>
    ${
      foreseen === undefined
        ? html`<button type="button" class="button" disabled=${isAsking} onClick=${foresee}>See what would happen now</button>`
        : html`
            <${WhatWould} foreseen=${foreseen} />
            <button type="button" class="button" disabled=${isAsking} onClick=${run}>Run it again, as a new event</button>
          `
    }
    ${' '}<a href=${`#/try/${id}`}>Send it with other fields</a>
    <${RefusedNote} trouble=${trouble} />
  </section>`;
}

/** What would be decided, and done. */
export function WhatWould({ foreseen: { decision, why, effects } }: { foreseen: Foreseen }): VNode {
  return html`
    ${decision === null ? html`<p>It cannot be told: ${why}</p>` : html`<${DecisionView} decision=${decision} />`}
    <p class="then"><b>Then:</b> ${effects.length > 0 ? effects.join(', ') : 'nothing is sent'}</p>
  `;
}
