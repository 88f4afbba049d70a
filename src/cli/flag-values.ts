import { InvalidArgumentError } from 'commander';

export function seconds(value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0 && number <= 3600) return number;
  throw new InvalidArgumentError('It takes a number of seconds above 0, at most 3600.');
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** `60s`, `5m`, `1h`, or a bare number of seconds; as seconds. */
export function timeSpan(value: string): number {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)\s*([smh])?$/.exec(value.trim()) ?? [];
  const span = Number(number) * (UNITS[unit] ?? Number.NaN);
  if (span > 0 && span <= 86_400) return span;
  throw new InvalidArgumentError('It takes a time such as 60s, 5m or 1h, at most a day.');
}

export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
  };
}
