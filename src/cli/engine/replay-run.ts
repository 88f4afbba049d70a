import { isOpen } from '../../engine/journal/counters.ts';
import { eventLine } from '../../reporters/journal.ts';
import {
  type Replayed,
  type ReplayRequest,
  replayableEvents,
  replayEvents as runAgain,
} from '../../run/engine/replay.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { ReplayFlags } from './flags.ts';
import { partsOf } from './flags.ts';
import { listening } from './listening.ts';

/** For what was under way to be broken off, and for closing the journal. */
const BREAK_OFF_MS = 1_000;

/** `opencx-hubspot engine replay`: says what would be run again, and runs it only with --run. */
export async function replayEvents(flags: ReplayFlags, io: Io): Promise<number> {
  if (flags.run) return run(flags, io);
  const events = await replayableEvents(requestOf(flags), io);
  for (const event of events) io.out(`${eventLine(event)}\n`);
  io.err(`${events.length} would be run again; do it with --run.\n`);
  return EXIT.clean;
}

/** Exit 1 when one of them failed again. */
async function run(flags: ReplayFlags, io: Io): Promise<number> {
  const onBegin = () => io.endsWithin(BREAK_OFF_MS);
  const heard = listening(io);
  const ended = await runAgain({ ...partsOf(flags), ...requestOf(flags) }, io, { ...heard, onBegin });
  heard.tellTheRest();
  for (const event of ended.events) io.out(`${eventLine(event)}\n`);
  if (io.signal.aborted) return printInterrupted(ended, io);
  return ended.events.some(({ status }) => status === 'failed') ? EXIT.problems : EXIT.clean;
}

const NEXT_START = 'What was begun is marked at the next start, the rest is worked then.';
const OTHER_ENGINES =
  'Engines that share the journal mark what was begun and work the rest, now where one runs, or else at the next start.';

function printInterrupted({ events, shared }: Replayed, io: Io): number {
  // Another engine may have marked it already.
  const open = events.filter((event) => isOpen(event) || event.status === 'interrupted').length;
  const after = shared ? OTHER_ENGINES : NEXT_START;
  io.err(`\nInterrupted: ${open} of ${events.length} did not come to an end. ${after}\n`);
  return EXIT.interrupted;
}

function requestOf({ journal, id, failed, since }: ReplayFlags): ReplayRequest {
  return {
    ...(journal !== undefined && { journal }),
    ...(id && { ids: id }),
    ...(failed && { failed }),
    ...(since !== undefined && { since }),
  };
}
