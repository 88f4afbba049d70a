import { Tokenizer, TokenParser } from '@streamparser/json';
import { isObject } from '../../core/json.ts';
import type { RowFault } from '../fields/call.ts';
import { createRecordReader } from '../fields/records.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { Bytes } from './byte-streams.ts';
import {
  type CallSink,
  countRows,
  type LogReader,
  type Reading,
  type Recogniser,
  type Rows,
} from './form.ts';
import { depthChange, type JsonShape, LIST_KEYS } from './json-shape.ts';
import { unwrapped } from './wrappings/index.ts';

type DocumentShape = Exclude<JsonShape, 'lines'>;

/** Where records lie in each shape, and how many braces and brackets are open around one. */
const PLACES: Record<DocumentShape, { paths: string[]; depth: number }> = {
  array: { paths: ['$.*'], depth: 1 },
  pages: { paths: LIST_KEYS.map((key) => `$.${key}.*`), depth: 2 },
  har: { paths: ['$.log.entries.*'], depth: 3 },
  documents: { paths: ['$'], depth: 0 },
};

/** Letters of one record that are kept at most; a HAR keeps whole downloads as text. */
const LONGEST_RECORD = 64 * 1024 * 1024;

/** Text that is decoded at once: values are cut out of it and keep it in memory for a while. */
const PIECE_BYTES = 64 * 1024;

/** Arrays, lists of pages as HubSpot's CLI prints them, and documents one after the other. */
export const recogniseJson: Recogniser = ({ jsonShape }) =>
  jsonShape === undefined || jsonShape === 'har' || jsonShape === 'lines'
    ? undefined
    : { isSure: true, read: jsonReader(jsonShape) };

function jsonReader(shape: DocumentShape): LogReader {
  return async (bytes, { map }, sink) => {
    const records = createRecordReader(map);
    const callsOf = (record: object) => unwrapped(record).map(records.callOf);
    const reading = await readRecords(bytes, shape, callsOf, sink);
    return { ...reading, ...records.keys() };
  };
}

/** Reads records wherever they lie in each shape, and keeps one of them at a time. */
export async function readRecords(
  bytes: Bytes,
  shape: DocumentShape,
  callsOf: (record: object) => readonly (ApiCall | RowFault)[],
  sink: CallSink,
): Promise<Pick<Reading, 'calls' | 'notJudged' | 'unread' | 'badRows' | 'truncated'>> {
  const rows = countRows(sink);
  const parser = createRecordParser(shape, rows, (record, line) => {
    if (isObject(record)) for (const row of callsOf(record)) rows.add(row, line);
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
  return { ...rows.counts, truncated };
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
  shape: DocumentShape,
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
