import { once } from 'node:events';
import type { Console } from '../../console/console.ts';
import { consoleOfFile } from '../../console/of-journal.ts';
import type { Options } from '../../core/flags/options.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { openOwnPage } from '../open.ts';

/** `opencx-hubspot console`: serves the page until stopped. */
export async function showConsole(flags: Options<'console'>, io: Io): Promise<number> {
  const { journal, port, sandbox } = flags;
  const opened =
    sandbox === undefined
      ? await consoleOfFile({ port, ...(journal !== undefined && { journal }) }, io)
      : await onSandbox(sandbox, port, io);
  showWhere(opened, flags, io);
  io.err('Stop with Ctrl-C.\n');
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await opened.close();
  return EXIT.clean;
}

async function onSandbox(sandbox: string, port: number, io: Io): Promise<Console> {
  const { consoleOnSandbox } = await import('../../console/on-sandbox.ts');
  // A rep's replies show on the page, in the customer's conversation.
  return consoleOnSandbox({ sandbox, port }, io, { onReply: async () => {} });
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
