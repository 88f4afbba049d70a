/** Runs journalled events again: `engine replay`. */
import { resolve } from 'node:path';
import type { JournalledEvent } from '../../engine/journal/journal.ts';
import { DEFAULT_JOURNAL, withJournal } from '../../engine/journal/sqlite/journal.ts';
import { eventsToReplay, type ReplayChoice, replay } from '../../engine/run/replay.ts';
import { UsageError } from '../../files/usage-error.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { loadSettings } from '../settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { type EngineParts, type EnginePorts, prepareEngine } from './assemble.ts';

/** Which events of which journal. */
export interface ReplayRequest extends ReplayChoice {
  /** File of the journal. */
  journal?: string;
}

export interface ReplayPorts extends EnginePorts {
  /** From now on an abort of the signal ends it by itself. */
  onBegin?(): void;
}

/** The events that a replay would run. @throws UsageError where nothing was named, or the journal does not hold it */
export async function replayableEvents(
  request: ReplayRequest,
  around: Pick<Surroundings, 'cwd'>,
): Promise<JournalledEvent[]> {
  expectChoice(request);
  return withJournal(fileOf(request, around), { readOnly: true }, async (journal) =>
    eventsToReplay(journal, request),
  );
}

/**
 * Runs the events again, each as a new one, and brings them to their end.
 *
 * @returns how they ended; some of them are still open where the signal aborted
 * @throws UsageError as `replayableEvents`, and for anything given that cannot be used
 */
export async function replayEvents(
  request: ReplayRequest & EngineParts,
  around: Surroundings,
  { onBegin, ...ports }: ReplayPorts = {},
): Promise<JournalledEvent[]> {
  expectChoice(request);
  const settings = await loadSettings({ ...around, flags: request.flags });
  const redactor = around.redactor ?? createRedactor(settings.secrets);
  return withJournal(fileOf(request, around), { mustExist: true, redactor }, async (journal) => {
    const events = await eventsToReplay(journal, request);
    const prepared = await prepareEngine(request, settings, around, ports);
    try {
      const { engine } = await prepared.over(journal);
      around.signal.addEventListener('abort', () => engine.stop(), { once: true });
      await engine.start();
      onBegin?.();
      const ended = await replay(events, engine, journal, Date.now());
      await engine.drain();
      return ended;
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

function fileOf({ journal = DEFAULT_JOURNAL }: ReplayRequest, { cwd }: Pick<Surroundings, 'cwd'>): string {
  return resolve(cwd, journal);
}
