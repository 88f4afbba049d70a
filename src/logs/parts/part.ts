import { closeSync, openSync, readSync } from 'node:fs';
import { createLogFilter, type LogFilterOptions, type TallyData } from '../analysis/index.ts';
import type { ColumnMap } from '../fields/index.ts';
import { KeptCalls } from '../kept-calls.ts';
import { LineReader, type LinesRead } from '../ndjson/index.ts';
import type { Part } from './cut.ts';

const CHUNK_BYTES = 256 * 1024;

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
