/**
 * Which number of a date with slashes is the day. A log writes all of its dates alike, so that one of them with a number
 * past twelve decides for all; where none has one, only a person can say.
 */
import { UsageError } from '../../files/usage-error.ts';
import { type DateOrder, orderOf } from '../fields/time.ts';
import type { Bytes } from './byte-streams.ts';

/** What the dates of a log say of their order. */
export interface DatesSeen {
  /** A date of each order. */
  certain: Partial<Record<DateOrder, string>>;
  /** There are dates that could be read in two ways. */
  unsaid: boolean;
}

/** At the beginning of a value; a path has slashes too. With a year of two digits only before a time of day. */
const DATE = /(?<![^\s",;|'])(\d{1,2})[/-](\d{1,2})[/-](\d{4}(?![\d/-])|\d{2}(?=,? \d{1,2}:\d\d))/g;
/** No date is longer, so none is cut where the end of a text is looked at again with the next one. */
const LONGEST_DATE = 20;

/** Looks for dates in a text, which may break off anywhere. */
export function datesIn(text: string, seen: DatesSeen = { certain: {}, unsaid: false }): DatesSeen {
  for (const [date, first = '', second = '', year = ''] of text.matchAll(DATE)) {
    const order = orderOf(first, second, year);
    if (order === 'unsaid') seen.unsaid = true;
    else if (order === 'dmy' || order === 'mdy') seen.certain[order] ??= date;
  }
  return seen;
}

/** Goes on looking through a whole log for a date that decides, and stops there. */
export async function datesInAll(bytes: Bytes): Promise<DatesSeen> {
  const seen: DatesSeen = { certain: {}, unsaid: false };
  let rest = '';
  for await (const chunk of bytes) {
    const text = rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    datesIn(text, seen);
    if (decided(seen) !== undefined) break;
    rest = text.slice(-LONGEST_DATE);
  }
  return seen;
}

/** The order of all dates; undefined where none decides, or two do against each other. */
export function decided({ certain }: DatesSeen): DateOrder | undefined {
  const [order, other] = Object.keys(certain) as DateOrder[];
  return other === undefined ? order : undefined;
}

/** @throws {UsageError} where a date of the log cannot be what a person says of all of them */
export function expectOrder(said: DateOrder, { certain }: DatesSeen, log: string): void {
  const other = said === 'dmy' ? 'mdy' : 'dmy';
  const date = certain[other];
  if (date === undefined) return;
  throw new UsageError(`--dates ${said} does not fit the API-call log ${log}: it has the date ${date}.`, {
    hint: `Leave --dates out, or say --dates ${other}.`,
  });
}
