/** A journal's changes as server-sent events (HTML standard, "Server-sent events"). */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Portion } from './changes.ts';
import { refusalOf } from './refusal.ts';

/** A line that says nothing, in milliseconds: it shows both ends that the other is still there. */
const SIGN_OF_LIFE_MS = 10_000;

/**
 * Writes the portions as they come, until the reader leaves or the signal aborts. A reader that is slower than the
 * journal is waited for. Where the journal cannot be read any more, that is said in an event of its own, and the stream ends.
 *
 * @throws what the first portion throws, before anything is written: nobody is told that they are connected to what
 *   cannot be read
 */
export async function streamTo(
  response: ServerResponse,
  portions: AsyncGenerator<Portion>,
  signal: AbortSignal,
): Promise<void> {
  let portion = await portions.next();
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  const alive = setInterval(() => response.write(':\n\n'), SIGN_OF_LIFE_MS);
  try {
    for (; !portion.done; portion = await portions.next()) {
      const { cursor, ...changes } = portion.value;
      const taken = response.write(`id: ${cursor}\ndata: ${JSON.stringify(changes)}\n\n`);
      if (!taken) await once(response, 'drain', { signal }).catch(() => {});
    }
  } catch (error) {
    response.write(`event: trouble\ndata: ${JSON.stringify(refusalOf(error).refusal)}\n\n`);
  } finally {
    clearInterval(alive);
    response.end();
  }
}
