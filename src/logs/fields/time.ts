const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);

const CLOCK = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AP])?\.?(?:M\b)?\.?`;
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*`;

/** Which of two numbers before a year is the day. */
const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Which group of a form is year, month and day. */
type Order = readonly [year: number, month: number, day: number];

/** Either of the first two may be the day. */
const TWO_NUMBERS: Order = [3, 1, 2];
const ORDERS: Readonly<Record<DateOrder | 'ymd', Order>> = { dmy: [3, 2, 1], mdy: [3, 1, 2], ymd: [1, 2, 3] };

/** What two digits stand for as a year: HubSpot's API is no older, and so a day is seldom taken for one. */
const FIRST_YEAR = 15;
const LAST_YEAR = 45;

const FORMS: readonly [form: RegExp, order: Order][] = (
  [
    [String.raw`(\d{4})[-/](\d{1,2})[-/](\d{1,2})`, [1, 2, 3]],
    [String.raw`(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})`, TWO_NUMBERS],
    [String.raw`(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})`, [3, 2, 1]],
    [String.raw`(?:[a-z]{3,9},\s*)?(\d{1,2})[\s/-]${MONTH}[\s/-](\d{4}|\d{2})`, [3, 2, 1]],
    [String.raw`(?:[a-z]{3,9},\s*)?${MONTH}\s(\d{1,2}),?\s(\d{4})`, [3, 1, 2]],
  ] as const
).map(([date, order]) => [new RegExp(`^${date}(?:(?:T|,?\\s+|:)(?:at\\s+)?${CLOCK}${ZONE})?$`, 'i'), order]);

/**
 * The moment that a log names, as epoch milliseconds; undefined for what is no time between 2000 and 2100.
 *
 * Understood are epoch seconds, milliseconds, microseconds and nanoseconds; ISO 8601 with `T` or a blank;
 * `01.11.2026 10:11`, day first; months by name; and `11/01/2026 10:11 AM`, as far as it is known which number is the
 * day; years of two digits, `01.11.26`, where nothing else can be meant. **A time without a zone is taken as UTC**, since no log says in whose zone it was written: distances between its
 * times are right, whatever the zone was.
 *
 * @param order how the log writes dates with slashes; where that is not known, one that could be read in two ways is no time
 */
export function readTime(value: unknown, order?: DateOrder): number | undefined {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return /^\d+(\.\d+)?$/.test(text) ? fromEpoch(Number(text)) : fromText(text, order);
}

const NAMES_ZONE = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i;

/** Whether a value that `readTime` reads says which moment it is, whatever the clock of the place was. */
export function namesMoment(value: unknown): boolean {
  return typeof value !== 'string' || /^\d+(\.\d+)?$/.test(value.trim()) || NAMES_ZONE.test(value.trim());
}

/**
 * What the numbers of a date say of their order: nothing where two of them may be the month, and are not the same, or
 * where the year has two digits and may stand first as well.
 *
 * @returns undefined for numbers that no date has
 */
export function orderOf(
  first: string,
  second: string,
  third: string,
): keyof typeof ORDERS | 'either' | 'unsaid' | undefined {
  const possible = ordersOf([first, second, third]);
  if (possible.length < 2) return possible[0];
  return possible.includes('ymd') || Number(first) !== Number(second) ? 'unsaid' : 'either';
}

function ordersOf(numbers: readonly [string, string, string]): (keyof typeof ORDERS)[] {
  return (['dmy', 'mdy', 'ymd'] as const).filter((order) => {
    const [year = '', month = '', day = ''] = ORDERS[order].map((place) => numbers[place - 1]);
    return isYear(year) && isWithin(month, 1, 12) && isWithin(day, 1, 31);
  });
}

function isYear(year: string): boolean {
  return year.length > 2 || (year.length === 2 && isWithin(year, FIRST_YEAR, LAST_YEAR));
}

function isWithin(number: string, from: number, to: number): boolean {
  return Number(number) >= from && Number(number) <= to;
}

function fromEpoch(value: number): number | undefined {
  for (const perUnit of [1000, 1, 0.001, 0.000001]) {
    const at = Math.floor(value * perUnit);
    if (at >= EARLIEST && at < LATEST) return at;
  }
  return undefined;
}

function fromText(text: string, known: DateOrder | undefined): number | undefined {
  if (text.length > 60) return undefined;
  for (const [form, usual] of FORMS) {
    const parts = form.exec(text);
    if (!parts) continue;
    const order = usual === TWO_NUMBERS ? orderIn(parts, known) : usual;
    if (order === undefined) return undefined;
    const [year, month, day] = order;
    return moment([parts[year], parts[month], parts[day]], parts.slice(4));
  }
  return undefined;
}

/** What a date says itself goes before what is known of others. */
function orderIn(
  [, first = '', second = '', third = '']: readonly string[],
  known: DateOrder | undefined,
): Order | undefined {
  const said = orderOf(first, second, third);
  if (said === 'either') return ORDERS.mdy;
  if (said !== 'unsaid') return said && ORDERS[said];
  return known && ordersOf([first, second, third]).includes(known) ? ORDERS[known] : undefined;
}

function moment(
  [year = '', month, day]: readonly (string | undefined)[],
  [hour = '0', minute = '0', second = '0', fraction = '0', half, zone]: readonly (string | undefined)[],
): number | undefined {
  const at = new Date(
    Date.UTC(
      yearOf(year),
      monthOf(month),
      Number(day),
      hourOf(Number(hour), half),
      Number(minute),
      Number(second),
    ),
  );
  const exists =
    isYear(year) &&
    at.getUTCMonth() === monthOf(month) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60;
  const time = at.getTime() + Math.floor(Number(`0.${fraction}`) * 1000) - zoneMs(zone);
  return exists && time >= EARLIEST && time < LATEST ? time : undefined;
}

function yearOf(text: string): number {
  return Number(text) + (text.length === 2 ? 2000 : 0);
}

function monthOf(text = ''): number {
  const named = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return named < 0 ? Number(text) - 1 : named;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function zoneMs(zone = ''): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
