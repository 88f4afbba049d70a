/** The flags that choose among messages and events: what `explain` explains, what `engine journal` shows, what is run again. */
import type { Group } from './flag.ts';
import { CHOSEN } from './modes.ts';
import * as record from './record-values.ts';
import * as time from './time-values.ts';
import * as value from './values.ts';

const EVENT = value.wholeNumber(1, Number.MAX_SAFE_INTEGER);

export const EVENT_FLAGS = [
  {
    title: 'What to explain:',
    flags: [
      {
        name: '--thread',
        value: record.THREAD,
        help: 'every message of a conversation, by its HubSpot thread id or link',
        on: ['explain'],
        idle: ['of a delivery'],
      },
      {
        name: '--message',
        value: value.text('id'),
        help: 'only this message of the conversation',
        on: ['explain'],
        idle: ['of a journal'],
        needs: { flag: '--thread', because: 'goes with the --thread that it stands in' },
      },
      {
        name: '--event',
        value: value.fileToRead('event file'),
        help: 'the events of a saved webhook body, - for standard input',
        on: ['explain'],
        idle: ['of a journal'],
      },
      {
        name: '--journal',
        value: value.JOURNAL_TO_READ,
        help: "decisions in an engine's journal (all, or those of --thread or --id)",
        on: ['explain'],
        idle: [],
      },
      {
        name: '--id',
        value: EVENT,
        help: 'only this event of the journal',
        on: ['explain'],
        idle: [],
        needs: { flag: '--journal', because: 'names an event of a journal, which --journal names' },
      },
    ],
  },
  {
    title: 'Which events:',
    flags: [
      {
        name: '--journal',
        value: value.JOURNAL_TO_READ,
        help: 'journal (opencx-hubspot.journal in this folder)',
        on: ['engine journal'],
        idle: [],
      },
      {
        name: '--journal',
        value: value.JOURNAL_TO_EXTEND,
        help: 'journal (opencx-hubspot.journal in this folder)',
        on: ['engine replay'],
        idle: [],
      },
      {
        name: '--thread',
        value: record.THREAD,
        help: 'only this conversation',
        on: ['engine journal'],
        idle: CHOSEN,
      },
      {
        name: '--status',
        value: value.oneOf('status', ['accepted', 'begun', 'done', 'skipped', 'failed', 'interrupted']),
        help: 'only events that ended so',
        on: ['engine journal'],
        idle: CHOSEN,
      },
      {
        name: '--reason',
        value: { called: 'reason', words: 'skip-reasons' },
        help: 'only events with this reason, such as owner-not-ai-user',
        on: ['engine journal'],
        idle: CHOSEN,
      },
      {
        name: '--id',
        value: EVENT,
        help: 'the whole story of one event',
        on: ['engine journal'],
        idle: ['pruning'],
      },
      { name: '--id', value: EVENT, many: 'words', help: 'these events', on: ['engine replay'], idle: [] },
      {
        name: '--failed',
        help: 'events that failed or were interrupted',
        on: ['engine replay'],
        idle: [],
      },
      {
        name: '--since',
        value: time.MOMENT,
        help: 'only what came since: 30m, 2h, 7d or a time',
        on: ['engine journal', 'engine replay'],
        idle: CHOSEN,
      },
      {
        name: '--limit',
        value: value.wholeNumber(1, 1_000_000),
        default: 50,
        help: 'the newest so many',
        on: ['engine journal'],
        idle: CHOSEN,
      },
      {
        name: '--follow',
        help: 'go on printing what comes, until stopped',
        on: ['engine journal'],
        idle: CHOSEN,
      },
      {
        name: '--prune',
        value: time.MOMENT,
        help: 'forget what ended before: 30d or a time',
        on: ['engine journal'],
        idle: [],
      },
      { name: '--run', help: 'run them; each is journalled as a new event', on: ['engine replay'], idle: [] },
    ],
  },
] as const satisfies readonly Group[];
