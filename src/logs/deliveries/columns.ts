import { eventName } from '../../core/hubspot/event-names.ts';
import { readTime } from '../fields/time.ts';
import { readStatus } from '../fields/values.ts';
import { isKnownName } from './delivery.ts';
import { eventsIn } from './events-in.ts';

type Row = Readonly<Record<string, string>>;

const MOST_SAMPLES = 50;

/** What the values of a column tell it to be, where its name is in another language or says nothing. */
const BY_VALUE: readonly [name: string, fits: (value: string) => boolean][] = [
  ['subscriptionType', (value) => eventName(value) !== undefined],
  ['requestBody', (value) => eventsIn(value) !== undefined],
  ['targetUrl', (value) => /^https?:\/\/\S+$/i.test(value)],
  ['statusCode', (value) => readStatus(value) !== undefined],
  ['timestamp', (value) => /\D/.test(value) && readTime(value) !== undefined],
];

/** The rows of a table, a column that no name tells under the name that its values do. */
export function withKnownNames(rows: readonly Row[]): Row[] {
  const columns = Object.keys(rows[0] ?? {});
  const taken = new Set<string>();
  const renamed = columns.map((column) => {
    const told = isKnownName(column) ? undefined : nameByValues(rows, column);
    if (told === undefined || taken.has(told)) return [column, column] as const;
    taken.add(told);
    return [column, told] as const;
  });
  return rows.map((row) => Object.fromEntries(renamed.map(([from, to]) => [to, row[from] ?? ''])));
}

function nameByValues(rows: readonly Row[], column: string): string | undefined {
  const values = rows.slice(0, MOST_SAMPLES).flatMap((row) => row[column]?.trim() || []);
  if (values.length === 0) return undefined;
  return BY_VALUE.find(([, fits]) => values.every(fits))?.[0];
}
