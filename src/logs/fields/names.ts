/** What a column's name says, apart from the way it is written. */
export interface ColumnName {
  /** Its words in lower case and without blanks: `requesturl` for `Request URL`, `request_url` and `request.url`. */
  key: string;
  /** Milliseconds in one unit, where the name ends with a unit of time: `Duration (s)`. */
  msPerUnit?: number;
}

const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[\p{Lo}\p{Lm}]+/gu;
/** The same of ASCII: the classes of all letters there are take milliseconds to compile, and few names need them. */
const ASCII_WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
const ASCII = /^[ -~]*$/;
const REMARK = /\(([^)]*)\)\s*$/;

const UNITS: readonly [msPerUnit: number, names: string][] = [
  [1, 'ms msec msecs milli millis millisecond milliseconds'],
  [1000, 's sec secs second seconds'],
  [0.001, 'us µs usec micros microsecond microseconds'],
  [0.000001, 'ns nsec nanos nanosecond nanoseconds'],
];
const MS_PER_UNIT = new Map(UNITS.flatMap(([ms, names]) => names.split(' ').map((name) => [name, ms])));

/** Milliseconds in a unit of time as people write it; undefined for any other word. */
export function msPerUnit(word: string): number | undefined {
  return MS_PER_UNIT.get(word.toLowerCase());
}

/** Reads a name. A remark in brackets at its end counts as a unit, or not at all: `Date (UTC)` is `date`. */
export function readName(name: string): ColumnName {
  const remark = msPerUnit(REMARK.exec(name)?.[1]?.trim() ?? '');
  const words = (name.replace(REMARK, '').match(ASCII.test(name) ? ASCII_WORD : WORD) ?? []).map((word) =>
    word.toLowerCase(),
  );
  const last = words.length > 1 ? msPerUnit(words.at(-1) ?? '') : undefined;
  if (last !== undefined) words.pop();
  const unit = remark ?? last;
  return { key: words.join(''), ...(unit === undefined ? {} : { msPerUnit: unit }) };
}

const LONGEST_NAME = 60;
const VALUE_MARKS = /@|:\/\/|^\/|^\d|\d{6}|\p{Cc}/u;

/** Whether a name is rather a value (a URL, an address, an id, a time), as where a CSV has no header: not to be shown. */
export function looksLikeValue(name: string): boolean {
  return name.length > LONGEST_NAME || VALUE_MARKS.test(name);
}
