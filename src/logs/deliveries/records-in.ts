/** Takes the records out of a text, whatever HubSpot's command line, a browser or a spreadsheet has made of them. */
import type { LogForm } from '../../core/api-log.ts';
import { isObject, parsed } from '../../core/json.ts';
import { createCsvTable } from '../forms/csv-table.ts';
import { JsonRecords } from '../forms/json-records.ts';
import { jsonShapeOf, LIST_KEYS } from '../forms/json-shape.ts';
import { withKnownNames } from './columns.ts';
import { listsInHar } from './har.ts';

export interface Records {
  form: LogForm;
  /** Each list as it was shown; what lies between two of them is not known. */
  lists: readonly (readonly object[])[];
  /** Rows between others that began and cannot be read. */
  broken: number;
  /** The text ends, or breaks, in the middle of a record: what comes after is not known. */
  isCut: boolean;
}

interface Documents extends Pick<Records, 'broken' | 'isCut'> {
  documents: unknown[];
}

/** @returns undefined for what is no log in any of these forms */
export function recordsIn(text: string): Records | undefined {
  const shape = jsonShapeOf(text);
  if (shape === undefined) return csvRecords(text);
  const found = documentsIn(text);
  if (found === undefined) return undefined;
  const { documents, ...rest } = found;
  if (shape === 'har') return { form: 'har', lists: documents.flatMap(listsInHar), ...rest };
  return { form: shape === 'lines' ? 'ndjson' : 'json', lists: listsOf(documents), ...rest };
}

/** One document, one a line, or several one after the other, as pages are printed. */
function documentsIn(text: string): Documents | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return { documents: [whole], broken: 0, isCut: false };
  return documentsByLine(text) ?? documentsOneByOne(text);
}

/** @returns undefined where most lines are none: a document that is printed over several */
function documentsByLine(text: string): Documents | undefined {
  const values = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parsed(line)]));
  const documents = values.filter((value) => typeof value === 'object' && value !== null);
  if (documents.length === 0 || documents.length * 2 < values.length) return undefined;
  // The last line of a file that is copied while it is written is cut.
  const isCut = values.at(-1) === undefined;
  return { documents, broken: values.length - documents.length - (isCut ? 1 : 0), isCut };
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
  return documents.length === 0 ? undefined : { documents, broken: 0, isCut };
}

/** The rows of each list, and of each page of one; those that documents are themselves make one list. */
function listsOf(documents: readonly unknown[]): object[][] {
  const rows: object[] = [];
  const lists: object[][] = [];
  for (const document of documents) {
    const list = Array.isArray(document) ? document : listIn(document);
    if (list !== undefined) lists.push(...listsOf(list));
    else if (isObject(document)) rows.push(document);
  }
  return rows.length > 0 ? [rows, ...lists] : lists;
}

function listIn(document: unknown): unknown[] | undefined {
  return isObject(document) ? LIST_KEYS.map((key) => document[key]).find(Array.isArray) : undefined;
}

/** Excel's own way to name the separator, on a line before the header. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=.?"?\s*(?:\r\n|\n|\r)/i;

/** A table with a header, in any separator of those that spreadsheets write. */
function csvRecords(written: string): Records | undefined {
  const text = written.replace(SEPARATOR_LINE, '');
  const [header = ''] = text.split(/\r\n|\n|\r/, 1);
  const delimiter = [',', ';', '\t', '|'].reduce((best, each) =>
    header.split(each).length > header.split(best).length ? each : best,
  );
  if (!header.includes(delimiter)) return undefined;
  const rows: string[][] = [];
  let broken = 0;
  const table = createCsvTable(
    delimiter,
    ({ cells }) => rows.push(cells),
    () => {
      broken += 1;
    },
  );
  table.write(Buffer.from(text));
  const { last, inQuotes } = table.end();
  const isPart = last !== undefined && last.cells.length < (rows[0]?.length ?? 0);
  const [names = [], ...others] = [...rows, ...(last && !isPart ? [last.cells] : [])];
  const whole = others.filter((cells) => cells.length >= names.length);
  const record = (cells: string[]) =>
    Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  return {
    form: 'csv',
    lists: [withKnownNames(whole.map(record))],
    broken: broken + others.length - whole.length,
    isCut: inQuotes || isPart,
  };
}
