import { createRecordReader } from '../fields/index.ts';
import { createLineSplitter } from './lines.ts';
import { countRows, type NdjsonReader } from './rows.ts';

/**
 * Reads one JSON object a line: every line is decoded and parsed. Slow beside a reader that looks at bytes, and plain
 * enough to test that one against.
 */
export const readNdjsonPlainly: NdjsonReader = async (bytes, { map }, sink) => {
  const rows = countRows(sink);
  const records = createRecordReader(map);
  let truncated = false;

  const lines = createLineSplitter({
    line(line, number) {
      const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('utf8');
      if (text.trim() === '') return;
      const value = parse(text);
      const isLast = !text.endsWith('\n');
      if (isObject(value)) rows.add(records.callOf(value), number);
      else if (value === undefined && isLast && text.trimStart().startsWith('{')) truncated = true;
      else rows.bad(number, value === undefined ? 'not JSON' : 'not an object');
    },
    tooLong: (number) => rows.bad(number, 'longer than 4 MB'),
  });
  for await (const chunk of bytes) lines.write(chunk);
  lines.end();

  const { columns, ignored, all } = records.keys();
  const { calls, otherHosts, badRows } = rows;
  return { calls, otherHosts, badRows, columns, ignoredColumns: ignored, names: all, truncated };
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
