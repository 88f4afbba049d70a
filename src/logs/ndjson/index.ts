export { LineReader, type LinesRead } from './line-reader.ts';
export { readNdjson } from './read-ndjson.ts';
export type { RouteSink } from './route-sink.ts';
