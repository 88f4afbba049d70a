import { UsageError } from '../files/usage-error.ts';

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * A time as users give it: `90s`, `30m`, `2h` or `7d` before now, an ISO time, or a date, which begins at midnight. A
 * time without a zone is UTC, as every time that this tool prints.
 *
 * @param now epoch milliseconds
 * @returns epoch milliseconds
 * @throws {UsageError} for anything else
 */
export function parseMoment(text: string, now: number): number {
  const wanted = text.trim();
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(wanted) ?? [];
  if (amount && unit) return now - Number(amount) * (UNITS[unit] ?? 0);
  const at = ISO_TIME.test(wanted) ? Date.parse(withZone(wanted)) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new UsageError(`"${text}" is no time.`, {
    hint: 'It takes a span such as 90s, 30m, 2h or 7d, or a time such as 2026-11-22T10:00:00Z.',
  });
}

/** A date alone is read as UTC already. */
function withZone(time: string): string {
  return time.length > 10 && !ZONE.test(time) ? `${time}Z` : time;
}
