import { html, type Markup } from './markup.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' });

/**
 * `22 November 2026, 02:10:03 UTC`, and the clock alone on the day that is given; never the reader's own zone,
 * because a ticket has readers in several.
 */
export function moment(iso: string, day?: string): Markup {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return html`<span>${iso}</span>`;
  const clock = `${CLOCK.format(date)} UTC`;
  const isSameDay = day !== undefined && iso.slice(0, 10) === day.slice(0, 10);
  const shown = isSameDay ? clock : `${DAY.format(date)}, ${clock}`;
  return html`<time datetime="${date.toISOString()}">${shown}</time>`;
}
