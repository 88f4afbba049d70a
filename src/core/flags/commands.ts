import { CASE, fileToWrite, PORTAL, type Value } from './values.ts';

/** What a command takes by its place on the command line. */
export interface Argument {
  name: string;
  help: string;
  /** Left out, the command does something else, or refuses with a sentence of its own. */
  required?: boolean;
  /** Takes all the words that follow. */
  many?: boolean;
  value: Value;
}

/** A command as the others and a shell see it. */
export interface CommandEntry {
  summary: string;
  takes: readonly Argument[];
  /** Flags of which it needs one or more, with the sentence for a command line without any. */
  needsOneOf?: { flags: readonly `--${string}`[]; says: string; next: string };
  /** Only other programs call it. */
  hidden?: boolean;
}

const SAVED_RUN = { called: 'file', file: { role: 'run to compare', use: 'read' } } as const satisfies Value;
const CASE_NAME = {
  name: 'name',
  help: 'a case of `case list`',
  required: true,
  value: CASE,
} as const satisfies Argument;
const COMMAND_WORDS = [
  {
    name: 'command',
    help: 'the words of a command',
    many: true,
    value: { called: 'command', words: 'commands' },
  },
] as const satisfies readonly Argument[];
const PRINT_HELP = { summary: 'print the help of a command', takes: COMMAND_WORDS } as const;

/**
 * Every command by what is typed to reach it, in the order in which the help lists them. The one without a name is the
 * program itself: its flags may stand before or behind any command.
 */
export const COMMANDS = {
  '': { summary: '', takes: [] },
  doctor: {
    summary: 'find out what is wrong',
    takes: [
      {
        name: 'symptom',
        help: 'what you see; left out, a terminal is asked',
        value: { called: 'symptom', words: 'symptoms' },
      },
    ],
  },
  'doctor recheck': {
    summary: 'what became of one cause since a bundle was saved',
    takes: [
      {
        name: 'cause',
        help: 'a cause that the bundle showed, such as owners-scope-missing',
        required: true,
        value: { called: 'cause', words: 'causes' },
      },
    ],
  },
  retest: { summary: 'test the connection again, for scripts', takes: [] },
  prove: { summary: 'follow one real message hop by hop, and say where it stops', takes: [] },
  logs: {
    summary: 'find the refused call that explains it, in API-call logs',
    takes: [
      {
        name: 'files',
        help: 'logs as CSV, JSON, NDJSON or HAR, gzipped or not; - for standard input',
        many: true,
        value: { called: 'file', file: { role: 'API-call log', use: 'read' } },
      },
    ],
  },
  diff: {
    summary: 'two saved runs: mended, broke, still open',
    takes: [
      { name: 'before', help: 'the earlier run', required: true, value: SAVED_RUN },
      { name: 'after', help: 'the later run', required: true, value: SAVED_RUN },
    ],
  },
  case: { summary: 'what is kept of a fault that takes days', takes: [] },
  'case list': { summary: 'every case, and where it stands', takes: [] },
  'case show': { summary: 'what was found, answered and done, day by day', takes: [CASE_NAME] },
  'case note': {
    summary: 'add what somebody did or heard',
    takes: [
      CASE_NAME,
      {
        name: 'text',
        help: 'what is to be remembered',
        required: true,
        many: true,
        value: { called: 'text' },
      },
    ],
  },
  'case export': {
    summary: 'one page of all of it, redacted, to be handed on',
    takes: [
      CASE_NAME,
      {
        name: 'file',
        help: 'the HTML file to write',
        required: true,
        value: fileToWrite('page of the case'),
      },
    ],
  },
  'case help': PRINT_HELP,
  explain: {
    summary: 'what the sync engine does with a message, rule by rule',
    takes: [],
    needsOneOf: {
      flags: ['--thread', '--event', '--journal'],
      says: 'Nothing was named to explain.',
      next: 'Name a conversation with --thread, a saved delivery with --event, or a journal with --journal.',
    },
  },
  engine: { summary: 'the sync engine, run on this machine', takes: [] },
  'engine start': { summary: 'take webhooks in and work on them', takes: [] },
  'engine status': { summary: 'what waits, for how long, and how everything ended', takes: [] },
  'engine journal': { summary: 'what came in and what became of it', takes: [] },
  'engine replay': {
    summary: 'run journalled events again',
    takes: [],
    needsOneOf: {
      flags: ['--id', '--failed', '--since'],
      says: 'Nothing was named to run again.',
      next: 'Name events with --id, --failed or --since.',
    },
  },
  'engine trigger': {
    summary: 'send an event to an engine on this machine',
    takes: [
      {
        name: 'event',
        help: 'a bundled event; they are listed where no --file is named either',
        value: { called: 'event', words: 'deliveries' },
      },
    ],
  },
  'engine help': PRINT_HELP,
  console: { summary: 'the doctor, events and decisions on a local page', takes: [] },
  checks: {
    summary: 'look up a check, a cause or a symptom',
    takes: [
      {
        name: 'id',
        help: 'a check such as scopes/required, a cause, a symptom, or an area such as webhooks',
        value: { called: 'id', words: 'pages' },
      },
    ],
  },
  sandbox: { summary: 'emulated portals, healthy and broken', takes: [] },
  'sandbox list': { summary: 'the portals and the faults there are', takes: [] },
  'sandbox start': {
    summary: 'serve one portal until stopped',
    takes: [
      {
        name: 'name',
        help: 'a portal of `sandbox list`; two of them joined with + give both faults',
        required: true,
        value: PORTAL,
      },
    ],
  },
  'sandbox exec': {
    summary: 'run a command with one portal, and stop it after',
    takes: [
      { name: 'name', help: 'a portal of `sandbox list`', required: true, value: PORTAL },
      {
        name: 'command',
        help: 'a program and its arguments, behind --',
        required: true,
        many: true,
        value: { called: 'command' },
      },
    ],
  },
  'sandbox mend': {
    summary: 'take back what is broken in a portal that is being served',
    takes: [
      {
        name: 'what',
        help: 'causes and faults; everything that is broken when nothing is named',
        many: true,
        value: { called: 'what', words: 'portals' },
      },
    ],
  },
  'sandbox help': PRINT_HELP,
  mcp: { summary: 'the same for an AI agent', takes: [] },
  init: { summary: 'write a configuration file by asking', takes: [] },
  completion: { summary: 'completion for bash, zsh and fish', takes: [] },
  'completion bash': { summary: 'the script for bash', takes: [] },
  'completion zsh': { summary: 'the script for zsh', takes: [] },
  'completion fish': { summary: 'the script for fish', takes: [] },
  'completion words': { summary: 'what fits behind the words on standard input', takes: [], hidden: true },
  help: PRINT_HELP,
} as const satisfies Record<string, CommandEntry>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

