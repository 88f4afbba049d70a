import { doctorOfPortal, type PortalAsked } from '../../console/doctor/of-portal.ts';
import { consoleBesideEngine } from '../../console/of-journal.ts';
import type { JournalReads } from '../../engine/journal/journal.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { EngineDoors } from '../../run/engine/doors.ts';
import type { Io } from '../io.ts';
import { showWhere } from './console-run.ts';

/**
 * Opens the console beside an engine. What keeps it from opening is told, and the engine goes on without it.
 *
 * @param flags the file of the engine's journal, left out where it is in memory alone; whether the page is opened; what the
 *   doctor is asked about, left out where it has no account to look at
 * @returns closes it
 */
export async function openBeside(
  journal: JournalReads,
  doors: EngineDoors,
  flags: { journal?: string; open: boolean; asked?: PortalAsked },
  io: Io,
): Promise<() => Promise<void>> {
  try {
    const { journal: file, asked } = flags;
    const beside = {
      ...(file !== undefined && { file }),
      ...(asked && { doctor: await doctorOfPortal(asked, io) }),
    };
    const opened = await consoleBesideEngine(journal, doors, beside, io);
    showWhere(opened, flags, io);
    return opened.close;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`opencx-hubspot: ${error.message} The engine goes on without the console.\n`);
    return async () => {};
  }
}
