/** Tables, as exports write them. */
import { type Shape, scattered } from './shape.ts';
import { HOST } from './traffic.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const asNeeded = (text: string) => (/[",;\n\r]/.test(text) ? quoted(text) : text);
const iso = (at: number) => new Date(at).toISOString();

/** An export whose answers are set over several lines. */
const quotedAnswers: Shape = {
  form: 'csv',
  name: 'quoted answers with line breaks',
  before: 'Request time,Method,Request URL,Response code,Duration (ms),Response body\n',
  row: (call) =>
    [
      iso(call.at),
      call.method,
      asNeeded(call.path),
      String(call.status),
      String(call.durationMs),
      quoted(JSON.stringify(call.answer, null, 2)),
    ].join(','),
  csv: { separator: ',', status: 'Response code', answer: 'Response body' },
  duckdb: {
    read: (file) => `read_csv('${file}', header = true, strict_mode = false, max_line_size = 10000000)`,
    method: 'Method',
    path: '"Request URL"',
    status: '"Response code"',
    at: '"Request time"',
    ms: '"Duration (ms)"',
  },
};

/** A spreadsheet's, in a country whose decimals have commas: CRLF, quotes only where they are needed. */
const semicolons: Shape = {
  form: 'csv',
  name: 'semicolons, CRLF',
  before: 'Date;Verb;URL;HTTP status;Duration (s);Correlation ID;Error\r\n',
  between: '\r\n',
  after: '\r\n',
  row: (call) =>
    [
      iso(call.at).replace('T', ' ').replace('Z', ''),
      call.method,
      `https://${HOST}${call.path}`,
      String(call.status),
      (call.durationMs / 1_000).toFixed(2).replace('.', ','),
      call.correlationId,
      call.status < 400 ? '' : JSON.stringify(call.answer),
    ]
      .map(asNeeded)
      .join(';'),
  csv: { separator: ';', status: 'HTTP status', answer: 'Error' },
  duckdb: {
    read: (file) => `read_csv('${file}', header = true, delim = ';', strict_mode = false)`,
    method: 'Verb',
    path: 'URL',
    status: '"HTTP status"',
    at: 'Date',
    ms: "replace(\"Duration (s)\"::VARCHAR, ',', '.')::DOUBLE",
  },
};

const EXTRA_COLUMNS = Array.from({ length: 28 }, (_, index) => `attributes_${index}`);

/** A log platform's export: every attribute that any row has is a column, all of them quoted. */
const manyColumns: Shape = {
  form: 'csv',
  name: 'many columns',
  before: `${['Timestamp', 'Host', 'Service', 'Message', ...EXTRA_COLUMNS, 'http_method', 'http_url', 'http_status_code', 'duration_ms', 'error_response', 'trace_id'].map(quoted).join(',')}\n`,
  row: (call, index) =>
    [
      iso(call.at),
      HOST,
      'crm-sync',
      `${call.method} took ${call.durationMs} ms, "${call.status}"`,
      ...EXTRA_COLUMNS.map((_, column) => (column % 3 === 0 ? '' : String(scattered(index, column)))),
      call.method,
      `https://${HOST}${call.path}`,
      String(call.status),
      String(call.durationMs),
      call.status < 400 ? '' : JSON.stringify(call.answer),
      call.correlationId,
    ]
      .map(quoted)
      .join(','),
  csv: { separator: ',', status: 'http_status_code', answer: 'error_response' },
  duckdb: {
    read: (file) => `read_csv('${file}', header = true, strict_mode = false, parallel = false)`,
    method: 'http_method',
    path: 'http_url',
    status: 'http_status_code',
    at: 'Timestamp',
    ms: 'duration_ms',
  },
};

export const CSV_SHAPES: readonly Shape[] = [quotedAnswers, semicolons, manyColumns];
