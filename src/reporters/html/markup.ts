import { escape as escapeMarkup } from 'html-escaper';
import { printable } from '../../redact/printable.ts';

/** Text that may stand in the page as it is: written here, or escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes. A plain string is always text and never markup; `null` leaves nothing behind. */
export type Content = Markup | string | number | null | readonly Content[];

/**
 * A piece of the page. Everything put into it that is not itself such a piece is escaped, so that what strangers
 * wrote (a message, a name, a title out of an answer) cannot become an element or an attribute.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + written(values[index] ?? null)).join(''));
}

function written(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') {
    return content
      .map(written)
      .filter((text) => text !== '')
      .join('\n');
  }
  return escapeMarkup(printable(String(content)));
}

/** With commas between. */
export function separated(parts: readonly Content[]): Markup {
  return new Markup(parts.map(written).join(', '));
}

/** Several lines that keep their breaks, for preformatted text. */
export function preformatted(lines: readonly string[]): Markup {
  return new Markup(lines.map(written).join('\n'));
}

/** A sentence of a fix or a question: commands between backquotes become code that one click selects. */
export function sentence(text: string): Markup {
  const parts = withArrows(text).split(/`([^`]+)`/);
  return new Markup(parts.map((part, index) => (index % 2 === 0 ? between(part) : code(part))).join(''));
}

/** `Settings -> Integrations` as it is written on paper. */
export function withArrows(text: string): string {
  return text.replaceAll(' -> ', ' → ');
}

/** A part of a sentence keeps the blanks that part it from its neighbours. */
function between(text: string): string {
  const trimmed = written(text);
  const lead = /^\s/.test(text) ? ' ' : '';
  const tail = /\s$/.test(text) && trimmed !== '' ? ' ' : '';
  return `${lead}${trimmed}${tail}`;
}

function code(text: string): string {
  return html`<code>${text}</code>`.text;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address, if a page may lead to it: https, or http on this machine; without a user name or password. */
export function safeUrl(url: string): URL | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return undefined;
  const isSafe =
    parsed.protocol === 'https:' || (parsed.protocol === 'http:' && LOOPBACK.has(parsed.hostname));
  return isSafe ? parsed : undefined;
}

/** A link, or the words alone where the address is not one to follow. */
export function link(url: string, words: string): Markup {
  const safe = safeUrl(url);
  if (safe === undefined) return html`<span>${words}</span>`;
  return html`<a href="${safe.href}" rel="noreferrer noopener">${words}</a>`;
}

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
