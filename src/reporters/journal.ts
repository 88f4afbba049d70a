import type { Decision } from '../core/decision.ts';
import { mainObjectOf } from '../core/event.ts';
import type { Counters, JournalEntry, JournalledEvent } from '../engine/journal/journal.ts';
import { printable } from '../redact/printable.ts';
import { decisionLines } from './explanation.ts';
import { behind, inset, openSheet, prose, type Sheet, type SheetOptions, section } from './layout.ts';
import { type TableRow, tableLines } from './table.ts';

export type JournalOptions = SheetOptions;

/** One event on one line: number, time, what it was, how it ended. */
export function eventLine({ id, event, receivedAt, status, reason, summary }: JournalledEvent): string {
  const what = event.messageId ?? event.propertyName ?? '';
  return printable(
    `#${id} ${time(receivedAt)} ${event.type} ${mainObjectOf(event) ?? '-'} ${what} ${ending({ status, reason, summary })}`,
  );
}

/** The same where everybody knows which conversation it is about, and that it is now. */
export function briefEventLine({ id, event, status, reason, summary }: JournalledEvent): string {
  return printable(`#${id} ${event.type} ${ending({ status, reason, summary })}`);
}

function ending({ status, reason, summary }: Pick<JournalledEvent, 'status' | 'reason' | 'summary'>): string {
  return `${[status, reason].filter(Boolean).join(' ')}${summary ? `: ${summary}` : ''}`;
}

/** A table for each day, and how everything ended. What was left alone names its reason; the rest says what came of it. */
export function renderEvents(
  events: readonly JournalledEvent[],
  counters: Counters,
  options: JournalOptions,
): string {
  const sheet = openSheet(options);
  const days = Map.groupBy(events, ({ receivedAt }) => time(receivedAt).slice(0, DATE_LENGTH));
  const tables = [...days].map(([day, ofDay]) =>
    section(sheet, `${day} (UTC)`, (room) => tableLines(room, ofDay.map(rowOf))).join('\n'),
  );
  return `${[...tables, prose(sheet, countersLine(counters)).join('\n')].join('\n\n')}\n`;
}

const DATE_LENGTH = 10;

function rowOf({ id, event, receivedAt, status, reason, summary }: JournalledEvent): TableRow {
  const clock = time(receivedAt).slice(CLOCK_AT, CLOCK_AT + 'hh:mm:ss'.length);
  return {
    cells: [
      `#${id}`,
      clock,
      event.type,
      mainObjectOf(event) ?? '-',
      [status, reason].filter(Boolean).join(' '),
    ],
    ...(status !== 'skipped' && summary && { beneath: summary }),
  };
}

/** How everything ended; the parts add up to what was received. */
export function countersLine(counters: Counters): string {
  const { received, open, done, interrupted, skipped, failed, refused } = counters;
  const parts = [
    `${done} done`,
    `${total(skipped)} skipped${byReason(skipped)}`,
    `${total(failed)} failed${byReason(failed)}`,
    ...(interrupted > 0 ? [`${interrupted} interrupted`] : []),
    ...(open > 0 ? [`${open} open`] : []),
    ...(refused > 0 ? [`${refused} ${refused === 1 ? 'delivery' : 'deliveries'} refused`] : []),
  ];
  return `${received} received: ${parts.join(', ')}`;
}

/** Everything that happened to one event, in order. */
export function renderStory(
  event: JournalledEvent,
  story: readonly JournalEntry[],
  options: JournalOptions,
): string {
  const sheet = openSheet(options);
  const lines = section(sheet, eventLine(event), (room) => story.flatMap((line) => storyLines(room, line)));
  return `${lines.join('\n')}\n`;
}

function storyLines(sheet: Sheet, { at, kind, effect, data }: JournalEntry): string[] {
  const lead = `${time(at).slice(CLOCK_AT)}  `;
  const room = inset(sheet, lead.length);
  if (kind === 'decision') return behind(lead, lead.length, decisionLines(room, data as Decision));
  return behind(
    lead,
    lead.length,
    prose(room, [HAPPENINGS[kind], effect, entryDetails(data)].filter(Boolean).join(' ')),
  );
}

/** The date stands in the line above; here the time of day is enough. */
const CLOCK_AT = 11;

const HAPPENINGS: Record<Exclude<JournalEntry['kind'], 'decision'>, string> = {
  'effect-begun': 'begun',
  'effect-done': 'done',
  'effect-failed': 'failed',
  note: 'note:',
};

/** `threadId: 1, ticket.subject: …`: keys and values of an entry's data, nested ones by their path. */
export function entryDetails(data: unknown, path: readonly string[] = []): string {
  if (data === null || data === undefined) return '';
  if (typeof data !== 'object') return path.length === 0 ? String(data) : `${path.join('.')}: ${data}`;
  const entries = Object.entries(data);
  const onlyNote = path.length === 0 && entries.length === 1 && entries[0]?.[0] === 'note';
  if (onlyNote) return String(entries[0]?.[1]);
  return entries
    .map(([key, value]) => entryDetails(value, [...path, key]))
    .filter(Boolean)
    .join(', ');
}

function total(byReasons: Readonly<Record<string, number>>): number {
  return Object.values(byReasons).reduce((sum, count) => sum + count, 0);
}

function byReason(counts: Readonly<Record<string, number>>): string {
  const rows = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return rows.length === 0 ? '' : ` (${rows.map(([reason, count]) => `${count} ${reason}`).join(', ')})`;
}

function time(at: number): string {
  return new Date(at).toISOString();
}
