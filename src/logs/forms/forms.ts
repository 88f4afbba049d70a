/**
 * Which forms of log can be read, and which of them a log has; told by its content, since the names of files lie.
 * For whoever adds a form: a row in `FORMS`.
 */
import { stripVTControlCharacters } from 'node:util';
import type { LogForm } from '../../core/api-log.ts';
import type { ColumnMap } from '../fields/columns.ts';
import { recogniseCsv } from './csv.ts';
import type { Recognised, Recogniser } from './form.ts';
import { recogniseHar } from './har.ts';
import { recogniseJson } from './json.ts';
import { jsonShapeOf } from './json-shape.ts';
import { recogniseNdjson } from './ndjson.ts';

/** In the order in which they are asked. */
const FORMS: Readonly<Record<LogForm, Recogniser>> = {
  har: recogniseHar,
  json: recogniseJson,
  ndjson: recogniseNdjson,
  csv: recogniseCsv,
};

/**
 * Tells a log's form from the start of it.
 *
 * @param head its first bytes, as many as it takes to see several rows
 * @param map what `--map` says
 * @returns the form, or why it is none, as a sentence's end: `is plain text`
 */
export function recogniseForm(
  head: Uint8Array,
  map: ColumnMap,
): ({ form: LogForm } & Omit<Recognised, 'isSure'>) | string {
  const foreign = foreignReason(head);
  if (foreign !== undefined) return foreign;
  const text = new TextDecoder().decode(head);
  const start = { text, jsonShape: jsonShapeOf(text), map };
  const found = (Object.keys(FORMS) as LogForm[]).flatMap((form) => {
    const recognised = FORMS[form](start);
    return recognised === undefined ? [] : [{ form, ...recognised }];
  });
  return (
    found.find(({ isSure }) => isSure) ??
    found[0] ??
    'is plain text; what can be read is CSV, JSON, one JSON object a line, and HAR'
  );
}

/** First bytes of files that are sent instead of a log, and what to say of them; goes on after `The API-call log x`. */
const SIGNATURES: readonly [start: string, reason: string][] = [
  ['%PDF-', 'is a PDF; export the log as CSV instead'],
  ['PK\x03\x04', 'is a zip archive or an Excel workbook; unpack it, or save the workbook as CSV'],
  ['\xd0\xcf\x11\xe0', 'is an old Excel workbook; save it as CSV'],
  ['SQLite format 3\0', "is a database, perhaps the engine's journal: `doctor --journal` reads that one"],
  ['BZh', 'is compressed with bzip2; unpack it first'],
  ['\xfd7zXZ\0', 'is compressed with xz; unpack it first'],
  ['\x28\xb5\x2f\xfd', 'is compressed with Zstandard; unpack it first'],
  ['7z\xbc\xaf\x27\x1c', 'is a 7-Zip archive; unpack it first'],
  ['Rar!', 'is a RAR archive; unpack it first'],
  ['\x89PNG', 'is a picture; export the log as CSV instead'],
  ['\xff\xd8\xff', 'is a picture; export the log as CSV instead'],
];

const BLANK_PAGE = /^\s*$/;
const HTML = /^\s*<(?:!doctype html|html|head|body)\b/i;
const XML = /^\s*<[?!a-z]/i;

/** Bytes below blanks, but for blanks of other kinds and the ends of lines. */
const CONTROLS = /(?![\t-\r])[^ -\xff]/g;

/** A list is one from its first row on. */
const LIST_BYTES = 8 * 1024;
/** A row of `hs app logs`, and the line above each of its details, as HubSpot's command line prints them for people. */
const HUBSPOT_LIST = /^\d{4}-\d\d-\d\dT[\d:.]+Z - (?:SUCCESS|ERROR)\b/m;
const PRINTED_LIST =
  'is the list that `hs app logs` prints for people, which names no path, no status and no event; ask for it with --json';

/** More than this many bytes of a hundred that no text has: no text. A few come from broken writers. */
const MOST_CONTROLS = 10;

/** Why a file that begins so is no log in any form; undefined where it may be one. */
function foreignReason(head: Uint8Array): string | undefined {
  const start = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  const signature = SIGNATURES.find(([beginning]) => start.startsWith(beginning));
  if (signature !== undefined) return signature[1];
  if (BLANK_PAGE.test(start)) return 'is empty';
  if (HUBSPOT_LIST.test(stripVTControlCharacters(start.slice(0, LIST_BYTES)))) return PRINTED_LIST;
  if (HTML.test(start)) return 'is an HTML page, as a browser saves it where somebody has to sign in first';
  if (XML.test(start)) return 'is an XML document';
  const controls = start.match(CONTROLS)?.length ?? 0;
  return controls * 100 > head.length * MOST_CONTROLS ? 'is no text' : undefined;
}
