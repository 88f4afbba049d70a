/** The console over a journal: one that lies on the disk, or that of an engine in this process. */
import { basename, resolve } from 'node:path';
import { screensHost } from '../core/hubspot/screens.ts';
import { isStoreAddress } from '../core/store-address.ts';
import type { JournalReads } from '../engine/journal/journal.ts';
import { journalPlace, openJournal, shownPlace } from '../engine/journal/place.ts';
import { tokenForm } from '../redact/token-form.ts';
import type { EngineDoors } from '../run/engine/doors.ts';
import { loadSettings } from '../run/settings.ts';
import type { Surroundings } from '../run/surroundings.ts';
import { type Console, openConsole } from './console.ts';
import type { PortalDoctor } from './doctor/of-portal.ts';
import { whileThere } from './still-there.ts';

export interface JournalConsoleRequest {
  /** The journal: a file, or the address of a database. */
  journal: string;
  /** Of the account that the engine works for. */
  doctor?: PortalDoctor;
  /** 0: any that is free. */
  port: number;
}

/**
 * Opens the console over a journal that is only read, whoever writes it meanwhile.
 *
 * @throws UsageError for a file that is no journal, and for a port that cannot be had
 */
export async function consoleOfFile(
  { journal: named, doctor, port }: JournalConsoleRequest,
  around: Surroundings,
): Promise<Console> {
  const held = await openJournal(journalPlace(named, around.cwd), { readOnly: true });
  try {
    const place = { ...(await screensOf(around)), journalFlags: ['--journal', shownPlace(named)] };
    const about = { title: titleOf(named), kind: 'journal' } as const;
    const opened = await openConsole({
      about,
      journal: watched(held, named, around),
      place,
      port,
      ...(doctor && { doctor }),
    });
    return {
      ...opened,
      async close() {
        await opened.close();
        await held.close();
      },
    };
  } catch (error) {
    await held.close();
    throw error;
  }
}

/** What is known of an engine beside its doors and its journal. */
export interface EngineBeside {
  /** Its journal, a file or an address; left out where it is in memory alone. */
  file?: string;
  /** Of the account that it works for; left out on an emulated one. */
  doctor?: PortalDoctor;
}

/** Opens the console beside an engine that runs in this process, on any port that is free. */
export async function consoleBesideEngine(
  journal: JournalReads,
  doors: EngineDoors,
  { file: named, doctor }: EngineBeside,
  around: Surroundings,
): Promise<Console> {
  const flags = named === undefined ? {} : { journalFlags: ['--journal', shownPlace(named)] };
  const title = named === undefined ? 'Engine' : titleOf(named);
  const about = { title, kind: 'engine' } as const;
  const place = { ...(await screensOf(around)), ...flags };
  const reads = named === undefined ? journal : watched(journal, named, around);
  return openConsole({ about, journal: reads, doors, place, port: 0, ...(doctor && { doctor }) });
}

function titleOf(named: string): string {
  return isStoreAddress(named) ? shownPlace(named) : basename(named);
}

function watched(journal: JournalReads, named: string, { cwd }: Surroundings): JournalReads {
  return isStoreAddress(named) ? journal : whileThere(journal, resolve(cwd, named));
}

/** Host of HubSpot's screens, by the token's prefix. Without a token nothing is known of the region, and no link leads there. */
async function screensOf(around: Surroundings): Promise<{ uiDomain?: string }> {
  const { given } = await loadSettings({ ...around, flags: {} });
  if (given.token === undefined) return {};
  const { region } = tokenForm(given.token.reveal(), given.tokenOrigin ?? '').form;
  return region === undefined ? {} : { uiDomain: screensHost(region) };
}
