/** Serves the tools over two streams until the client goes away: `mcp`. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { UsageError } from '../files/usage-error.ts';
import { createRedactor } from '../redact/redactor.ts';
import type { Surroundings } from '../run/surroundings.ts';
import { faultInWords } from './faults.ts';
import { type Given, Room } from './room.ts';
import { Roots } from './roots.ts';
import { buildServer } from './server.ts';
import { TOOLS } from './tools/index.ts';

export interface ServeRequest extends Given {
  /** Folders whose files an agent may name. */
  roots: readonly string[];
}

export interface Streams {
  /** Where requests come from. */
  requests: Readable;
  /** Takes answers, and nothing else is written to it. */
  answers: Writable;
}

/**
 * Resolves when the requests have ended or the signal aborts. Calls that are under way then are given up.
 *
 * @throws UsageError for a root that is no folder, and a token that would come from standard input, before anything is read
 */
export async function serve(
  { roots, ...given }: ServeRequest,
  { env, cwd, signal, redactor = createRedactor([]) }: Surroundings,
  { requests, answers }: Streams,
  onFault: (sentence: string) => void,
): Promise<void> {
  if (given.flags.tokenFile === '-')
    throw new UsageError('--token-file - reads standard input, where the agent speaks.', {
      hint: 'Name a file that holds the token, or set HUBSPOT_ACCESS_TOKEN.',
    });
  const closed = new AbortController();
  const room = new Room({
    // Standard input is the protocol's, so nothing may be read from it.
    around: { env, cwd, redactor },
    given,
    roots: await Roots.open(roots, cwd),
    closing: AbortSignal.any([signal, closed.signal]),
  });
  const ended = Promise.race([once(requests, 'end'), once(requests, 'close'), aborted(signal)]);
  const served = serveStdio(() => buildServer(room, TOOLS), {
    transport: new StdioServerTransport(requests, answers),
    onerror: (error) => onFault(faultInWords(error)),
  });
  try {
    await ended;
  } finally {
    closed.abort();
    await served.close();
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
