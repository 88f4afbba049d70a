import { html, type Markup } from './markup.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });

/** `22 November 2026, 02:10:03 UTC`: never the reader's own zone, because a ticket has readers in several. */
export function moment(iso: string): Markup {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return html`<span>${iso}</span>`;
  return html`<time datetime="${date.toISOString()}">${DAY.format(date)}, ${CLOCK.format(date)} UTC</time>`;
}