/** The commands that look at a portal; `doctor recheck` is read with the doctor's flags, so it takes no other ones. */
export const LOOKING = ['doctor', 'doctor recheck', 'retest'] as const;
export const DOCTOR = ['doctor', 'doctor recheck'] as const;

/** What a live test is judged with, too. */
export const TESTED = [...DOCTOR, 'prove'] as const;
/** The commands that the account itself is named to, with what is known of it beforehand. */
export const TOLD = [...TESTED, 'console'] as const;
/** The commands that tell of cases. */
export const OF_CASES = ['case list', 'case show', 'case note', 'case export'] as const;
/** The commands that apply the engine's rules, and those of them that run it. */
export const RULED = ['explain', 'engine start', 'engine replay'] as const;
export const RUNNING = ['engine start', 'engine replay'] as const;

/** What is known of a command, whichever it is. */
export function entryOf(command: CommandName): CommandEntry {
  return COMMANDS[command];
}

/**
 * The commands right below one that a person calls: `engine start` and its like below `engine`, and below '' those that
 * are one word.
 */
export function commandsBelow(above: CommandName): CommandName[] {
  const start = above === '' ? '' : `${above} `;
  return COMMAND_NAMES.filter(
    (name) =>
      name !== '' &&
      name.startsWith(start) &&
      !name.slice(start.length).includes(' ') &&
      !entryOf(name).hidden,
  );
}

/** The last word of a command: `start` of `engine start`. */
export function lastWord(command: CommandName): string {
  return command.slice(command.lastIndexOf(' ') + 1);
}
