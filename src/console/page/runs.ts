/** What is done with a look that is over: saved, or compared with one before. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Compared, RunRow } from '../doctor-words.ts';
import { useAsking } from './asking.ts';
import { ask, save } from './client.ts';
import { Mark } from './doctor-parts.ts';
import { CLOCK, RefusedNote } from './parts.ts';

/** @param runs the last one is shown */
export function Runs({ runs }: { runs: readonly RunRow[] }): VNode {
  const [compared, show] = useState<Compared>();
  const { trouble, asking } = useAsking();
  const before = runs.slice(0, -1).toReversed();
  const path = `/api/doctor/runs/${runs.at(-1)?.id}/`;
  const saving = (form: string) => () => asking(() => save(path + form));
  const compare = ({ currentTarget: { value } }: { currentTarget: HTMLSelectElement }) =>
    asking(async () => show(value === '' ? undefined : await ask<Compared>(`${path}since/${value}`)));
  return html`<div class="controls">
      <button type="button" class="button" onClick=${saving('bundle')}>Save as a bundle</button>
      <button type="button" class="button" onClick=${saving('html')}>Save as a page</button>
      ${before.length > 0 && html`<label>What changed? <select onChange=${compare}><option value="">compare with …</option>${before.map((run) => html`<option key=${run.id} value=${run.id}>${CLOCK.format(run.at)}, ${run.status}${run.symptom && `, ${run.symptom}`}</option>`)}</select></label>`}
    </div>
    <${RefusedNote} trouble=${trouble} />
    ${
      compared &&
      html`<section class="verdict open" aria-label="What changed" role="status">
        <p><b class="outcome">${compared.word}</b> ${compared.line}</p>
        ${compared.cautions.map((caution) => html`<p key=${caution} class="dim"><bdi>${caution}</bdi></p>`)}
        ${compared.parts.map(
          ({ heading, items }) => html`<div key=${heading} class="flip"><h3>${heading}</h3>
            ${items.map((item) => html`<p key=${item.ids}><${Mark} status=${item.status} /> <code>${item.ids}</code> <bdi>${item.text}</bdi> <span class="dim"><bdi>${item.remark}</bdi></span></p>`)}
          </div>`,
        )}
      </section>`
    }`;
}
