import { InvalidArgumentError } from 'commander';

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `30m`, `2h`, `7d` before now, or an ISO time; as epoch milliseconds. */
export function since(value: string): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(value.trim()) ?? [];
  if (amount && unit) return Date.now() - Number(amount) * (UNITS[unit] ?? 0);
  const at = Date.parse(value);
  if (!Number.isNaN(at)) return at;
  throw new InvalidArgumentError(
    'It takes a span such as 90s, 30m, 2h or 7d, or a time such as 2026-11-22T10:00:00Z.',
  );
}
