/** A journal's changes, and how the doctor stands, as server-sent events (HTML standard, "Server-sent events"). */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { DoctorPage } from '../doctor-words.ts';
import type { Portion } from './changes.ts';
import { refusalOf } from './refusal.ts';

/** A line that says nothing, in milliseconds: it shows both ends that the other is still there. */
const SIGN_OF_LIFE_MS = 10_000;

/**
 * Writes the portions as they come, until the reader leaves or the signal aborts. A reader that is slower than the
 * journal is waited for. Where the journal cannot be read any more, that is said in an event of its own, and the stream ends.
 *
 * @param doctor told on the same stream: a browser has few connections to one address, and each tab takes one
 * @throws what the first portion throws, before anything is written: nobody is told that they are connected to what
 *   cannot be read
 */
export async function streamTo(
  response: ServerResponse,
  portions: AsyncGenerator<Portion>,
  signal: AbortSignal,
  doctor?: AsyncGenerator<DoctorPage>,
): Promise<void> {
  let portion = await portions.next();
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  if (doctor) void tellDoctor(response, doctor, signal);
  const alive = setInterval(() => response.write(':\n\n'), SIGN_OF_LIFE_MS);
  try {
    for (; !portion.done; portion = await portions.next()) {
      const { cursor, ...changes } = portion.value;
      await tell(response, `id: ${cursor}`, changes, signal);
    }
  } catch (error) {
    response.write(`event: trouble\ndata: ${JSON.stringify(refusalOf(error).refusal)}\n\n`);
  } finally {
    clearInterval(alive);
    response.end();
  }
}

/** Without a number of its own: who comes back is told how it stands by then. */
async function tellDoctor(
  response: ServerResponse,
  pages: AsyncGenerator<DoctorPage>,
  signal: AbortSignal,
): Promise<void> {
  for await (const page of pages) {
    if (response.writableEnded) return;
    await tell(response, 'event: doctor', page, signal);
  }
}

async function tell(
  response: ServerResponse,
  head: string,
  data: object,
  signal: AbortSignal,
): Promise<void> {
  const taken = response.write(`${head}\ndata: ${JSON.stringify(data)}\n\n`);
  if (!taken) await once(response, 'drain', { signal }).catch(() => {});
}
