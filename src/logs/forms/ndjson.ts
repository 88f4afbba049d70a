import { isObject, parsed } from '../../core/json.ts';
import type { RowFault } from '../fields/call.ts';
import type { ColumnMap, ColumnMapping } from '../fields/columns.ts';
import type { KnownKeys } from '../fields/keys.ts';
import { createRecordReader } from '../fields/records.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { DateOrder } from '../fields/time.ts';
import { type CallSink, countRows, type LogReader, type Reading, type Recogniser } from './form.ts';
import { createLineSplitter, type LineSink } from './lines.ts';
import { LooseLines } from './loose-lines.ts';
import { unwrapped } from './wrappings/index.ts';

/** One object a line, perhaps after a line of something else. */
export const recogniseNdjson: Recogniser = ({ text, jsonShape }) => {
  const isSure = jsonShape === 'lines';
  const holdsRow = isSure || text.split('\n').some((line) => /^\s*\{/.test(line) && isObject(parsed(line)));
  return holdsRow ? { isSure, read: readNdjsonPlainly } : undefined;
};

/**
 * Reads one JSON object a line: every line is decoded and parsed. Slow beside the scanner, which looks at bytes, and
 * plain enough to test that one against.
 */
export const readNdjsonPlainly: LogReader = async (bytes, { map, dates }, sink) => {
  const rows = new ParsedLines(map, sink, dates);
  const lines = createLineSplitter(rows);
  for await (const chunk of bytes) lines.write(chunk);
  lines.end();
  return rows.reading();
};

/** What programs print beside their log, `{ name: 'x' }`, does not begin so. */
const BEGUN_RECORD = /^\s*\{\s*"/;
/** The beginning of a record, though it were a brace alone: `BEGUN_RECORD` where the text breaks off. */
const CUT_RECORD = /^\s*\{\s*(?:"|$)/;

/** Parses lines one by one and hands on the calls in them. */
export class ParsedLines implements LineSink {
  readonly #rows;
  readonly #records;
  readonly #loose = new LooseLines();
  #truncated = false;

  /**
   * @param map what `--map` says of keys
   * @param dates how the log writes dates with slashes
   */
  constructor(map: ColumnMap, sink: CallSink, dates?: DateOrder) {
    this.#rows = countRows(sink);
    this.#records = createRecordReader(map, dates);
  }

  /** The keys of all rows so far. */
  get known(): KnownKeys {
    return this.#records.known;
  }

  /** @returns what was made of the columns of the object in it; undefined where more may be made of one like it */
  line(bytes: Uint8Array, number: number): ApiCall | RowFault | undefined {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    if (text.trim() === '') return undefined;
    const record = parsed(text);
    if (isObject(record)) {
      this.endText();
      const records = unwrapped(record);
      const read = records.map((each) => this.#records.read(each));
      for (const { row } of read) this.#rows.add(row, number);
      const [first] = read;
      return first?.isPlain && records[0] === record ? first.row : undefined;
    }
    const isLast = !text.endsWith('\n');
    const isCut = isLast && record === undefined && CUT_RECORD.test(text);
    if (isCut) this.#truncated = true;
    if (this.#loose.begins(text)) this.endText();
    if (!isCut) this.#loose.add(text, number, () => this.#countLoose(text, record, number));
    return undefined;
  }

  /** Whether an object whose keys are taken so can be read by its values alone: it wraps no other, and tells a status. */
  readsByValues({ places }: ColumnMapping): boolean {
    return places.rows.length === 0 && places.status.length > 0;
  }

  /**
   * The same as `line` of an object whose keys are known.
   *
   * @param values by the places of the mapping
   * @returns what was made of the columns; undefined where more may be made of a row with the same values there
   */
  values(values: readonly unknown[], mapping: ColumnMapping, number: number): ApiCall | RowFault | undefined {
    this.endText();
    const { row, isPlain } = this.#records.readValues(values, mapping);
    this.#rows.add(row, number);
    return isPlain ? row : undefined;
  }

  /** Of lines between the rows that belong together no more come. */
  endText(): void {
    if (!this.#loose.isOpen) return;
    const told = this.#loose.end();
    if (told !== undefined) this.#rows.add(told.call, told.line);
  }

  #countLoose(text: string, record: unknown, number: number): void {
    if (Array.isArray(record) && record.some(isObject)) this.#rows.broken(number, 'a list');
    else if (record !== undefined) this.#rows.bad(number, 'not an object');
    else if (BEGUN_RECORD.test(text)) this.#rows.broken(number, 'not JSON');
    else this.#rows.bad(number, 'not JSON');
  }

  tooLong(number: number): void {
    this.endText();
    this.#rows.broken(number, 'longer than 4 MB');
  }

  reading(): Reading {
    this.endText();
    return { ...this.#rows.counts, ...this.#records.keys(), truncated: this.#truncated };
  }
}
