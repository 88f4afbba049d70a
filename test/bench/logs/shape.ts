import { closeSync, openSync, writeSync } from 'node:fs';
import type { LogForm } from '../../../src/core/api-log.ts';
import { type Call, traffic } from './traffic.ts';

/** How one logger writes calls, and how they are asked for by others. */
export interface Shape {
  form: LogForm;
  /** As a figure names it. */
  name: string;
  before?: string;
  row(call: Call, index: number): string;
  /** Between two rows. */
  between?: string;
  after?: string;
  /** Where jq finds what it counts: refusals that name missing scopes; for one object a line. */
  jq?: string;
  /** How DuckDB reads the file, and where it finds what it groups by. */
  duckdb?: {
    read: (file: string) => string;
    method: string;
    path: string;
    status: string;
    at: string;
    ms: string;
  };
  /** For CSV: the separator, and the names of the columns that the plain reader counts by. */
  csv?: { separator: string; status: string; answer: string };
}

export interface WrittenLog {
  bytes: number;
  rows: number;
  /** 403 whose answer names scopes. */
  missingScopes: number;
}

const BUFFERED = 1_000_000;

/** Writes a log of at least `size` bytes; the same each time. */
export function writeLog(
  file: string,
  { before = '', row, between = '\n', after = '\n' }: Shape,
  size: number,
): WrittenLog {
  const written: WrittenLog = { bytes: 0, rows: 0, missingScopes: 0 };
  const handle = openSync(file, 'w');
  let waiting = before;
  const flush = () => {
    written.bytes += writeSync(handle, waiting);
    waiting = '';
  };
  try {
    for (const call of traffic()) {
      waiting += `${written.rows === 0 ? '' : between}${row(call, written.rows)}`;
      written.rows += 1;
      if (call.status === 403) written.missingScopes += 1;
      if (waiting.length < BUFFERED && written.bytes + waiting.length < size) continue;
      flush();
      if (written.bytes >= size) break;
    }
    waiting = after;
    flush();
    return written;
  } finally {
    closeSync(handle);
  }
}

/** Evenly spread whole numbers from a row's number, for what a logger adds of its own. */
export function scattered(index: number, salt: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
