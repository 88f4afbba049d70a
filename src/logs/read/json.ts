import { Tokenizer, TokenParser } from '@streamparser/json';
import type { ApiCall } from '../../core/api-call.ts';
import { createRecordReader, type RowFault } from '../fields/index.ts';
import type { Bytes } from './bytes.ts';
import { callOfEntry } from './har.ts';
import { depthChange, type JsonShape, LIST_KEYS } from './json-shape.ts';
import { type CallSink, countRows, type LogReader, type Reading, type Rows } from './rows.ts';

/** Where records lie in each shape, and how many braces and brackets are open around one. */
const PLACES: Record<JsonShape, { paths: string[]; depth: number }> = {
  array: { paths: ['$.*'], depth: 1 },
  pages: { paths: LIST_KEYS.map((key) => `$.${key}.*`), depth: 2 },
  har: { paths: ['$.log.entries.*'], depth: 3 },
  documents: { paths: ['$'], depth: 0 },
};

/** Letters of one record that are kept at most; a HAR keeps whole downloads as text. */
const LONGEST_RECORD = 64 * 1024 * 1024;

/** Text that is decoded at once: values are cut out of it and keep it in memory for a while. */
const PIECE_BYTES = 64 * 1024;

/** Reads JSON documents, one after the other, and keeps one record at a time. */
export function jsonReader(shape: Exclude<JsonShape, 'har'>): LogReader {
  return async (bytes, { map }, sink) => {
    const records = createRecordReader(map);
    const reading = await readRecords(bytes, shape, (record) => records.callOf(record), sink);
    const { columns, ignored, all } = records.keys();
    return { ...reading, columns, ignoredColumns: ignored, names: all };
  };
}

/** Reads a HAR, whose keys are always the same. */
export const readHar: LogReader = async (bytes, _options, sink) => ({
  ...(await readRecords(bytes, 'har', callOfEntry, sink)),
  columns: [],
  ignoredColumns: [],
  names: [],
});

async function readRecords(
  bytes: Bytes,
  shape: JsonShape,
  callOf: (record: object) => ApiCall | RowFault,
  sink: CallSink,
): Promise<Pick<Reading, 'calls' | 'otherHosts' | 'badRows' | 'truncated'>> {
  const rows = countRows(sink);
  const parser = createRecordParser(shape, rows, (record, line) => {
    if (isObject(record)) rows.add(callOf(record), line);
    else rows.bad(line, 'not an object');
  });
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      parser.write(decoder.decode(chunk.subarray(at, at + PIECE_BYTES), { stream: true }));
    }
    if (parser.hasStopped()) break;
  }
  parser.write(decoder.decode());
  const truncated = parser.end();
  const { calls, otherHosts, badRows } = rows;
  return { calls, otherHosts, badRows, truncated };
}

interface RecordParser {
  write(text: string): void;
  /** Nothing after this place can be read. */
  hasStopped(): boolean;
  /** @returns whether the text ends too early */
  end(): boolean;
}

/** Hands on each record with the line that it begins on. The text is fed line by line, so that lines can be told. */
function createRecordParser(
  shape: JsonShape,
  rows: Rows,
  onRecord: (record: unknown, line: number) => void,
): RecordParser {
  const place = PLACES[shape];
  const tokenizer = new Tokenizer({ separator: '' });
  const values = new TokenParser({ paths: place.paths, keepStack: false, separator: '' });
  let line = 1;
  let recordLine = 1;
  let depth = 0;
  let held = 0;
  let stopped = false;

  const stop = (reason: string): void => {
    if (!stopped) rows.bad(line, reason);
    stopped = true;
  };
  tokenizer.onError = () => stop('not JSON; nothing after it was read');
  values.onError = () => stop('not JSON; nothing after it was read');
  values.onValue = ({ value }) => onRecord(value, recordLine);
  tokenizer.onToken = (info) => {
    if (stopped) return;
    if (depth <= place.depth) {
      recordLine = line;
      held = 0;
    }
    depth += depthChange(info.token);
    values.write(info);
  };

  return {
    hasStopped: () => stopped,
    write(text) {
      for (let start = 0; start < text.length && !stopped; ) {
        const end = text.indexOf('\n', start) + 1 || text.length;
        held += end - start;
        tokenizer.write(text.slice(start, end));
        if (held > LONGEST_RECORD) stop('longer than 64 MB; nothing after it was read');
        if (text[end - 1] === '\n') line += 1;
        start = end;
      }
    },
    end() {
      if (stopped) return false;
      let early = false;
      tokenizer.onError = () => {
        early = true;
      };
      tokenizer.end();
      return early || depth > 0;
    },
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
