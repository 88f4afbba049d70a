import type { LogFormat } from '../../core/api-call.ts';
import { type ColumnMap, mapColumns } from '../fields/index.ts';
import { type JsonShape, shapeOf } from './json-shape.ts';

/** What a log was found to be. */
export type LogKind =
  | { format: Extract<LogFormat, 'csv'>; delimiter: string }
  | { format: Extract<LogFormat, 'ndjson'> }
  | { format: Extract<LogFormat, 'json'>; shape: Exclude<JsonShape, 'har'> }
  | { format: Extract<LogFormat, 'har'> };

const DELIMITERS = [',', ';', '\t', '|'];
const ARRAY = /^\[\s*(?:[[{\]]|$)/;
/** A document that is written over several lines breaks its first line here; a line of NDJSON never ends so. */
const GOES_ON = /[{[,:]$/;

/**
 * Tells a log's kind from its start: the names of files lie.
 *
 * @param start the text's first part, which may break off anywhere
 * @param map what `--map` says: a CSV may have no column that is known by name
 * @returns the kind, or why it is none, as a sentence's end: `is plain text`
 */
export function detectKind(start: string, map: ColumnMap): LogKind | string {
  const text = start.trimStart();
  if (ARRAY.test(text)) return { format: 'json', shape: 'array' };
  if (text.startsWith('{')) return detectObjects(text);
  const header = firstLine(start);
  const delimiter = delimiterOf(header);
  const csv = { format: 'csv', delimiter } as const;
  if (tellsCalls(header, delimiter, map)) return csv;
  if (start.split('\n').some((line) => isObject(parsed(line)))) return { format: 'ndjson' };
  if (header.includes(delimiter)) return csv;
  return 'is plain text; what can be read is CSV, JSON, one JSON object a line, and HAR';
}

/** Splits a CSV's header as far as it takes to know its columns: quotes count, line breaks in them do not. */
function tellsCalls(header: string, delimiter: string, map: ColumnMap): boolean {
  const columns = header.split(delimiter).map((column) => column.replace(/^\s*"|"\s*$/g, ''));
  const { places } = mapColumns(columns, map);
  return places.status.length > 0 || places.path.length > 0;
}

function detectObjects(text: string): LogKind {
  const [line = ''] = text.split('\n');
  const whole = parsed(line);
  if (whole === undefined && GOES_ON.test(line.trimEnd())) return documents(shapeOf(text));
  const shape = shapeOf(line);
  const holdsLog = isObject(whole) && Object.keys(whole).join() === 'log';
  return shape === 'documents' && !holdsLog ? { format: 'ndjson' } : documents(shape);
}

function documents(shape: JsonShape): LogKind {
  return shape === 'har' ? { format: 'har' } : { format: 'json', shape };
}

/** The header; Excel may have put `sep=;` before it. */
function firstLine(start: string): string {
  const lines = start.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  return (SEPARATOR_LINE.test(lines[0] ?? '') ? lines[1] : lines[0]) ?? '';
}

/** Excel's own way to name the separator, on a line before the header. */
export const SEPARATOR_LINE = /^"?sep=.?"?\s*$/i;

/** The separator that stands most often outside of quotes; the comma where none does. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function parsed(line: string): unknown {
  if (!line.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
