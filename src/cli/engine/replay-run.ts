import { resolve } from 'node:path';
import { UsageError } from '../../config/index.ts';
import { DEFAULT_JOURNAL, openSqliteJournal, withJournal } from '../../engine/journal/sqlite/journal.ts';
import { eventsToReplay, type ReplayChoice, replay } from '../../engine/run/replay.ts';
import { createRedactor } from '../../redact/index.ts';
import { eventLine } from '../../reporters/journal.ts';
import { loadSettings } from '../../run/settings.ts';
import type { ReplayFlags } from '../commands/engine.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { accessFlags } from './access.ts';
import { assembleEngine } from './assemble.ts';

/** `opencx-hubspot engine replay`: says what would be run again, and runs it only with --run. */
export async function replayEvents(flags: ReplayFlags, io: Io): Promise<number> {
  if (!flags.id && !flags.failed && flags.since === undefined) {
    throw new UsageError('Nothing was named to run again.', {
      hint: 'Name events with --id, --failed or --since.',
    });
  }
  const file = resolve(io.cwd, flags.journal ?? DEFAULT_JOURNAL);
  const choice = choiceOf(flags);
  if (flags.run) return run(file, choice, flags, io);
  return withJournal(file, { readOnly: true }, async (journal) => {
    const events = eventsToReplay(journal, choice);
    for (const event of events) io.out(`${eventLine(event)}\n`);
    io.err(`${events.length} would be run again; do it with --run.\n`);
    return EXIT.healthy;
  });
}

/** Exit 1 when one of them failed again. */
async function run(file: string, choice: ReplayChoice, flags: ReplayFlags, io: Io): Promise<number> {
  io.endsByItself();
  const settings = await loadSettings({
    cwd: io.cwd,
    env: io.env,
    flags: accessFlags(flags),
    readStdin: io.readStdin,
  });
  const journal = await openSqliteJournal(file, {
    mustExist: true,
    redactor: createRedactor(settings.secrets),
  });
  try {
    const events = eventsToReplay(journal, choice);
    const { engine, close } = await assembleEngine(flags, settings, journal, io);
    try {
      await engine.start();
      io.signal.addEventListener('abort', () => engine.stop(), { once: true });
      const ended = await replay(events, engine, journal, Date.now());
      for (const event of ended) io.out(`${eventLine(event)}\n`);
      await engine.drain();
      if (io.signal.aborted) return EXIT.interrupted;
      return ended.some(({ status }) => status === 'failed') ? EXIT.problems : EXIT.healthy;
    } finally {
      await close();
    }
  } finally {
    await journal.close();
  }
}

function choiceOf({ id, failed, since }: ReplayFlags): ReplayChoice {
  return { ...(id && { ids: id }), ...(failed && { failed }), ...(since !== undefined && { since }) };
}
