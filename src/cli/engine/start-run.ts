import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import type { PortalAsked } from '../../console/doctor/of-portal.ts';
import { isStoreAddress } from '../../core/store-address.ts';
import { UsageError } from '../../files/usage-error.ts';
import {
  asideLines,
  changedLines,
  closingLines,
  doneLines,
  saidLines,
} from '../../reporters/conversation.ts';
import { countersLine, eventLine } from '../../reporters/journal.ts';
import { PATIENCE_MS, type RunningEngine, startEngine as start } from '../../run/engine/start.ts';
import type { StoryResult } from '../../run/engine/story.ts';
import { journalNamed } from '../../run/journal-place.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { pageFor } from '../output.ts';
import type { StartFlags } from './flags.ts';
import { expectTwoPorts, partsOf } from './flags.ts';
import { listening } from './listening.ts';

/** `opencx-hubspot engine start`: until stopped, or until its story is over. */
export async function startEngine(flags: StartFlags, io: Io): Promise<number> {
  // In a burst of work V8 doubles its room for young objects again and again, and keeps it: a process of 150 MB more.
  setFlagsFromString('--semi-space-growth-factor=1');
  if (flags.sandbox) return playOnSandbox(flags.sandbox, flags, io);
  expectTwoPorts(flags);
  const { signature } = flags;
  const heard = listening(io);
  const running = await start(
    {
      ...whatOf(flags),
      port: flags.port,
      path: flags.path,
      ...(flags.publicUrl && { publicUrl: flags.publicUrl }),
      ...(signature && { signature }),
    },
    io,
    { ...heard, onEnded: (event) => io.out(`${eventLine(event)}\n`) },
  );
  const named = namedIn(flags);
  const journal = journalNamed(named, io);
  // What stands in a variable may hold a password; the doctor finds it there.
  const asked = askedOf(flags, named ?? (isStoreAddress(journal) ? undefined : journal));
  const closeConsole = await consoleOf(running, { ...flags, journal, ...asked }, io);
  // Not before: a start may wait for what never comes, such as the writer of a pipe that it was to read.
  io.endsWithin(WIND_DOWN_MS);
  if (!running.aiUser)
    io.err('No Default User ID is known, so the AI answers nothing; give it with --default-user.\n');
  if (running.lack !== undefined) io.err(`${running.lack}\n`);
  if (running.watchUrl !== undefined) io.err(watchedAt(running.watchUrl));
  io.err(`Taking events at ${running.url}\nStop with Ctrl-C.\n`);
  if (!io.signal.aborted) await once(io.signal, 'abort');
  printStopping(io);
  await closeConsole();
  const counters = await running.stop();
  heard.tellTheRest();
  io.err(`${countersLine(counters)}\n`);
  return EXIT.clean;
}

/** For what was begun, and for closing what is open. */
const WIND_DOWN_MS = PATIENCE_MS + 1_000;

const STORY_CODES: Record<StoryResult['outcome'], number> = {
  ended: EXIT.clean,
  failed: EXIT.problems,
  interrupted: EXIT.interrupted,
};

/** Engine and emulated portal together. */
async function playOnSandbox(sandbox: string, flags: StartFlags, io: Io): Promise<number> {
  const { playStory } = await import('../../run/engine/story.ts');
  const { story } = flags;
  const page = pageFor(undefined, io);
  const heard = listening(io);
  let closeConsole = async () => {};
  const { outcome, counters } = await playStory(
    { ...whatOf(flags), sandbox, stay: flags.stay === true, ...(story && { story }) },
    io,
    {
      ...heard,
      onReply: (line) => io.handOver(asideLines(line, page)),
      onWatched: (url) => io.err(watchedAt(url)),
      onStart: async (journal, doors) => {
        const named = namedIn(flags);
        closeConsole = await consoleOf(
          { journal, doors },
          { ...flags, ...(named !== undefined && { journal: named }) },
          io,
        );
      },
      onBegin: (title) => {
        io.endsWithin(WIND_DOWN_MS);
        io.out(`${title}\n\n`);
      },
      onSaid: ({ from, text, type }) =>
        io.out(saidLines({ from, text, isInternal: type === 'COMMENT' }, page)),
      onChanged: (what) => io.out(changedLines(what, page)),
      onEnded: (event) => io.out(doneLines(event, page)),
      onFailed: (message) => io.out(`\n${message}\n`),
      onStay: ({ engine, portal }) =>
        io.err(`The engine goes on at ${engine}, the portal at ${portal}. Stop with Ctrl-C.\n`),
      onStopping: () => printStopping(io),
    },
  );
  await closeConsole();
  heard.tellTheRest();
  const ending = outcome === 'ended' ? 'The story came to its end as it should.\n' : '';
  io.out(`\n${ending}${closingLines(countersLine(counters), page)}`);
  return STORY_CODES[outcome];
}

/** @returns closes it; nothing where none was asked for */
async function consoleOf(
  { journal, doors }: Pick<RunningEngine, 'journal' | 'doors'>,
  flags: Pick<StartFlags, 'console' | 'journal' | 'open'> & { asked?: PortalAsked },
  io: Io,
): Promise<() => Promise<void>> {
  if (!flags.console) return async () => {};
  const { openBeside } = await import('../console/beside.ts');
  return openBeside(journal, doors, flags, io);
}

/** For a live test's hops, as `prove` has it by itself. */
const PATIENCE_OF_TEST_MS = 120_000;

/** The account that the engine works for. Standard input was there once, and the engine has read it. */
function askedOf(flags: StartFlags, journal: string | undefined): { asked?: PortalAsked } {
  const { tokenFile, timeout, journal: _file, ...others } = flags;
  if (tokenFile === '-') return {};
  return {
    asked: {
      flags: { ...others, ...(tokenFile && { tokenFile }), ...(journal !== undefined && { journal }) },
      timeoutMs: timeout * 1000,
      patienceMs: PATIENCE_OF_TEST_MS,
    },
  };
}

function whatOf(flags: StartFlags) {
  const { keepTexts = false, shared = false, watchPort } = flags;
  const journal = namedIn(flags);
  return {
    ...partsOf(flags),
    keepTexts,
    shared,
    ...(journal !== undefined && { journal }),
    ...(watchPort !== undefined && { watchPort }),
  };
}

function watchedAt(url: string): string {
  return `Telling how it stands at ${url}/healthz and ${url}/metrics\n`;
}

/** @throws UsageError where both a file and a database were named */
function namedIn({ journal, store }: StartFlags): string | undefined {
  if (journal === undefined || store === undefined) return store ?? journal;
  throw new UsageError('Both --journal and --store say where the journal is.', {
    hint: 'Leave one of them out.',
  });
}

function printStopping(io: Io): void {
  io.err(
    `\nStopping: what was begun has ${PATIENCE_MS / 1000} seconds to come to its end. Ctrl-C again stops at once.\n`,
  );
}
