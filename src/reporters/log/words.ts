import type { LogFile, LogMissingScope, LogPercentiles, LogSpan } from '../../core/api-log.ts';
import { grouped } from '../../core/grouped.ts';
import { duration } from '../words.ts';

/** `1 call`, `12,345 calls`. */
export function many(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

const DAY_LENGTH = '2026-11-20'.length;

/** An ISO time as a person reads it, to the second: `2026-11-20 08:00:12`. Every time of a log is told in UTC. */
export function moment(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, '');
}

/** From when to when, the day said once where it is the same: `2026-11-20 08:00:12 to 09:10:11`. */
export function between(firstAt: string, lastAt: string): string {
  const [first, last] = [moment(firstAt), moment(lastAt)];
  if (first === last) return first;
  const isSameDay = first.slice(0, DAY_LENGTH) === last.slice(0, DAY_LENGTH);
  return `${first} to ${isSameDay ? last.slice(DAY_LENGTH + 1) : last}`;
}

/** The time of some calls; nothing where the log has no times. */
export function when({ firstAt, lastAt }: LogSpan): string {
  const first = firstAt ?? lastAt;
  const last = lastAt ?? firstAt;
  return first === undefined || last === undefined ? '' : between(first, last);
}

/** What a refused call was in want of, as HubSpot said it: any one of some scopes, or all of them. */
export function scopesInWords({ scopes, form }: Pick<LogMissingScope, 'scopes' | 'form'>): string {
  const [only] = scopes;
  if (only === undefined) return 'a scope that the log does not name';
  if (scopes.length === 1) return only;
  if (form === 'any') return `any one of ${listed(scopes, 'or')}`;
  if (form === 'all') return `all of ${listed(scopes, 'and')}`;
  return `${listed(scopes, 'and')} (not said whether one is enough)`;
}

function listed(items: readonly string[], word: 'and' | 'or'): string {
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

export function percentiles({ p50, p95, p99, max }: LogPercentiles): string {
  return [
    ['median', p50],
    ['p95', p95],
    ['p99', p99],
    ['max', max],
  ]
    .map(([name, milliseconds]) => `${name} ${duration(Number(milliseconds))}`)
    .join(', ');
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The length of a step of the timeline: `30 s`, `5 min`, `1.5 h`, `2 d`. */
export function stepInWords(milliseconds: number): string {
  const units = [
    [DAY, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
    [SECOND, 's'],
  ] as const;
  const [size, name] = units.find(([unit]) => milliseconds >= unit) ?? [1, 'ms'];
  return `${Number((milliseconds / size).toFixed(1))} ${name}`;
}

/** `CSV`, `NDJSON, gzip`: every form is known by its initials. */
export function formOf({ format, gzip }: Pick<LogFile, 'format' | 'gzip'>): string {
  return `${format.toUpperCase()}${gzip ? ', gzip' : ''}`;
}
