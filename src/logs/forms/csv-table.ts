import { LONGEST_LINE_BYTES } from './lines.ts';

export interface CsvRow {
  cells: string[];
  /** The line that it begins on, from 1. */
  line: number;
}

export interface CsvTable {
  write(chunk: Uint8Array): void;
  end(): CsvEnd;
}

/** How a table ends. A last row without a line feed is not handed on, since only its end tells whether it is whole. */
export interface CsvEnd {
  last?: CsvRow;
  /** A quote is open at the end, or a row goes on that is too long; the row is lost. */
  inQuotes: boolean;
}

export const TOO_LONG = 'longer than 4 MB, or a quote in it is not closed';

/**
 * Cuts a CSV into rows. Rows end with a line feed, a carriage return or both, values may stand in quotes, in which two
 * quotes mean one; quotes in the middle of a value are taken as they stand, and empty lines count for nothing.
 */
export function createCsvTable(
  delimiter: string,
  onRow: (row: CsvRow) => void,
  onBad: (line: number, reason: string) => void,
): CsvTable {
  const cutter = new RowCutter(delimiter);
  let rest = '';
  let line = 1;
  /** Within what is too long: up to the next line feed. */
  let isPassingOver = false;

  /** The place behind what is too long from `at` on; the end of the text where it goes on. */
  const passOver = (text: string, at: number, least: number): number => {
    const feed = text.indexOf('\n', at + least);
    isPassingOver = feed < 0;
    const end = isPassingOver ? text.length : feed + 1;
    line += lineFeedsIn(text.slice(at, end));
    return end;
  };

  const read = (text: string): number => {
    let at = isPassingOver ? passOver(text, 0, 0) : 0;
    while (at < text.length) {
      const isWhole = cutter.cut(text, at);
      const length = (isWhole ? cutter.end : text.length) - at;
      if (length > LONGEST_LINE_BYTES) {
        onBad(line, TOO_LONG);
        at = passOver(text, at, LONGEST_LINE_BYTES);
        continue;
      }
      if (!isWhole) break;
      if (!cutter.isEmpty) onRow({ cells: cutter.cells, line });
      line += cutter.lines;
      at = cutter.end;
    }
    return at;
  };

  return {
    write(chunk) {
      // One letter a byte: what is cut is decoded cell by cell.
      const text = rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
      rest = text.slice(read(text));
    },
    end() {
      // A line feed ends what lacks its own, whatever stands there.
      const last = rest;
      if (isPassingOver) return { inQuotes: true };
      if (last === '') return { inQuotes: false };
      if (!cutter.cut(`${last}\n`, 0)) return { inQuotes: true };
      const row = { cells: cutter.cells, line };
      if (!last.endsWith('\r')) return { last: row, inQuotes: false };
      if (!cutter.isEmpty) onRow(row);
      return { inQuotes: false };
    },
  };
}

/** The values of one row, whose line ends with it. */
export function cellsOf(row: Uint8Array, delimiter: string): string[] {
  const cutter = new RowCutter(delimiter);
  cutter.cut(Buffer.from(row.buffer, row.byteOffset, row.length).toString('latin1'), 0);
  return cutter.cells;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/** Cuts one row out of a text of which each letter is a byte. */
class RowCutter {
  cells: string[] = [];
  /** Behind the row and what ends it. */
  end = 0;
  /** How many lines it takes. */
  lines = 0;
  /** Nothing stands in its line. */
  isEmpty = false;
  readonly #delimiter: number;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Whether the whole of the row that begins at `at` is there. */
  cut(text: string, at: number): boolean {
    this.cells = [];
    this.lines = 1;
    let place = at;
    for (;;) {
      const isQuoted = text.charCodeAt(place) === QUOTE;
      const close = isQuoted ? closingQuote(text, place) : place;
      if (close < 0) return false;
      const end = this.#endOfCell(text, isQuoted ? close + 1 : place);
      if (end === text.length) return false;
      if (isQuoted) this.lines += lineFeedsIn(text.slice(place, close));
      this.cells.push(cellOf(decoded(text.slice(place, end))));
      place = end + 1;
      const byte = text.charCodeAt(end);
      if (byte === this.#delimiter) continue;
      // Whether a line feed comes with it is not known yet.
      if (byte === CARRIAGE_RETURN && place === text.length) return false;
      this.isEmpty = end === at;
      this.end = byte === CARRIAGE_RETURN && text.charCodeAt(place) === LINE_FEED ? place + 1 : place;
      return true;
    }
  }

  #endOfCell(text: string, at: number): number {
    let place = at;
    for (; place < text.length; place += 1) {
      const byte = text.charCodeAt(place);
      if (byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
    }
    return place;
  }
}

/** Of a value whose opening quote stands at `open`; -1 where the text ends before, or with it. */
function closingQuote(text: string, open: number): number {
  const close = quoteAfterPairs(text, open);
  return close + 1 < text.length ? close : -1;
}

/** The first quote that stands alone behind the one at `open`; -1 where there is none. */
function quoteAfterPairs(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  return close;
}

/** The value of a cell. What follows the closing quote belongs to it, and the quotes too then. */
export function cellOf(written: string): string {
  if (!written.startsWith('"')) return written;
  const close = quoteAfterPairs(written, 0);
  const value = written.slice(1, close).replaceAll('""', '"');
  return close + 1 === written.length ? value : `"${value}${written.slice(close)}`;
}

/** Letters of a text that was read byte by byte. */
function decoded(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function lineFeedsIn(text: string): number {
  let feeds = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) feeds += 1;
  return feeds;
}
