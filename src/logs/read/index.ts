export { detectKind, type LogKind } from './detect.ts';
export { createLineSplitter, type LineSink, LONGEST_LINE_BYTES } from './lines.ts';
export { readNdjsonPlainly } from './ndjson-plain.ts';
export { type OpenedLog, type OpenOptions, openLog } from './open.ts';
export { logFileOf, type ReadLogOptions, readLog } from './read-log.ts';
export {
  type CallSink,
  countRows,
  type LogReader,
  type NdjsonReader,
  type ReaderOptions,
  type Reading,
  type Rows,
} from './rows.ts';
export { fileSource, type LogSource, streamSource } from './source.ts';
