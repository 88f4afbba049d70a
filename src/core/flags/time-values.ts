/** Values of flags that are times: how long, and from when on. */
import { takes, Unusable, type Value } from './values.ts';

export const SECONDS = {
  called: 'seconds',
  example: '30',
  read(word: string): number | Unusable {
    const number = Number(word);
    if (Number.isFinite(number) && number > 0 && number <= 3600) return number;
    return takes('a number of seconds above 0, at most 3600', word);
  },
} satisfies Value;

const SECONDS_IN: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `60s`, `5m`, `1h`, or a bare number of seconds; as seconds. */
export const TIME_SPAN = {
  called: 'time',
  example: '5m',
  read(word: string): number | Unusable {
    const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)\s*([smh])?$/.exec(word.trim()) ?? [];
    const span = Number(number) * (SECONDS_IN[unit] ?? Number.NaN);
    if (span > 0 && span <= 86_400) return span;
    return takes('a time such as 60s, 5m or 1h, at most a day', word);
  },
} satisfies Value;

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * `90s`, `30m`, `2h` or `7d` before now, an ISO time, or a date, which begins at midnight; as epoch milliseconds. A
 * time without a zone is UTC, as every time that this tool prints.
 */
export const MOMENT = {
  called: 'time',
  example: '2h',
  read(word: string, now: number): number | Unusable {
    const start = startOf(word);
    if (start instanceof Unusable) return start;
    return 'at' in start ? start.at : now - start.agoMs;
  },
} satisfies Value;

/** From when on: a time in epoch milliseconds, or so many milliseconds before now by whoever's clock counts. */
export type Start = { at: number } | { agoMs: number };

/** As `MOMENT`, where now is not this machine's to say. */
export const START = {
  called: 'time',
  example: '7d',
  read: (word: string): Start | Unusable => startOf(word),
} satisfies Value;

function startOf(word: string): Start | Unusable {
  const wanted = word.trim();
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(wanted) ?? [];
  if (amount && unit) return { agoMs: Number(amount) * (SECONDS_IN[unit] ?? 0) * 1000 };
  // A date alone is read as UTC already.
  const time = wanted.length > 10 && !ZONE.test(wanted) ? `${wanted}Z` : wanted;
  const at = ISO_TIME.test(wanted) ? Date.parse(time) : Number.NaN;
  if (!Number.isNaN(at)) return { at };
  return new Unusable(
    (flag) => `${flag}: "${word}" is no time`,
    'It takes a span such as 90s, 30m, 2h or 7d, or a time such as 2026-11-22T10:00:00Z.',
  );
}
