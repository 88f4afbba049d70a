import type { IncomingMessage } from 'node:http';
import type { Room } from './room.ts';

export interface BodyLimits {
  maxBytes: number;
  /** For the whole body, from the end of the headers. */
  timeoutMs: number;
  /** Shared by all bodies under way; whoever takes a whole one gives its bytes back when it is done with. */
  room: Room;
}

/**
 * `bytes` counts what came, or was announced. `no-room`: too much is under way already. `broken-off`: the sender left in
 * the middle.
 */
export type BodyRead =
  | { outcome: 'whole'; body: Buffer }
  | { outcome: 'too-large'; bytes: number }
  | { outcome: 'too-slow'; bytes: number }
  | { outcome: 'no-room'; bytes: number }
  | { outcome: 'broken-off' };

/** Reads a request's body within limits; never rejects, and keeps nothing of a body beyond them. */
export function readBody(
  request: IncomingMessage,
  { maxBytes, timeoutMs, room }: BodyLimits,
): Promise<BodyRead> {
  const announced = announcedBytes(request);
  if (announced > maxBytes) return Promise.resolve({ outcome: 'too-large', bytes: announced });

  return new Promise((resolve) => {
    const gathered = new GatheredBytes();
    const take = (chunk: Buffer) => {
      const bytes = gathered.length + chunk.length;
      if (bytes > maxBytes) settle({ outcome: 'too-large', bytes });
      else if (!room.take(chunk.length)) settle({ outcome: 'no-room', bytes });
      else gathered.add(chunk);
    };
    const end = () => settle({ outcome: 'whole', body: gathered.whole() });
    const leave = () => settle({ outcome: 'broken-off' });
    const settle = (read: BodyRead) => {
      clearImmediate(nextTurn);
      clearTimeout(alarm);
      request.off('data', take).off('end', end).off('close', leave);
      if (read.outcome !== 'whole') room.give(gathered.length);
      resolve(read);
    };
    let alarm: NodeJS.Timeout | undefined;
    // Most bodies are whole by the end of the turn that brought their headers: for them an alarm costs more than the rest.
    const nextTurn = setImmediate(() => {
      alarm = setTimeout(() => settle({ outcome: 'too-slow', bytes: gathered.length }), timeoutMs);
    });
    // A broken connection shows as `close` as well; without a listener the error would end the process.
    request.on('error', () => {});
    request.on('data', take).on('end', end).on('close', leave);
  });
}

/** Bytes that the request's header announces; 0 where it does not. */
export function announcedBytes({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

/** Bytes in one piece, however small the pieces are in which they come: a piece by itself costs far more than its bytes. */
class GatheredBytes {
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(piece: Buffer): void {
    const length = this.#length + piece.length;
    if (this.#length === 0) this.#bytes = piece;
    else {
      if (length > this.#bytes.length) this.#grow(Math.max(length, 2 * this.#bytes.length));
      piece.copy(this.#bytes, this.#length);
    }
    this.#length = length;
  }

  whole(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(size: number): void {
    const larger = Buffer.allocUnsafeSlow(size);
    this.whole().copy(larger);
    this.#bytes = larger;
  }
}
