import type { ColumnMap } from '../fields/index.ts';
import { type Bytes, fromUtf16, gunzip, peek, skip } from './bytes.ts';
import { detectKind, type LogKind } from './detect.ts';
import { foreignReason, isGzip } from './signatures.ts';
import type { LogSource } from './source.ts';
import { unusable } from './unusable.ts';

/** A log whose kind is known and that is still to be read. */
export interface OpenedLog {
  kind: LogKind;
  gzip: boolean;
  /** It lies on the disk as it is to be read: no gzip, no UTF-16, no byte order mark. */
  plain: boolean;
  /** Unpacked, as UTF-8 without a byte order mark. What is no UTF-8 is handed on as it is. */
  bytes: Bytes;
  /** Whether the packed bytes ended too early; known once `bytes` are read. */
  isCut(): boolean;
}

export interface OpenOptions {
  map?: ColumnMap;
  signal?: AbortSignal;
  /** Bytes of the file that were read so far; compressed ones where it is compressed. */
  onBytes?(done: number): void;
}

const HEAD_BYTES = 64 * 1024;

/** @throws {UsageError} where the content is no log, with the reason */
export async function openLog(source: LogSource, options: OpenOptions = {}): Promise<OpenedLog> {
  let cut = false;
  const onDisk = await peek(counted(source.open(), options), 2);
  const gzip = isGzip(onDisk.head);
  const unpacked = gzip
    ? gunzip(onDisk.bytes, () => {
        cut = true;
      })
    : onDisk.bytes;
  const { bytes, marked } = await asUtf8(unpacked);
  const { head, bytes: all } = await peek(bytes, HEAD_BYTES);
  const kind = kindOf(head, options.map ?? []);
  if (typeof kind !== 'string') return { kind, gzip, plain: !gzip && !marked, bytes: all, isCut: () => cut };

  await all[Symbol.asyncIterator]().return?.();
  throw unusable(
    source.name,
    gzip && head.length === 0 && cut ? 'is gzip that ends before anything is unpacked' : kind,
  );
}

function kindOf(head: Uint8Array, map: ColumnMap): LogKind | string {
  return foreignReason(head) ?? detectKind(new TextDecoder().decode(head), map);
}

async function* counted(bytes: Bytes, { signal, onBytes }: OpenOptions): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    yield chunk;
    done += chunk.length;
    onBytes?.(done);
  }
}

/** Without its byte order mark; Excel's "Unicode text" is UTF-16. */
async function asUtf8(bytes: Bytes): Promise<{ bytes: Bytes; marked: boolean }> {
  const { head, bytes: all } = await peek(bytes, 3);
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return { bytes: fromUtf16(skip(all, 2), 'utf-16le'), marked: true };
  if (first === 0xfe && second === 0xff) return { bytes: fromUtf16(skip(all, 2), 'utf-16be'), marked: true };
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  return { bytes: marked ? skip(all, 3) : all, marked };
}
