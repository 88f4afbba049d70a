/** How everything that was looked at stands: along the way of a message, and check by check. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Diagnosis, Told } from '../doctor-words.ts';

const TONES: Readonly<Record<string, string>> = {
  problems: 'bad',
  fail: 'bad',
  crash: 'bad',
  healthy: 'good',
  pass: 'good',
  warn: 'warn',
  warnings: 'warn',
  incomplete: 'warn',
  unknown: 'warn',
  open: 'open',
  obtained: 'good',
  failed: 'warn',
};

/** A verdict in its tone; of a check that is not told yet, dots. */
export function Mark({ status = '…' }: { status?: string }): VNode {
  return html`<span class="standing ${TONES[status] ?? 'quiet'}"><i class="dot" aria-hidden="true"></i>${status}</span>`;
}

const CUSTOMER = { title: 'Customer', tone: 'start', words: 'writes a message', detail: '' };

/** Station by station, each in the tone of what is known of it. */
export function Way({ way, name }: Pick<Diagnosis, 'way'> & { name: string }): VNode {
  return html`<ol class="way" aria-label=${name}>
    ${[CUSTOMER, ...way].map(
      ({ title, tone, words, detail }) => html`<li key=${title} class=${tone}>
        <i aria-hidden="true"></i><p><b>${title}</b> <span class="words">${words}</span> <span class="dim">${detail}</span></p>
      </li>`,
    )}
  </ol>`;
}

/** What the verdicts rest on. */
export function Evidence({ diagnosis: { evidence, saved } }: { diagnosis: Diagnosis }): VNode {
  return html`<details>
    <summary>What it rests on: ${evidence.length} facts</summary>
    ${
      saved !== undefined &&
      saved.journal.length > 0 &&
      html`<section><h3>The journal at the time</h3>
      <dl class="fields">${saved.journal.map(({ name, value }) => html`<div key=${name}><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl></section>`
    }
    <${List} all=${evidence} />
  </details>`;
}

export function Checklist({ checklist }: Pick<Diagnosis, 'checklist'>): VNode {
  return html`<section class="checklist">
    <h3>The checklist</h3>
    <${List} all=${checklist} />
  </section>`;
}

function List({ all }: { all: readonly Told[] }): VNode {
  return html`<ol class="told">${all.map(({ id, status, summary }) => html`<li key=${id}><${Mark} status=${status} /> <p><code>${id}</code> <bdi>${summary}</bdi></p></li>`)}</ol>`;
}
