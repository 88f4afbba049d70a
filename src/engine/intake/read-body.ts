import type { IncomingMessage } from 'node:http';

export interface BodyLimits {
  maxBytes: number;
  /** For the whole body, from the end of the headers. */
  timeoutMs: number;
}

/** `bytes` counts what came, or was announced. `broken-off`: the sender left in the middle. */
export type BodyRead =
  | { outcome: 'whole'; body: Buffer }
  | { outcome: 'too-large'; bytes: number }
  | { outcome: 'too-slow'; bytes: number }
  | { outcome: 'broken-off' };

/** Reads a request's body within limits; never rejects, and keeps nothing of a body beyond them. */
export function readBody(request: IncomingMessage, { maxBytes, timeoutMs }: BodyLimits): Promise<BodyRead> {
  const announced = announcedBytes(request);
  if (announced > maxBytes) return Promise.resolve({ outcome: 'too-large', bytes: announced });

  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) settle({ outcome: 'too-large', bytes });
      else chunks.push(chunk);
    };
    const end = () => settle({ outcome: 'whole', body: Buffer.concat(chunks) });
    const leave = () => settle({ outcome: 'broken-off' });
    const settle = (read: BodyRead) => {
      clearTimeout(alarm);
      request.off('data', take).off('end', end).off('close', leave);
      resolve(read);
    };
    const alarm = setTimeout(() => settle({ outcome: 'too-slow', bytes }), timeoutMs);
    // A broken connection shows as `close` as well; without a listener the error would end the process.
    request.on('error', () => {});
    request.on('data', take).on('end', end).on('close', leave);
  });
}

/** Bytes that the request's header announces; 0 where it does not. */
export function announcedBytes({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}
