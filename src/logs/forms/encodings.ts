import { isUtf8 } from 'node:buffer';
import { type Bytes, peek, skip } from './byte-streams.ts';

/** A text as UTF-8, whatever it was written in. */
export interface AsUtf8 {
  /** Without a byte order mark. */
  bytes: Bytes;
  /** These are the bytes as they came. */
  unchanged: boolean;
}

const HEAD_BYTES = 64 * 1024;

/**
 * Makes UTF-8 of UTF-16, which is Excel's "Unicode text", and of Windows-1252, in which its CSV is. Few writers mix
 * encodings and some do: what is UTF-8 stays so, letter by letter, and only what cannot be is read as Windows-1252.
 */
export async function asUtf8(onDisk: Bytes): Promise<AsUtf8> {
  const { head, bytes } = await peek(onDisk, HEAD_BYTES);
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe)
    return { bytes: fromUtf16(skip(bytes, 2), 'utf-16le'), unchanged: false };
  if (first === 0xfe && second === 0xff)
    return { bytes: fromUtf16(skip(bytes, 2), 'utf-16be'), unchanged: false };
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  return {
    bytes: mended(isMarked ? skip(bytes, 3) : bytes),
    unchanged: !isMarked && isUtf8(head.length < HEAD_BYTES ? head : head.subarray(0, endOfWhole(head))),
  };
}

/** UTF-16 as UTF-8; halves of characters are replaced. */
async function* fromUtf16(bytes: Bytes, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* mended(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    const all = begun.length === 0 ? chunk : Buffer.concat([begun, chunk]);
    const end = endOfWhole(all);
    begun = new Uint8Array(all.subarray(end));
    const whole = all.subarray(0, end);
    if (end > 0) yield isUtf8(whole) ? whole : mend(whole);
  }
  if (begun.length > 0) yield mend(begun);
}

/** Where the last character begins, if its bytes may go on behind the end; the end otherwise. */
function endOfWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes.at(-back) ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc2) return bytes.length - (back < lengthOf(byte) ? back : 0);
  }
  return bytes.length;
}

/** Bytes of the character that a byte begins. */
function lengthOf(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}

const LETTERS = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;
const WINDOWS = new TextDecoder('windows-1252');

function mend(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return Buffer.from(
    text.replaceAll(LETTERS, (letter) => {
      const own = Buffer.from(letter, 'latin1');
      return letter.length > 1 ? own.toString('utf8') : WINDOWS.decode(own);
    }),
  );
}
