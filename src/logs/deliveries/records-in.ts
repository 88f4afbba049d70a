/** Takes the records out of a text, whatever HubSpot's command line, a browser or a spreadsheet has made of them. */
import type { LogForm } from '../../core/api-log.ts';
import { isObject, parsed } from '../../core/json.ts';
import { createCsvTable } from '../forms/csv-table.ts';
import { JsonRecords } from '../forms/json-records.ts';
import { jsonShapeOf, LIST_KEYS } from '../forms/json-shape.ts';
import { withKnownNames } from './columns.ts';
import { recordsInHar } from './har.ts';

export interface Records {
  form: LogForm;
  records: readonly object[];
  /** The text ends, or breaks, in the middle of a record: what comes after is not known. */
  isCut: boolean;
}

interface Documents {
  documents: unknown[];
  isCut: boolean;
}

/** @returns undefined for what is no log in any of these forms */
export function recordsIn(text: string): Records | undefined {
  const shape = jsonShapeOf(text);
  if (shape === undefined) return csvRecords(text);
  const found = documentsIn(text);
  if (found === undefined) return undefined;
  const { documents, isCut } = found;
  if (shape === 'har') return { form: 'har', records: documents.flatMap(recordsInHar), isCut };
  return { form: shape === 'lines' ? 'ndjson' : 'json', records: documents.flatMap(listed), isCut };
}

/** One document, one a line, or several one after the other, as pages are printed. */
function documentsIn(text: string): Documents | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return { documents: [whole], isCut: false };
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const byLine = lines.map(parsed).filter((value) => value !== undefined);
  // The last line of a file that is copied while it is written is cut.
  return byLine.length > 0 && byLine.length >= lines.length - 1
    ? { documents: byLine, isCut: byLine.length < lines.length }
    : documentsOneByOne(text);
}

/** What comes before the place where it is no JSON any more can be used. */
function documentsOneByOne(text: string): Documents | undefined {
  const documents: unknown[] = [];
  const records = new JsonRecords(undefined, {
    record(bytes) {
      const document = parsed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
      if (document !== undefined) documents.push(document);
      return document !== undefined;
    },
    stopped() {},
  });
  records.write(Buffer.from(text));
  const isCut = records.end() || records.hasStopped;
  return documents.length === 0 ? undefined : { documents, isCut };
}

/** The rows of a list, of pages of it, or the one that the document itself is. */
function listed(document: unknown): object[] {
  if (Array.isArray(document)) return document.flatMap(listed);
  if (!isObject(document)) return [];
  const list = LIST_KEYS.map((key) => (document as Record<string, unknown>)[key]).find(Array.isArray);
  return list === undefined ? [document] : list.filter(isObject);
}

/** A table with a header, in any separator of those that spreadsheets write. */
function csvRecords(text: string): Records | undefined {
  const [header = ''] = text.split(/\r\n|\n|\r/, 1);
  const delimiter = [',', ';', '\t', '|'].reduce((best, each) =>
    header.split(each).length > header.split(best).length ? each : best,
  );
  if (!header.includes(delimiter)) return undefined;
  const rows: string[][] = [];
  const table = createCsvTable(
    delimiter,
    ({ cells }) => rows.push(cells),
    () => {},
  );
  table.write(Buffer.from(text));
  const { last, inQuotes } = table.end();
  const isPart = last !== undefined && last.cells.length < (rows[0]?.length ?? 0);
  const [names = [], ...others] = [...rows, ...(last && !isPart ? [last.cells] : [])];
  const record = (cells: string[]) =>
    Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  return { form: 'csv', records: withKnownNames(others.map(record)), isCut: inQuotes || isPart };
}
