import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { fileFault } from '../../files/text-file.ts';
import { API_CALL_LOG, notUsable } from './unusable.ts';

/** Where a log comes from. */
export interface LogSource {
  /** As the user named it; `standard input` for `-`. */
  name: string;
  /** Whole path; absent for what can be read once, such as standard input. */
  file?: string;
  /** Bytes as they lie on the disk, compressed or not; absent where it is not known. */
  sizeBytes?: number;
  /** The bytes as they lie there. A stream can be opened once, a file as often as one likes. */
  open(): AsyncIterable<Uint8Array>;
}

/** The first bytes tell what a log is, and are looked at more than once; what follows should fit into a processor's own memory. */
const FIRST_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;
/** After so many chunks whatever else waits has its turn: a signal, a timer. */
const CHUNKS_AT_ONCE = 16;

/**
 * @param name as the user named it
 * @param path whole path
 * @param role what the file is, as messages call it
 * @throws {UsageError} where there is no such file, or it may not be read; also while it is read
 */
export async function fileSource(name: string, path: string, role = API_CALL_LOG): Promise<LogSource> {
  const found = await stat(path).catch((error: unknown) => {
    throw notReadable(name, error, role);
  });
  if (found.isDirectory()) throw notUsable(role, name, 'is a folder');
  return {
    name,
    // A pipe that a shell has named can be read once.
    ...(found.isFile() ? { file: path, sizeBytes: found.size } : {}),
    open: () => (found.isFile() ? readFile(name, path, role) : readPipe(name, path, role)),
  };
}

/** A log that is a text already. */
export function textSource(name: string, text: string): LogSource {
  const bytes = Buffer.from(text);
  return { name, sizeBytes: bytes.length, open: () => once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export function streamSource(name: string, bytes: AsyncIterable<Uint8Array>): LogSource {
  return { name, open: () => bytes };
}

/** What lies on a disk is there at once: to wait for another thread would cost more than to read it here. */
async function* readFile(name: string, path: string, role: string): AsyncGenerator<Uint8Array> {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (let chunk = 0; ; chunk += 1) {
      const length = readSync(file, buffer, 0, chunk === 0 ? FIRST_BYTES : CHUNK_BYTES, null);
      if (length === 0) return;
      yield buffer.subarray(0, length);
      if (chunk % CHUNKS_AT_ONCE === 0) await setImmediate();
    }
  } catch (error) {
    throw notReadable(name, error, role);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Bytes that somebody may still be writing. */
async function* readPipe(name: string, path: string, role: string): AsyncGenerator<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path);
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw notReadable(name, error, role);
  } finally {
    await handle?.close();
  }
}

/** What is to be said where a log cannot be opened or read. */
function notReadable(name: string, error: unknown, role = API_CALL_LOG): Error {
  return notUsable(role, name, fileFault(error));
}
