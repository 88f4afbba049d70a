import { join } from 'node:path';
import type { LogFile } from '../../../src/core/api-log.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import { type ReadLogOptions, readLog } from '../../../src/logs/forms/read-log.ts';
import { fileSource, type LogSource, streamSource } from '../../../src/logs/forms/source.ts';

export interface Read {
  file: LogFile;
  calls: ApiCall[];
}

export const FIXTURES = join(import.meta.dirname, '../../../fixtures/logs');

export async function read(source: LogSource, options: ReadLogOptions = {}): Promise<Read> {
  const calls: ApiCall[] = [];
  const file = await readLog(source, options, { call: (call) => calls.push(call) });
  return { file, calls };
}

export async function readFixture(name: string, options: ReadLogOptions = {}): Promise<Read> {
  return read(await fileSource(name, join(FIXTURES, name)), options);
}

export function readText(text: string | Uint8Array, options: ReadLogOptions = {}): Promise<Read> {
  return read(streamSource('log', chunks([Buffer.from(text)])), options);
}

/** Each piece is overwritten as soon as the next one is asked for, as a file is read. */
export async function* chunks(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    const bytes = new Uint8Array(part);
    yield bytes;
    bytes.fill(0x2a);
  }
}

/** Cuts bytes at the given places, whatever their order. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

/** The outcome of reading, or the sentence that refuses the log. */
export function outcome(reading: Promise<Read>): Promise<Read | { name: string; message: string }> {
  return reading.catch((error: Error) => ({ name: error.name, message: error.message }));
}
