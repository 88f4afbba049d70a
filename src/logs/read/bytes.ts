import { createGunzip } from 'node:zlib';

export type Bytes = AsyncIterable<Uint8Array>;

/** The first bytes of a stream, as many as there are up to `size`, and the whole stream still to be read. */
export async function peek(bytes: Bytes, size: number): Promise<{ head: Uint8Array; bytes: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const { done, value } = await iterator.next();
    if (done) break;
    read.push(value);
    length += value.length;
  }
  const start = Buffer.concat(read);
  return { head: start.subarray(0, size), bytes: resume(start, iterator) };
}

async function* resume(start: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (start.length > 0) yield start;
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Without the first bytes. */
export async function* skip(bytes: Bytes, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of bytes) {
    const rest = chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

/** UTF-16 as UTF-8; halves of characters are replaced. */
export async function* fromUtf16(
  bytes: Bytes,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** Pieces so small that they cannot unfold to much at once, and always the same, however the bytes arrive. */
const PACKED_BYTES = 16 * 1024;

/**
 * Unpacks gzip, of one member or several. Where the packed bytes end too early, all that came before is given out and
 * `onCut` is called: a log that is copied while it is written ends so. Where they are no gzip any more, what came
 * before that piece is.
 */
export async function* gunzip(bytes: Bytes, onCut: () => void): AsyncGenerator<Uint8Array> {
  const unpacker = createGunzip();
  const unpacked: Uint8Array[] = [];
  let broken = false;
  unpacker.on('data', (chunk: Buffer) => unpacked.push(chunk));
  unpacker.on('error', () => {
    broken = true;
  });
  try {
    for await (const piece of pieces(bytes, PACKED_BYTES)) {
      await settled((done) => unpacker.write(piece, done), unpacker);
      yield* unpacked.splice(0);
      if (broken) break;
    }
    if (!broken) await settled((done) => unpacker.once('end', done).end(), unpacker);
    yield* unpacked.splice(0);
    if (broken) onCut();
  } finally {
    unpacker.destroy();
  }
}

/** The same bytes in pieces of one size; the last may be shorter. */
async function* pieces(bytes: Bytes, size: number): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    begun = begun.length === 0 ? chunk : Buffer.concat([begun, chunk]);
    while (begun.length >= size) {
      yield begun.subarray(0, size);
      begun = begun.subarray(size);
    }
  }
  if (begun.length > 0) yield begun;
}

/** Until the step is done and all that it unpacked has been handed over, or the unpacker has given up. */
function settled(step: (done: () => void) => void, unpacker: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      unpacker.off('error', finish);
      setImmediate(resolve);
    };
    unpacker.once('error', finish);
    step(finish);
  });
}
