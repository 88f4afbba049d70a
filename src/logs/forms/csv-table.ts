import { finished } from 'node:stream/promises';
import { type InfoRecord, Parser } from 'csv-parse';
import { createLineSplitter, LONGEST_LINE_BYTES } from './lines.ts';

export interface CsvRow {
  cells: string[];
  /** The line that it begins on, from 1. */
  line: number;
}

export interface CsvTable {
  write(chunk: Uint8Array): void;
  end(): Promise<CsvEnd>;
}

/** How a table ends. Its last row is not handed on, since only its end tells whether it is whole. */
export interface CsvEnd {
  last?: CsvRow;
  /** The last row lacks its line feed. */
  isOpen: boolean;
  /** A quote is open at the end; the row that it belongs to is lost. */
  inQuotes: boolean;
}

const LINE_FEED = Buffer.from('\n');
const NEVER_CLOSED = 'a quote in it or in one of the next lines is not closed within 4 MB';

/** Cuts a CSV into rows. Quotes in the middle of a value are taken as they stand, and empty lines count for nothing. */
export function createCsvTable(
  delimiter: string,
  onRow: (row: CsvRow) => void,
  onBad: (line: number, reason: string) => void,
): CsvTable {
  const waiting: CsvRow[] = [];
  let last: CsvRow | undefined;
  let parser = createParser(delimiter, 0, waiting);
  let bytesSinceRow = 0;
  let isOpen = false;

  const handOn = (): void => {
    for (const row of waiting.splice(0)) {
      if (last) onRow(last);
      last = row;
      bytesSinceRow = 0;
    }
  };

  const feed = (line: Uint8Array): void => {
    isOpen = line.at(-1) !== LINE_FEED[0] && line.at(-1) !== CARRIAGE_RETURN;
    if (line.length > 2) bytesSinceRow += line.length;
    parser.write(line);
    handOn();
  };

  const lines = createLineSplitter({
    line(line, number) {
      feed(line);
      if (bytesSinceRow <= LONGEST_LINE_BYTES) return;
      onBad((last?.line ?? 0) + 1, NEVER_CLOSED);
      parser.destroy();
      parser = createParser(delimiter, number, waiting);
      bytesSinceRow = 0;
    },
    tooLong(number) {
      onBad(number, 'longer than 4 MB');
      feed(LINE_FEED);
    },
  });

  return {
    write: lines.write,
    async end() {
      lines.end();
      parser.end();
      const inQuotes = await finished(parser).then(
        () => false,
        () => true,
      );
      handOn();
      return { ...(last ? { last } : {}), isOpen: isOpen && !inQuotes, inQuotes };
    },
  };
}

const CARRIAGE_RETURN = 0x0d;

/** @param linesBefore lines of the file before the first that this parser is given */
function createParser(delimiter: string, linesBefore: number, rows: CsvRow[]): Parser {
  let counted = linesBefore;
  const take = (cells: string[], { lines }: InfoRecord): null => {
    const breaks = cells.filter((cell) => cell.includes('\n'));
    // Within quotes the parser counts a carriage return with its line feed as two lines.
    counted -= breaks.reduce((sum, cell) => sum + cell.split('\r\n').length - 1, 0);
    const within = breaks.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
    rows.push({ cells, line: lines + counted - within });
    return null;
  };
  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record: take,
  });
  // What went wrong is asked for at the end; nobody may be listening before.
  parser.on('error', () => {});
  parser.resume();
  return parser;
}
