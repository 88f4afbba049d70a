import { resolve } from 'node:path';
import { UsageError } from '../../config/index.ts';
import type { Journal, JournalledEvent } from '../../engine/journal/index.ts';
import { createRedactor } from '../../redact/index.ts';
import { eventLine } from '../../reporters/journal.ts';
import { loadSettings } from '../../run/settings.ts';
import type { ReplayFlags } from '../commands/engine.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { accessFlags } from './access.ts';
import { assembleEngine } from './assemble.ts';
import { DEFAULT_JOURNAL, openJournal, requireJournal, withJournal } from './open-journal.ts';

/** `opencx-hubspot engine replay`: says what would be run again, and runs it only with --run. */
export async function replayEvents(flags: ReplayFlags, io: Io): Promise<number> {
  if (!flags.id && !flags.failed && flags.since === undefined) {
    throw new UsageError('Nothing was named to run again.', {
      hint: 'Name events with --id, --failed or --since.',
    });
  }
  const file = resolve(io.cwd, flags.journal ?? DEFAULT_JOURNAL);
  if (flags.run) return run(file, flags, io);
  return withJournal(file, { readOnly: true }, async (journal) => {
    const events = chosen(journal, flags);
    for (const event of events) io.out(`${eventLine(event)}\n`);
    io.err(`${events.length} would be run again; do it with --run.\n`);
    return EXIT.healthy;
  });
}

/** Exit 1 when one of them failed again. */
async function run(file: string, flags: ReplayFlags, io: Io): Promise<number> {
  io.endsByItself();
  await requireJournal(file);
  const settings = await loadSettings({
    cwd: io.cwd,
    env: io.env,
    flags: accessFlags(flags),
    readStdin: io.readStdin,
  });
  const journal = await openJournal(file, { redactor: createRedactor(settings.secrets) });
  try {
    const events = chosen(journal, flags);
    const { engine, close } = await assembleEngine(flags, settings, journal, io);
    try {
      await engine.start();
      const again = await journal.accept(
        events.map(({ id, event, key, lane }) => ({ event, key, lane, replayOf: id })),
        Date.now(),
      );
      engine.accepted(again);
      io.signal.addEventListener('abort', () => engine.stop(), { once: true });
      await engine.idle();
      const ended = journal.list({ ids: again.map(({ id }) => id) });
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

/** Events that did not come to a good end, or those that were named; a replay is not replayed for its original's sake. */
function chosen(journal: Journal, { id, failed, since }: ReplayFlags): JournalledEvent[] {
  const events = journal.list({ ...(id && { ids: id }), ...(since !== undefined && { since }) });
  if (id && events.length < new Set(id).size) {
    const known = events.map((event) => event.id);
    const unknown = id.filter((each) => !known.includes(each));
    throw new UsageError(`The journal has no event ${unknown.join(', ')}.`, {
      hint: 'List them with `engine journal`.',
    });
  }
  return failed ? events.filter(({ status }) => status === 'failed' || status === 'interrupted') : events;
}
