/** Small parts that every view shows: states, times, what is copied. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { EventRow, EventState, Link, Refusal } from '../words.ts';
import type { Refused } from './client.ts';

/** Which tone of the style sheet a state has. */
export const TONES: Readonly<Record<EventState, string>> = {
  accepted: 'open',
  begun: 'open',
  done: 'good',
  skipped: 'quiet',
  failed: 'bad',
  interrupted: 'warn',
};

/** How an event stands, and why, in the engine's words. */
export function Standing({ row }: { row: EventRow }): VNode {
  return html`<span class="standing ${TONES[row.status]}"
    ><i class="dot" aria-hidden="true"></i>${row.status}${row.reason && html` <b>${row.reason}</b>`}</span
  >`;
}

/** The last events of a conversation as marks in their tones; how many, in words, for whoever does not see them. */
export function Marks({ rows }: { rows: readonly EventRow[] }): VNode {
  const shown = rows.slice(-MOST_MARKS);
  const count = rows.length === 1 ? '1 event' : `${rows.length} events`;
  return html`<span class="marks" title=${count}
    >${shown.map(({ id, status }) => html`<i key=${id} class=${TONES[status]}></i>`)}<span class="unseen">${count}</span></span
  >`;
}

const MOST_MARKS = 12;

export const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** The time of day in the reader's zone, with the day where it was another one. */
export function Time({ at }: { at: number }): VNode {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  const iso = date.toISOString();
  return html`<time datetime=${iso} title=${iso}>${isToday ? '' : `${DAY.format(date)}, `}${CLOCK.format(date)}</time>`;
}

/** `12 ms`, `1.4 s`, `3 min`. */
export function span(milliseconds: number): string {
  if (milliseconds < 1_000) return `${milliseconds} ms`;
  if (milliseconds < 100_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

export function Links({ links }: { links: readonly Link[] }): VNode[] {
  return links.map(
    ({ text, url }) =>
      html`<a key=${url} class="out" href=${url} target="_blank" rel="noopener noreferrer">${text}</a>`,
  );
}

/** A button that copies a text. */
export function Copy({ text, name, label = 'Copy' }: { text: string; name: string; label?: string }): VNode {
  const [said, say] = useState(label);
  const copy = async () => {
    say(
      await navigator.clipboard.writeText(text).then(
        () => 'Copied',
        () => 'Select and copy it',
      ),
    );
    setTimeout(() => say(label), 2_000);
  };
  return html`<button type="button" class="copy" onClick=${copy} aria-label=${name}>${said}</button>`;
}

/** A command line with a button that copies it. */
export function CommandLine({ does, line }: { does: string; line: string }): VNode {
  return html`<div class="command">
    <p>${does}</p>
    <code>${line}</code>
    <${Copy} text=${line} name=${`Copy the command: ${does}`} />
  </div>`;
}

/** Why something was refused or cannot be had, and what to do about it. */
export function RefusedNote({ trouble }: { trouble: Refused | Refusal | undefined }): VNode | null {
  if (trouble === undefined) return null;
  const says = 'error' in trouble ? trouble.error : trouble.message;
  return html`<p class="refused" role="alert"><b>${says}</b> ${trouble.next}</p>`;
}
