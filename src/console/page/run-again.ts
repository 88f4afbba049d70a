/** Runs an event again: first what would be done about it now, and only then, on a second press, in earnest. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Foreseen } from '../words.ts';
import { ask, type Refused } from './client.ts';
import { DecisionView } from './decision-view.ts';
import { RefusedNote } from './parts.ts';

interface Props {
  id: number;
  onRun(id: number): void;
}

export function RunAgain({ id, onRun }: Props): VNode {
  const [foreseen, setForeseen] = useState<Foreseen>();
  const [trouble, setTrouble] = useState<Refused>();
  const [isAsking, setAsking] = useState(false);
  const asking = async (what: () => Promise<void>) => {
    setAsking(true);
    setTrouble(undefined);
    await what().catch(setTrouble);
    setAsking(false);
  };
  const foresee = () => asking(async () => setForeseen(await ask<Foreseen>(`/api/events/${id}/foresee`, {})));
  const run = () => asking(async () => onRun((await ask<{ id: number }>(`/api/events/${id}/replay`, {})).id));
  return html`<section>
    <h3>Run it again</h3>
    ${
      foreseen === undefined
        ? html`<button type="button" class="button" disabled=${isAsking} onClick=${foresee}>See what would happen now</button>`
        : html`
            ${foreseen.decision === null ? html`<p>It cannot be told: ${foreseen.why}</p>` : html`<${DecisionView} decision=${foreseen.decision} />`}
            <p class="then"><b>Then:</b> ${foreseen.effects.length > 0 ? foreseen.effects.join(', ') : 'nothing is sent'}</p>
            <button type="button" class="button" disabled=${isAsking} onClick=${run}>Run it again, as a new event</button>
          `
    }
    <${RefusedNote} trouble=${trouble} />
  </section>`;
}
