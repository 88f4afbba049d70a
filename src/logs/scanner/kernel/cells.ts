/** Cuts one row of a table, as `forms/csv-table.ts` cuts it out of a text. */
import { FROM_AT, MOST_VALUES, ROW_CELLS, ROW_IS_EMPTY, ROW_LINES, TO_AT } from './layout';
import { CARRIAGE_RETURN, LINE_FEED, QUOTE } from './letters';

/** Line feeds between quotes. */
let feeds: i32 = 0;

/**
 * Cuts the row that begins at `at`, its cells with their quotes. Of a row with very many the first ones are kept alone.
 *
 * @param end of the bytes that are looked at; a line feed has to stand behind them
 * @returns the place behind it and what ends it, or 0: not all of it is there
 */
export function cutRow(at: usize, end: usize, delimiter: u8): usize {
  feeds = 0;
  let cells: i32 = 0;
  let cell = at;
  let block = at;
  let marks = marksIn(block, delimiter);
  while (true) {
    while (marks === 0) {
      block += 16;
      marks = marksIn(block, delimiter);
    }
    const mark = block + ctz(marks);
    if (mark >= end) return 0;
    marks &= marks - 1;
    const byte = load<u8>(mark);
    if (byte === QUOTE) {
      // What follows the closing quote belongs to the cell, other quotes too.
      if (mark !== cell) continue;
      block = afterClosingQuote(mark + 1, end);
      if (block === 0) return 0;
      marks = marksIn(block, delimiter);
      continue;
    }
    if (cells < MOST_VALUES) {
      store<u32>((<usize>cells) << 2, <u32>cell, FROM_AT);
      store<u32>((<usize>cells) << 2, <u32>mark, TO_AT);
    }
    cells += 1;
    if (byte === delimiter) {
      cell = mark + 1;
      continue;
    }
    // Whether a line feed comes with it is not known yet.
    if (byte === CARRIAGE_RETURN && mark + 1 >= end) return 0;
    store<i32>(ROW_CELLS, cells);
    store<i32>(ROW_LINES, feeds + 1);
    store<i32>(ROW_IS_EMPTY, <i32>(mark === at));
    return byte === CARRIAGE_RETURN && load<u8>(mark + 1) === LINE_FEED ? mark + 2 : mark + 1;
  }
}

/** Quotes, delimiters and ends of lines, one bit for each of sixteen bytes. */
function marksIn(at: usize, delimiter: u8): i32 {
  const bytes = v128.load(at);
  const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
  const delimiters = i8x16.eq(bytes, i8x16.splat(delimiter));
  const lines = i8x16.eq(bytes, i8x16.splat(LINE_FEED));
  const returns = i8x16.eq(bytes, i8x16.splat(CARRIAGE_RETURN));
  return i8x16.bitmask(v128.or(v128.or(quotes, delimiters), v128.or(lines, returns)));
}

/** Behind the quote that closes the value; 0: the bytes end before, or with it. */
function afterClosingQuote(at: usize, end: usize): usize {
  while (at < end) {
    const bytes = v128.load(at);
    const quotes = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(QUOTE)));
    const lines = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(LINE_FEED)));
    if (quotes === 0) {
      feeds += popcnt(lines);
      at += 16;
      continue;
    }
    const before = ctz(quotes);
    feeds += popcnt(lines & ((1 << before) - 1));
    at += before;
    if (at + 1 >= end) return 0;
    if (load<u8>(at + 1) !== QUOTE) return at + 1;
    at += 2;
  }
  return 0;
}
