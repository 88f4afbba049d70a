/** The doctor: what it is asked, the way of a message as it looks along it, what it found, and the checklist. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Asked, DoctorPage } from '../doctor-words.ts';
import type { DoctorOffer } from '../words.ts';
import { ask, type Refused } from './client.ts';
import { Checklist, Mark, Way } from './doctor-parts.ts';
import { Findings } from './findings.ts';
import { RefusedNote } from './parts.ts';
import { Runs } from './runs.ts';

interface Props {
  page: DoctorPage;
  /** Absent where nothing can be asked. */
  offer: DoctorOffer | undefined;
  /** What was changed since it was asked. */
  edits: Partial<Asked>;
  edit(edits: Partial<Asked>): void;
}

export function DoctorView({ page, offer, edits, edit }: Props): VNode {
  const { isBusy, awaits, diagnosis, test } = page;
  const answers = { ...page.asked.answers, ...edits.answers };
  const asked = { ...page.asked, ...edits, answers };
  const [trouble, setTrouble] = useState<Refused>();
  const post = (path: string) => {
    setTrouble(undefined);
    ask(path, asked).catch(setTrouble);
  };
  const look = (event: Event) => {
    event.preventDefault();
    if (!isBusy) post('/api/doctor');
  };
  const change =
    (key: 'symptom' | 'thread') =>
    ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      edit({ ...edits, [key]: currentTarget.value });
  return html`<form class="doctor" onSubmit=${look}>
    ${
      offer &&
      html`<div class="controls">
      <label>What do you see? <select value=${asked.symptom} onChange=${change('symptom')}>
        <option value="">I am not sure: check everything</option>
        ${offer.symptoms.map(({ id, title }) => html`<option key=${id} value=${id}>${title}</option>`)}
      </select></label>
      <label>In which conversation? <input value=${asked.thread} onInput=${change('thread')} placeholder="its address, or none" /></label>
      ${offer.canAskMe && html`<label class="tick"><input type="checkbox" checked=${asked.asksMe} onChange=${() => edit({ ...edits, asksMe: !asked.asksMe })} /> Ask me what no API tells</label>`}
      <button class="button primary" aria-disabled=${isBusy}>${isBusy ? 'Looking …' : 'Diagnose'}</button>
      <button type="button" class="button" aria-disabled=${isBusy} onClick=${() => isBusy || post('/api/doctor/prove')}>Follow a real message</button>
      ${isBusy && html`<button type="button" class="button" onClick=${() => post('/api/doctor/stop')}>Stop</button>`}
    </div>`
    }
    <${RefusedNote} trouble=${trouble ?? page.trouble ?? (diagnosis ? undefined : offer?.note)} />
    ${
      test &&
      html`<section>
        <h2>A real message${offer?.canAskMe && ', played in a copy of this portal'}</h2>
        ${test.asks.length > 0 && html`<p class="asks" role="alert"><b>Now you:</b> ${test.asks.join('\n')}</p>`}
        <${Way} way=${test.hops} name="The hops of the test" />
      </section>`
    }
    ${
      diagnosis === undefined
        ? !test &&
          html`<p class="dim">The doctor looks at the portal as it stands now, and writes nothing.</p>`
        : html`
          ${diagnosis.saved?.notes.map((note) => html`<p key=${note} class="dim"><bdi>${note}</bdi></p>`)}
          <${Way} way=${diagnosis.way} name="The way of a message" />
          <h2><span role="status">${diagnosis.status ? html`<${Mark} status=${diagnosis.status} />` : 'Looking'}</span> <small>${diagnosis.counts.join(', ')}${awaits && ` · waiting for ${awaits}`}</small></h2>
          ${offer && diagnosis.status && html`<${Runs} key=${page.runs.length} runs=${page.runs} />`}
          <div class="found">
            ${diagnosis.status && html`<${Findings} diagnosis=${diagnosis} answers=${answers} tell=${offer && ((key: string, answer: string) => edit({ ...edits, answers: { ...answers, [key]: answer } }))} isBusy=${isBusy} />`}
            <${Checklist} checklist=${diagnosis.checklist} />
          </div>`
    }
  </form>`;
}
