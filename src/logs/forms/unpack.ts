import { createGunzip } from 'node:zlib';
import { type Bytes, peek } from './byte-streams.ts';
import { asUtf8 } from './encodings.ts';

/** The text of a log, whatever it was packed and written in. */
export interface Unpacked {
  /** UTF-8 without a byte order mark. */
  bytes: Bytes;
  gzip: boolean;
  /** It lies on the disk as it is to be read: no gzip, no other encoding, no byte order mark. */
  plain: boolean;
  /** Whether the packed bytes ended too early; known once `bytes` are read. */
  isCut(): boolean;
}

const GZIP = [0x1f, 0x8b] as const;

/** Unpacks gzip, and makes UTF-8 of what is written otherwise. */
export async function unpack(onDisk: Bytes): Promise<Unpacked> {
  let cut = false;
  const { head, bytes } = await peek(onDisk, GZIP.length);
  const gzip = GZIP.every((byte, place) => head[place] === byte);
  const onCut = () => {
    cut = true;
  };
  const text = await asUtf8(gzip ? gunzip(bytes, onCut) : bytes);
  return { bytes: text.bytes, gzip, plain: !gzip && text.unchanged, isCut: () => cut };
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
    begun = new Uint8Array(begun);
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
