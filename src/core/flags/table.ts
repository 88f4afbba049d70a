/**
 * Every flag of every command, once. Commander's options and its help, what is refused beside what, the files that a
 * run reads and writes, what a shell completes, and the type of the options that a command receives come from here:
 * a new flag is one row, and the code of its effect.
 */
import type { CommandName } from './commands.ts';
import { DOCTOR_FLAGS } from './doctor.ts';
import { ENGINE_FLAGS } from './engine.ts';
import { EVENT_FLAGS } from './events.ts';
import type { Flag, Group } from './flag.ts';
import { PRINT_FLAGS } from './print.ts';
import { REACH_FLAGS } from './reach.ts';
import * as time from './time-values.ts';
import * as value from './values.ts';

/** The commands that serve a portal of their own. */
const SERVING = ['sandbox start', 'sandbox exec'] as const;

const OTHER_FLAGS = [
  {
    title: 'What to look at:',
    flags: [
      {
        name: '--map',
        value: value.COLUMN,
        many: 'words',
        help: 'what a column means, where its name does not say so: at, method, path, host, status, durationMs, category, body',
        on: ['logs'],
        idle: [],
      },
      {
        name: '--dates',
        value: value.DATE_ORDER,
        help: 'which number of 03/04/2026 is the day, where no date of the log tells',
        on: ['logs'],
        idle: [],
      },
      {
        name: '--since',
        value: time.MOMENT,
        help: 'only calls from then on: 2026-11-20T08:00Z, or 90m, 2h, 7d before now',
        on: ['logs'],
        idle: [],
      },
      { name: '--until', value: time.MOMENT, help: 'only calls up to then', on: ['logs'], idle: [] },
      {
        name: '--route',
        value: value.text('pattern', 'owners'),
        many: 'words',
        help: 'only calls whose route holds one of these; with *, whose whole path fits',
        on: ['logs'],
        idle: [],
      },
      {
        name: '--status',
        value: value.text('codes', '403 5xx'),
        many: 'words',
        help: 'only calls answered with one of these: 403, 4xx, 500-504',
        on: ['logs'],
        idle: [],
      },
      { name: '--only-errors', help: 'only calls that were refused or failed', on: ['logs'], idle: [] },
    ],
  },
  {
    title: 'What an agent may read:',
    flags: [
      {
        name: '--root',
        value: value.FOLDER_TO_READ,
        many: 'times',
        default: [],
        defaultIs: 'none',
        help: 'folder whose files an agent may name: logs, saved deliveries, bundles; repeatable',
        on: ['mcp'],
        idle: [],
      },
    ],
  },
  {
    title: 'What to send:',
    flags: [
      {
        name: '--file',
        value: value.fileToRead('event file'),
        help: 'deliveries that were saved, as they came, - for standard input',
        on: ['engine trigger'],
        idle: [],
      },
      {
        name: '--url',
        value: value.text('url'),
        default: 'http://127.0.0.1:8787/',
        help: 'where the engine takes events',
        on: ['engine trigger'],
        idle: ['without an event'],
      },
      {
        name: '--public-url',
        value: value.text('url'),
        help: 'URL that the signature is made for',
        on: ['engine trigger'],
        idle: ['without an event'],
      },
      {
        name: '--set',
        value: value.KEY_VALUE,
        many: 'times',
        default: [],
        defaultIs: 'none',
        help: 'change a field of the event; repeatable',
        on: ['engine trigger'],
        idle: ['without an event'],
      },
      {
        name: '--count',
        value: value.wholeNumber(1, 10_000),
        default: 1,
        help: 'deliveries',
        on: ['engine trigger'],
        idle: ['without an event'],
      },
      {
        name: '--rate',
        value: value.wholeNumber(1, 10_000),
        help: 'deliveries a second',
        on: ['engine trigger'],
        idle: ['without an event'],
        needs: { flag: '--count', because: 'spreads several deliveries, which --count asks for' },
      },
    ],
  },
  {
    title: 'How to serve it:',
    flags: [
      {
        name: '--fault',
        value: { called: 'name', words: 'faults' },
        many: 'words',
        help: 'switch a fault on',
        on: SERVING,
        idle: [],
      },
      {
        name: '--latency',
        value: value.wholeNumber(0, 60_000, 'ms'),
        default: 0,
        help: 'delay every answer',
        on: SERVING,
        idle: [],
      },
      {
        name: '--port',
        value: value.wholeNumber(0, 65_534),
        default: 0,
        defaultIs: 'any',
        help: 'for HubSpot; OpenCX takes the next one',
        on: SERVING,
        idle: [],
      },
      {
        name: '--env-file',
        value: value.fileToWrite('environment file'),
        help: 'write the environment to a file too, for source or node --env-file',
        on: ['sandbox start'],
        idle: [],
      },
    ],
  },
  {
    title: 'What to mend:',
    flags: [
      {
        name: '--url',
        value: value.text('url'),
        help: 'where the sandbox is served',
        on: ['sandbox mend'],
        behind: { variable: 'HUBSPOT_API_URL' },
        idle: [],
      },
      {
        name: '--assign',
        value: value.text('actor'),
        help: 'give the conversation to an agent, such as A-7001',
        on: ['sandbox mend'],
        idle: [],
      },
      {
        name: '--grant',
        value: value.text('scope'),
        many: 'words',
        help: 'grant a scope',
        on: ['sandbox mend'],
        idle: [],
      },
      {
        name: '--throttle',
        value: value.wholeNumber(1, 10_000),
        help: 'set event throttling',
        on: ['sandbox mend'],
        idle: [],
      },
    ],
  },
  {
    title: 'What to write:',
    flags: [
      {
        name: '--output',
        value: value.fileToWrite('configuration file'),
        default: 'opencx-hubspot.config.json',
        help: 'where to write it',
        on: ['init'],
        idle: [],
      },
      { name: '--force', help: 'replace a file that is there', on: ['init'], idle: [] },
    ],
  },
] as const satisfies readonly Group[];

/** In the order in which a command's help lists them. */
const GROUPS = [
  ...DOCTOR_FLAGS,
  ...EVENT_FLAGS,
  ...ENGINE_FLAGS,
  ...OTHER_FLAGS,
  ...REACH_FLAGS,
  ...PRINT_FLAGS,
] as const;

/** A row, as precisely as it stands in the table. */
export type Row = (typeof GROUPS)[number]['flags'][number];

/** The groups of a command's flags, as its help lists them. */
export function groupsOf(command: CommandName): Group[] {
  const groups: readonly Group[] = GROUPS;
  return groups.flatMap(({ title, flags }) => {
    const own = flags.filter(({ on }) => on.includes(command));
    return own.length === 0 ? [] : [{ title, flags: own }];
  });
}

/** The flags that a command takes. */
export function flagsOf(command: CommandName): readonly Flag[] {
  return groupsOf(command).flatMap(({ flags }) => flags);
}
