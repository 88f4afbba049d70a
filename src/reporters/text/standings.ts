import type { Report } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';

/** How checks stand, for one and for several of them. */
const WORDS: Readonly<Record<Status, readonly [one: string, several: string]>> = {
  fail: ['fails', 'fail'],
  warn: ['warns', 'warn'],
  blocked: ['blocked', 'blocked'],
  unknown: ['could not be told', 'could not be told'],
  crash: ['crashed', 'crashed'],
  manual: ['open', 'open'],
  pass: ['passes', 'pass'],
  na: ['left out', 'left out'],
};

/** How many checks stand so, in the order of the statuses that are asked for: `2 could not be told`, `1 passes`. */
export function standings(summary: Report['summary'], statuses: readonly Status[]): string[] {
  return statuses
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${WORDS[status][summary[status] === 1 ? 0 : 1]}`);
}
