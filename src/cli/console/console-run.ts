import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { givenStore } from '../../config/store.ts';
import type { Console } from '../../console/console.ts';
import { doctorOfPortal, type PortalAsked } from '../../console/doctor/of-portal.ts';
import { consoleOfFile } from '../../console/of-journal.ts';
import { consoleOfPortal } from '../../console/of-portal.ts';
import type { Options } from '../../core/flags/options.ts';
import { DEFAULT_JOURNAL } from '../../engine/journal/sqlite/journal.ts';
import { UsageError } from '../../files/usage-error.ts';
import { logsIn } from '../doctor/flags.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { openOwnPage } from '../open.ts';

/** `opencx-hubspot console`: serves the page until stopped. */
export async function showConsole(flags: Options<'console'>, io: Io): Promise<number> {
  const opened = await openedFor(flags, io);
  showWhere(opened, flags, io);
  io.err('Stop with Ctrl-C.\n');
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await opened.close();
  return EXIT.clean;
}

async function openedFor(flags: Options<'console'>, io: Io): Promise<Console> {
  const { sandbox, from, port, profile } = flags;
  if (from !== undefined) {
    const { consoleOfBundle } = await import('../../console/of-bundle.ts');
    return consoleOfBundle({ from, port, ...(profile !== undefined && { profile }) }, io);
  }
  return sandbox === undefined ? here(flags, io) : onSandbox(sandbox, flags, io);
}

/** A journal that lies here is shown though nobody named it; without one there is the account to look at. */
async function here({ journal: named, ...flags }: Options<'console'>, io: Io): Promise<Console> {
  const lying = existsSync(resolve(io.cwd, DEFAULT_JOURNAL)) ? DEFAULT_JOURNAL : undefined;
  const store = named === undefined ? givenStore(io.env) : undefined;
  const file = named ?? (store === undefined ? lying : undefined);
  const { port } = flags;
  // What stands in a variable may hold a password; the doctor finds it there.
  const doctor = await doctorOfPortal(
    askedBy({ ...flags, ...(file !== undefined && { journal: file }) }),
    io,
  );
  const journal = store ?? file;
  if (journal !== undefined) return consoleOfFile({ journal, doctor, port }, io);
  const { note } = doctor.offer;
  if (note) io.err(`${note.error} ${note.next}\n`);
  return consoleOfPortal(doctor, port);
}

/** @throws UsageError for a log from a pipe: it is there once, and every look reads the logs anew */
function askedBy(flags: Options<'console'>): PortalAsked {
  const logs = logsIn(flags);
  if ([...(logs.apiLogs?.files ?? []), ...(logs.deliveryLogs ?? [])].includes('-'))
    throw new UsageError('Standard input is there once, and a console reads its logs at every look.', {
      hint: 'Keep the log in a file, and name that.',
    });
  return { flags, timeoutMs: flags.timeout * 1000, patienceMs: flags.patience * 1000, ...logs };
}

async function onSandbox(sandbox: string, flags: Options<'console'>, io: Io): Promise<Console> {
  const { consoleOnSandbox } = await import('../../console/on-sandbox.ts');
  // A rep's replies show on the page, in the customer's conversation.
  return consoleOnSandbox({ sandbox, asked: askedBy(flags), port: flags.port }, io, {
    onReply: async () => {},
  });
}

/**
 * Says where the page is, and opens it where a person is there to look. The key in the address is for whoever sits at this
 * terminal, and is of use only as it is.
 */
export function showWhere({ url, urlOnce }: Console, { open }: { open: boolean }, io: Io): void {
  io.tell(`The console is at ${url}\n`);
  // Not waited for: a browser that takes its time holds nothing up.
  if (open) void openOwnPage(urlOnce(), io);
}
