import { isUtf8 } from 'node:buffer';
import type { Dispatcher } from 'undici';
import { TooLarge, TryTimedOut } from './network-errors.ts';
import { type BuiltRequest, LARGEST_BODY, type WireAnswer } from './request.ts';

/** What came of one try. `sent`: some of the request may have reached the other side. */
export type Attempt = { sent: boolean } & ({ answer: WireAnswer } | { error: unknown });

/** What ends a try wherever it is. */
export interface TryBounds {
  signal: AbortSignal;
  /** From the connection to the last byte. */
  milliseconds: number;
}

/** Makes one try and reads its answer to the end; never rejects. */
export async function exchange(
  agent: Dispatcher,
  { destination, ...request }: BuiltRequest,
  bounds: TryBounds,
): Promise<Attempt> {
  const { sent, ...received } = await receive(agent, request, bounds);
  if ('error' in received) return { sent, ...received };
  await connectionIsFree();
  const headers = firstOfEach(received.headers);
  try {
    const body = await unpacked(received.body, headers['content-encoding']);
    const text = new TextDecoder().decode(body);
    const { status } = received;
    const undecodable = isUtf8(body) ? {} : { undecodable: true };
    const bytes = request.binary ? { bytes: body } : {};
    return { sent, answer: { status, headers, body: text, ...undecodable, ...bytes, destination } };
  } catch (error) {
    return { sent, error };
  }
}

/** A turn after its answer has ended: whoever asks for more because of that answer then finds it, and opens no other. */
const connectionIsFree = () => new Promise<void>((resolve) => setImmediate(resolve));

type Headers = Readonly<Record<string, string | string[] | undefined>>;
type Received = { status: number; headers: Headers; body: Buffer } | { error: unknown };

function receive(
  agent: Dispatcher,
  { url, method, headers, body }: Omit<BuiltRequest, 'destination'>,
  { signal, milliseconds }: TryBounds,
): Promise<{ sent: boolean } & Received> {
  return new Promise((resolve) => {
    let sent = false;
    let stopped: Error | undefined;
    let abortRequest: (reason: Error) => void = () => {};
    let head: { status: number; headers: Headers } | undefined;
    const chunks: Buffer[] = [];
    let length = 0;

    const settle = (received: Received) => {
      clearTimeout(alarm);
      signal.removeEventListener('abort', stop);
      resolve({ sent, ...received });
    };
    // By hand: a signal made of two costs more than the rest of a call.
    const giveUp = (error: unknown) => {
      stopped = asError(error);
      settle({ error });
      abortRequest(stopped);
    };
    const stop = () => giveUp(signal.reason);
    const alarm = setTimeout(() => giveUp(new TryTimedOut(milliseconds)), milliseconds);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) return stop();

    const path = url.pathname + url.search;
    const options = { origin: url.origin, path, method, headers, body: body ?? null };
    agent.dispatch(options as Dispatcher.DispatchOptions, {
      onRequestStart(controller) {
        if (stopped) return controller.abort(stopped);
        abortRequest = (reason) => controller.abort(reason);
        sent = true;
      },
      onResponseStart(_controller, status, responseHeaders) {
        head = { status, headers: responseHeaders };
      },
      onResponseData(controller, chunk) {
        length += chunk.length;
        if (length > LARGEST_BODY) controller.abort(new TooLarge('answer'));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (head) settle({ ...head, body: Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        settle({ error });
      },
    });
  });
}

/**
 * Proxies pack answers that were asked for plain. What does not unpack is left as it is, and its reader says so.
 *
 * @throws TooLarge
 */
async function unpacked(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const packing = encoding?.trim().toLowerCase() ?? '';
  if (packing === '' || packing === 'identity' || body.length === 0) return body;
  const { brotliDecompressSync, unzipSync, zstdDecompressSync } = await import('node:zlib');
  const unpack = { br: brotliDecompressSync, zstd: zstdDecompressSync }[packing] ?? unzipSync;
  try {
    return unpack(body, { maxOutputLength: LARGEST_BODY });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooLarge('answer');
    return body;
  }
}

function firstOfEach(headers: Headers): Record<string, string> {
  const firsts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) firsts[name] = first;
  }
  return firsts;
}

/** What a signal was aborted with, as the error that undici asks for. */
function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('The request was stopped.');
}
