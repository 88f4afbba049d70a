import type { NdjsonReader } from '../read/rows.ts';
import { LineReader } from './line-reader.ts';
import type { RouteSink } from './route-sink.ts';

/** Reads one object a line from a stream; the calls go to `sink`. */
export function readNdjson<Route>(sink: RouteSink<Route>): NdjsonReader {
  return async (bytes, { map }) => {
    const reader = new LineReader(map, sink);
    for await (const chunk of bytes) reader.write(chunk);
    return reader.end();
  };
}
