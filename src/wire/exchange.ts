import type { Dispatcher } from 'undici';
import { TooLarge } from './network-errors.ts';

/** Bytes of a request or response that are held in memory; HubSpot's largest answers are far below it. */
export const LARGEST_BODY = 20 * 1024 * 1024;

/** A whole answer, read to its end. */
export interface WireAnswer {
  status: number;
  statusText: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** What came of one try. `sent`: some of the request may have reached the other side. */
export type Attempt = { sent: boolean } & ({ answer: WireAnswer } | { error: unknown });

/** The first value of a header; names are lower case. */
export function headerOf(answer: WireAnswer, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Makes one try and reads its answer to the end; never rejects. The signal ends it wherever it is. */
export function exchange(
  dispatch: Dispatcher.Dispatch,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): Promise<Attempt> {
  return new Promise((resolve) => {
    let sent = false;
    let abortRequest: (reason: Error) => void = () => {};
    let head: Omit<WireAnswer, 'body'> | undefined;
    const body = new BodyBuffer();

    const settle = (result: { answer: WireAnswer } | { error: unknown }) => {
      signal.removeEventListener('abort', giveUp);
      resolve({ sent, ...result });
    };
    const giveUp = () => {
      settle({ error: signal.reason });
      abortRequest(asError(signal.reason));
    };
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) return giveUp();

    dispatch(options, {
      onRequestStart(controller) {
        if (signal.aborted) return controller.abort(asError(signal.reason));
        abortRequest = (reason) => controller.abort(reason);
        sent = true;
      },
      onResponseStart(_controller, status, headers, statusText = '') {
        head = { status, statusText, headers };
      },
      onResponseData(controller, chunk) {
        if (!body.add(chunk)) controller.abort(new TooLarge('answer'));
      },
      onResponseEnd() {
        if (head) settle({ answer: { ...head, body: body.all() } });
      },
      onResponseError(_controller, error) {
        settle({ error });
      },
    });
  });
}

/** Reads a request's body into memory, so that it can be sent again. */
export async function bufferBody(body: unknown): Promise<Buffer | null> {
  if (body === null || body === undefined) return null;
  const buffered = new BodyBuffer();
  const chunks = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
  for await (const chunk of chunks as AsyncIterable<string | Uint8Array>) {
    if (!buffered.add(Buffer.from(chunk as Uint8Array))) throw new TooLarge('request');
  }
  return buffered.all();
}

class BodyBuffer {
  readonly #chunks: Buffer[] = [];
  #length = 0;

  /** false: there is no more room. */
  add(chunk: Buffer): boolean {
    this.#length += chunk.length;
    if (this.#length > LARGEST_BODY) return false;
    this.#chunks.push(chunk);
    return true;
  }

  all(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** What a signal was aborted with, as the error that undici asks for. */
export function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('The request was stopped.');
}
