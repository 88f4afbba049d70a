/** Reads rows one after the other as long as they are of kinds that are known: what it stops at is left to the other side. */
import { cutRow } from './cells';
import {
  DURATIONS_AT,
  KINDS_AT,
  MOST_ROWS,
  ROW_AT,
  ROW_CELLS,
  ROW_DURATION,
  ROW_IS_EMPTY,
  ROW_LINES,
  ROWS_COUNT,
  ROWS_LINES,
  ROWS_STOP,
  TIMES_AT,
} from './layout';
import { readRow } from './rows';
import { shapeOfRow } from './shapes';
import { readValues } from './values';

let count: i32 = 0;
let lines: i32 = 0;

/**
 * Reads rows of JSON from `at` to before `end`, where a line ends.
 *
 * @param longest a longer line is left as it is
 * @returns how far they were read
 */
export function readRows(at: usize, end: usize, keys: usize, longest: usize): usize {
  begin();
  while (at < end && count < MOST_ROWS) {
    const behind = readRow(at, keys);
    if (behind === 0 || behind - at > longest) return stopAt(at, 0);
    const shape = shapeOfRow();
    if (shape === 0 || !keepRow(readValues(shape, 0))) return stopAt(at, behind);
    lines += 1;
    at = behind;
  }
  return stopAt(at, 0);
}

/** The same of rows of a table, each with so many cells. Lines in which nothing stands are passed over. */
export function cutRows(
  at: usize,
  end: usize,
  delimiter: u8,
  shape: usize,
  width: i32,
  longest: usize,
): usize {
  begin();
  while (at < end && count < MOST_ROWS) {
    const behind = cutRow(at, end, delimiter);
    if (behind === 0 || behind - at > longest) return stopAt(at, 0);
    if (load<i32>(ROW_IS_EMPTY) === 0) {
      if (load<i32>(ROW_CELLS) !== width || !keepRow(readValues(shape, 0))) return stopAt(at, behind);
    }
    lines += load<i32>(ROW_LINES);
    at = behind;
  }
  return stopAt(at, 0);
}

function begin(): void {
  count = 0;
  lines = 0;
}

/** False: its kind is not known. */
function keepRow(kind: i32): bool {
  if (kind < 0) return false;
  const index = <usize>count;
  store<i32>(index << 2, kind, KINDS_AT);
  store<f64>(index << 3, load<f64>(ROW_AT), TIMES_AT);
  store<f64>(index << 3, load<f64>(ROW_DURATION), DURATIONS_AT);
  count += 1;
  return true;
}

function stopAt(at: usize, behind: usize): usize {
  store<i32>(ROWS_COUNT, count);
  store<i32>(ROWS_LINES, lines);
  store<u32>(ROWS_STOP, <u32>behind);
  return at;
}
