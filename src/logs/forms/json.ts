import { isObject, parsed } from '../../core/json.ts';
import type { RowFault } from '../fields/call.ts';
import { createRecordReader } from '../fields/records.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { Bytes } from './byte-streams.ts';
import { type CallSink, countRows, type LogReader, type Reading, type Recogniser } from './form.ts';
import { JsonRecords } from './json-records.ts';
import { type JsonShape, LIST_KEYS } from './json-shape.ts';
import { unwrapped } from './wrappings/index.ts';

type DocumentShape = Exclude<JsonShape, 'lines'>;

/** The keys that the array of records lies under in each shape, floor by floor; undefined: a document is a record. */
const KEYS: Record<DocumentShape, readonly (readonly string[])[] | undefined> = {
  array: [],
  pages: [LIST_KEYS],
  har: [['log'], ['entries']],
  documents: undefined,
};

/** Arrays, lists of pages as HubSpot's CLI prints them, and documents one after the other. */
export const recogniseJson: Recogniser = ({ jsonShape }) =>
  jsonShape === undefined || jsonShape === 'har' || jsonShape === 'lines'
    ? undefined
    : { isSure: true, read: jsonReader(jsonShape) };

function jsonReader(shape: DocumentShape): LogReader {
  return async (bytes, { map, dates }, sink) => {
    const records = createRecordReader(map, dates);
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
): Promise<
  Pick<Reading, 'calls' | 'notJudged' | 'unread' | 'broken' | 'badRows' | 'truncated' | 'stoppedAt'>
> {
  const rows = countRows(sink);
  let stoppedAt: number | undefined;
  const records = new JsonRecords(KEYS[shape], {
    record(text, line) {
      const record = parsed(Buffer.from(text.buffer, text.byteOffset, text.length).toString('utf8'));
      // A list in a list holds what belongs together: the spans of a trace.
      for (const item of Array.isArray(record) && record.some(isObject) ? record : [record]) {
        if (isObject(item)) for (const row of callsOf(item)) rows.add(row, line);
        else if (item !== undefined) rows.bad(line, 'not an object');
      }
      return record !== undefined;
    },
    stopped(line, reason) {
      stoppedAt = line;
      rows.bad(line, reason);
    },
  });
  for await (const chunk of bytes) {
    records.write(chunk);
    if (records.hasStopped) break;
  }
  const truncated = records.end();
  return { ...rows.counts, truncated, ...(stoppedAt !== undefined && { stoppedAt }) };
}
