/** Runs journalled events again: `engine replay`. */
import type { JournalledEvent } from '../../engine/journal/journal.ts';
import { withJournal } from '../../engine/journal/place.ts';
import { eventsToReplay, type ReplayChoice, replay } from '../../engine/run/replay.ts';
import { UsageError } from '../../files/usage-error.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { journalFor } from '../journal-place.ts';
import { loadSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { type EngineParts, type EnginePorts, prepareEngine } from './assemble.ts';

/** Which events of which journal. */
export interface ReplayRequest extends ReplayChoice {
  /** The journal: a file, or the address of a database. */
  journal?: string;
}

export interface ReplayPorts extends EnginePorts {
  /** From now on an abort of the signal ends it by itself. */
  onBegin?(): void;
}

/** The events that a replay would run. @throws UsageError where nothing was named, or the journal does not hold it */
export async function replayableEvents(
  request: ReplayRequest,
  around: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<JournalledEvent[]> {
  expectChoice(request);
  return withJournal(journalFor(request.journal, around), { readOnly: true }, async (journal) =>
    eventsToReplay(journal, request),
  );
}

/** How events ended that were run again. */
export interface Replayed {
  /** Some of them are still open where the signal aborted. */
  events: JournalledEvent[];
  /** Other engines may work the same journal: they go on with what is open. */
  shared: boolean;
}

/**
 * Runs the events again, each as a new one, and brings them to their end.
 *
 * @throws UsageError as `replayableEvents`, and for anything given that cannot be used
 */
export async function replayEvents(
  request: ReplayRequest & EngineParts,
  around: Surroundings,
  { onBegin, ...ports }: ReplayPorts = {},
): Promise<Replayed> {
  expectChoice(request);
  const settings = await loadSettings({ ...around, flags: request.flags });
  const redactor = around.redactor ?? createRedactor(settings.secrets);
  const options = { mustExist: true, redactor, shared: 'as found' } as const;
  return withJournal(journalFor(request.journal, around), options, async (journal) => {
    const events = await eventsToReplay(journal, request);
    const prepared = await prepareEngine(request, settings, around, ports);
    try {
      const { engine } = await prepared.over(journal);
      around.signal.addEventListener('abort', () => engine.stop(), { once: true });
      await engine.start();
      onBegin?.();
      const ended = await replay(events, engine, journal, Date.now(), around.signal);
      await engine.drain();
      return { events: ended, shared: journal.queue !== undefined };
    } finally {
      await prepared.close();
    }
  });
}

function expectChoice({ ids, failed, since }: ReplayRequest): void {
  if (ids || failed || since !== undefined) return;
  throw new UsageError('Nothing was named to run again.', {
    hint: 'Name events with --id, --failed or --since.',
  });
}
