import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { createLogFilter, type LogFilterOptions } from '../analysis/filter.ts';
import type { TallyData } from '../analysis/tally-data.ts';
import type { ColumnMap } from '../fields/columns.ts';
import { KeptCalls } from '../kept-calls.ts';
import { LINE_FEED } from '../scanner/bytes.ts';
import { LineReader, type LinesRead } from '../scanner/line-reader.ts';

/** Bytes of a file from `from` to before `to`. */
export interface Part {
  from: number;
  to: number;
}

/** What a worker thread is told to do. */
export interface PartJob extends Part {
  /** Whole path. */
  file: string;
  map: ColumnMap;
  filter: LogFilterOptions;
}

/** What it found. */
export interface PartRead {
  tally: TallyData;
  leftOut: number;
  lines: LinesRead;
}

/** What it sends: how many more bytes were read, and in the end what was found. */
export type PartMessage = { bytes: number } | { read: PartRead };

const LOOK_BYTES = 64 * 1024;
const CHUNK_BYTES = 256 * 1024;

/**
 * Cuts a file at ends of lines into parts of about the same size. There are fewer of them where lines are very long.
 * The last one has no end: what is written to the file in the meantime belongs to it.
 */
export async function cutAtLines(file: string, sizeBytes: number, parts: number): Promise<Part[]> {
  const handle = await open(file);
  try {
    const cuts = new Set([0]);
    for (let part = 1; part < parts; part += 1) {
      const cut = await afterLineFeed(handle, Math.floor((sizeBytes * part) / parts));
      if (cut < sizeBytes) cuts.add(cut);
    }
    const begins = [...cuts];
    return begins.map((from, index) => ({ from, to: begins[index + 1] ?? Number.POSITIVE_INFINITY }));
  } finally {
    await handle.close();
  }
}

/** Where the first line begins that does so behind `from`; the end of the file where none does. */
async function afterLineFeed(handle: FileHandle, from: number): Promise<number> {
  const bytes = Buffer.alloc(LOOK_BYTES);
  let at = from;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
    const found = bytes.subarray(0, bytesRead).indexOf(LINE_FEED);
    if (found >= 0) return at + found + 1;
    if (bytesRead === 0) return at;
    at += bytesRead;
  }
}

/**
 * Reads one part of a log of one object a line, and counts its calls. It waits for the disk, which is what a thread
 * of its own is for.
 *
 * @param onBytes told how many more bytes were read
 */
export function readPart(
  { file, from, to, map, filter }: PartJob,
  onBytes: (bytes: number) => void,
): PartRead {
  const calls = new KeptCalls(createLogFilter(filter));
  const reader = new LineReader(map, calls);
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  const handle = openSync(file, 'r');
  try {
    let at = from;
    while (at < to) {
      const bytes = readSync(handle, chunk, 0, Math.min(CHUNK_BYTES, to - at), at);
      if (bytes === 0) break;
      reader.write(chunk.subarray(0, bytes));
      at += bytes;
      onBytes(bytes);
    }
    return { tally: calls.tally.data, leftOut: calls.leftOut, lines: reader.end() };
  } finally {
    closeSync(handle);
  }
}

/** The sources run as they are; what is built has the entry of the thread beside it. */
const ENTRY = new URL(
  import.meta.url.endsWith('.ts') ? './part-worker.ts' : './part-worker.js',
  import.meta.url,
);

/**
 * Reads a part in a thread of its own.
 *
 * @param signal ends the thread at once; its reason is thrown
 */
export async function readInThread(
  job: PartJob,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<PartRead> {
  signal.throwIfAborted();
  const thread = new Worker(ENTRY, { workerData: job });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      thread.on('message', (message: PartMessage) => {
        if ('read' in message) resolve(message.read);
        else onBytes(message.bytes);
      });
      thread.on('error', reject);
      thread.on('exit', (code) => reject(new Error(`A thread that read a log ended with ${code}.`)));
    });
  } finally {
    await thread.terminate();
  }
}
