import type { Options } from '../core/flags/options.ts';
import { serve } from '../mcp/serve.ts';
import { spelledOut } from '../redact/printable.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';

/** `opencx-hubspot mcp`: until the client goes away, or the process is stopped. */
export async function serveAgent(flags: Options<'mcp'>, io: Io): Promise<number> {
  const { root: roots, config, tokenFile, allowHost, timeout } = flags;
  // Whoever starts it by hand sees nothing happen otherwise.
  if (io.interactive) io.err('Waiting for an agent on standard input; Ctrl-C ends it.\n');
  await serve(
    {
      roots,
      timeoutMs: timeout * 1000,
      flags: {
        ...(config !== undefined && { config }),
        ...(tokenFile !== undefined && { tokenFile }),
        ...(allowHost && { allowHost }),
      },
    },
    io,
    io.takeStreams(),
    (sentence) => io.err(`opencx-hubspot: ${spelledOut(sentence)}\n`),
  );
  return io.signal.aborted ? EXIT.interrupted : EXIT.clean;
}
