/** A line for each event of a conversation: when, who wrote, what happens and why. Each reason is said once beneath. */
import type { Action, Decision } from '../core/decision.ts';
import type { Author } from '../core/hubspot/authors.ts';
import type { ExplainedEvent } from '../engine/explain/explanation.ts';
import { field, fieldList, type Sheet, section } from './layout.ts';
import { type TableRow, tableLines } from './table.ts';

/**
 * Blocks of lines: a table for each day, then the rules that decided.
 *
 * @param ids with the id of each message in the table
 */
export function eventsInBrief(sheet: Sheet, events: readonly ExplainedEvent[], ids: boolean): string[][] {
  const days = Map.groupBy(events, ({ event }) => dayOf(event.occurredAt));
  const tables = [...days].map(([day, ofDay]) =>
    section(sheet, day, (room) =>
      tableLines(
        room,
        ofDay.map((each) => rowOf(each, ids)),
      ),
    ),
  );
  const reasons = new Map(events.flatMap(({ decision }) => (decision ? [reasonOf(decision)] : [])));
  const rules = [...reasons].flatMap(([name, rule]) => field(name, rule));
  return [
    ...tables,
    ...(rules.length === 0 ? [] : [section(sheet, 'Why', (room) => fieldList(room, rules))]),
  ];
}

const NO_DAY = 'No time told';

function dayOf(occurredAt: number | undefined): string {
  return occurredAt === undefined ? NO_DAY : `${new Date(occurredAt).toISOString().slice(0, 10)} (UTC)`;
}

function rowOf({ event, author, decision, why }: ExplainedEvent, ids: boolean): TableRow {
  const { occurredAt, type, messageId = '-' } = event;
  const id = ids ? [messageId] : [];
  const clock = occurredAt === undefined ? '-' : new Date(occurredAt).toISOString().slice(11, 19);
  const who = author === undefined ? type : AUTHOR_WORDS[author];
  if (decision === null) return { cells: [clock, ...id, who, 'not explained', ''], beneath: why };
  const happens = decision.action === null ? 'skipped' : ACTION_WORDS[decision.action];
  return { cells: [clock, ...id, who, happens, reasonOf(decision)[0]] };
}

/** What decided, by the name of the reason or of the rule, and the rule in a sentence. */
function reasonOf({ reason, rules }: Decision): [name: string, rule: string] {
  const deciding = rules.at(-1);
  return [reason ?? deciding?.id ?? '', deciding?.rule ?? ''];
}

const AUTHOR_WORDS: Readonly<Record<Author, string>> = {
  customer: 'customer',
  rep: 'rep',
  ai: 'AI',
  app: 'an app',
  bot: 'bot',
  system: 'HubSpot',
  unnamed: 'nobody named',
};

const ACTION_WORDS: Readonly<Record<Action, string>> = {
  reply: 'the AI answers',
  draft: 'the AI drafts',
  deliver: 'sent to the customer',
  'sync-property': 'kept in the session',
  'open-session': 'a session opens',
  'mark-handed-off': 'counts as handed off',
  store: 'kept, sent nowhere',
};
