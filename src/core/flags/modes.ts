import type { CommandName } from './commands.ts';

/** What was typed behind a command. */
export interface Typed {
  /** By name: `--from`. Without those of the program, which have their effect everywhere. */
  flags: ReadonlySet<string>;
  /** How many arguments. */
  words: number;
}

/** A way of running a command in which some of its flags have no effect. */
export interface Mode {
  on: readonly CommandName[];
  isOpen(typed: Typed): boolean;
  /** Why a flag has no effect there: a sentence without its full stop, which names what opens the mode. */
  says(flag: string): string;
  /** What to do about it. */
  next(flag: string): string;
}

const either = () => 'Leave one of them out.';
const has =
  (flag: string) =>
  ({ flags }: Typed) =>
    flags.has(flag);

/** By the names that the table of flags knows them by. */
export const MODES = {
  'of a bundle': {
    on: ['doctor', 'console'],
    isOpen: has('--from'),
    says: (flag) => `--from judges what a bundle holds, so ${flag} has nothing to say there`,
    next: () => 'Leave one of them out; without --from the portal itself is looked at.',
  },
  'of all profiles': {
    on: ['doctor'],
    isOpen: has('--all-profiles'),
    says: (flag) => `--all-profiles looks at several portals, and ${flag} speaks of one`,
    next: (flag) => `Leave out --all-profiles to look at one of them (--profile NAME), or leave out ${flag}.`,
  },
  offline: {
    on: ['doctor', 'doctor recheck'],
    isOpen: has('--offline'),
    says: (flag) => `--offline makes no calls, so ${flag} has nothing to do`,
    next: either,
  },
  'on a sandbox': {
    on: ['doctor', 'doctor recheck', 'retest', 'prove', 'engine start', 'console'],
    isOpen: has('--sandbox'),
    says: (flag) =>
      `--sandbox cannot be used with ${flag}: an emulated portal brings its own account and addresses`,
    next: either,
  },
  'on a sandbox without a journal': {
    on: ['engine start'],
    isOpen: ({ flags }) => flags.has('--sandbox') && !flags.has('--journal') && !flags.has('--store'),
    says: (flag) => `--sandbox keeps no journal of its own, so ${flag} has nothing to keep`,
    next: (flag) => `Name a journal with --journal FILE, or leave out ${flag}.`,
  },
  'of a conversation': {
    on: ['explain'],
    isOpen: ({ flags }) => flags.has('--thread') && !flags.has('--event') && !flags.has('--journal'),
    says: (flag) => `--thread explains messages, and ${flag} speaks of changes to a ticket`,
    next: (flag) => `Name a saved ticket event with --event FILE, or leave out ${flag}.`,
  },
  'of a journal': {
    on: ['explain'],
    isOpen: has('--journal'),
    says: (flag) => `--journal tells what the engine decided, so ${flag} changes nothing there`,
    next: either,
  },
  'of a delivery': {
    on: ['explain'],
    isOpen: has('--event'),
    says: (flag) => `--event says which messages are meant, so ${flag} has nothing to say there`,
    next: either,
  },
  'of one event': {
    on: ['engine journal'],
    isOpen: has('--id'),
    says: (flag) => `--id shows the whole story of one event, so ${flag} has nothing to choose`,
    next: either,
  },
  pruning: {
    on: ['engine journal'],
    isOpen: has('--prune'),
    says: (flag) => `--prune forgets whatever ended before, so ${flag} has nothing to say there`,
    next: either,
  },
  planning: {
    on: ['engine replay'],
    isOpen: ({ flags }) => !flags.has('--run'),
    says: (flag) => `Without --run nothing is run, so ${flag} has no effect`,
    next: (flag) => `Add --run, or leave out ${flag}.`,
  },
  'without an event': {
    on: ['engine trigger'],
    isOpen: ({ flags, words }) => words === 0 && !flags.has('--file'),
    says: (flag) => `Without an event they are only listed, so ${flag} has no effect`,
    next: (flag) =>
      `Name the event in front of it: opencx-hubspot engine trigger new-message ${flag} ..., or a saved one with --file.`,
  },
} as const satisfies Record<string, Mode>;

export type ModeName = keyof typeof MODES;

/** Where a flag has no effect that asks for a live run: it says what a bundle has settled. */
export const NOT_LIVE = ['of a bundle'] as const;
/** ... that speaks of one portal, one conversation or one report. */
export const NOT_OF_ONE_PORTAL = ['of a bundle', 'of all profiles'] as const;
/** ... that makes a call, or says how one is made. */
export const WITHOUT_CALLS = ['of a bundle', 'offline'] as const;
/** ... that says how the engine works. */
export const NOT_RUN = ['planning', 'of a journal'] as const;
/** ... that chooses among events. */
export const CHOSEN = ['of one event', 'pruning'] as const;
