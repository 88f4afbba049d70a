import { createGunzip } from 'node:zlib';

export type Bytes = AsyncIterable<Uint8Array>;

/** The text of a log, whatever it was packed and written in. */
export interface Unpacked {
  /** UTF-8 without a byte order mark. What is no UTF-8 is handed on as it is. */
  bytes: Bytes;
  gzip: boolean;
  /** It lies on the disk as it is to be read: no gzip, no UTF-16, no byte order mark. */
  plain: boolean;
  /** Whether the packed bytes ended too early; known once `bytes` are read. */
  isCut(): boolean;
}

const GZIP = [0x1f, 0x8b] as const;

/** Unpacks gzip, and makes UTF-8 of UTF-16, which is Excel's "Unicode text". */
export async function unpack(onDisk: Bytes): Promise<Unpacked> {
  let cut = false;
  const { head, bytes } = await peek(onDisk, GZIP.length);
  const gzip = GZIP.every((byte, place) => head[place] === byte);
  const onCut = () => {
    cut = true;
  };
  const text = await asUtf8(gzip ? gunzip(bytes, onCut) : bytes);
  return { bytes: text.bytes, gzip, plain: !gzip && !text.marked, isCut: () => cut };
}

async function asUtf8(bytes: Bytes): Promise<{ bytes: Bytes; marked: boolean }> {
  const { head, bytes: all } = await peek(bytes, 3);
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return { bytes: fromUtf16(skip(all, 2), 'utf-16le'), marked: true };
  if (first === 0xfe && second === 0xff) return { bytes: fromUtf16(skip(all, 2), 'utf-16be'), marked: true };
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  return { bytes: marked ? skip(all, 3) : all, marked };
}

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
async function* skip(bytes: Bytes, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of bytes) {
    const rest = chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

/** UTF-16 as UTF-8; halves of characters are replaced. */
async function* fromUtf16(bytes: Bytes, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Uint8Array> {
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
async function* gunzip(bytes: Bytes, onCut: () => void): AsyncGenerator<Uint8Array> {
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
