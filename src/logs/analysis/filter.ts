import { UsageError } from '../../files/usage-error.ts';
import { FIRST_REFUSAL } from '../fields/call.ts';
import { foldRoute, pathOf } from './routes.ts';
import { END_OF_STATUSES } from './statuses.ts';

/** Which calls of a log are looked at, as a user words it. */
export interface LogFilterOptions {
  /** Epoch milliseconds, both included. A call without a time is left out where one of them is given. */
  since?: number;
  until?: number;
  /** Any of them: a part of the folded route, or a pattern with `*` for the whole of it or of its path. */
  routes?: readonly string[];
  /** Any of them: `403`, `4xx`, `400-499`. */
  statuses?: readonly string[];
  /** Only calls that were refused or failed. */
  onlyErrors?: boolean;
}

/** A call is looked at when it is kept by all three. */
export interface LogFilter {
  /** Nothing is left out. */
  keepsAll: boolean;
  /** @param route as `foldRoute` gives it; to be asked once a route */
  keepsRoute(route: string): boolean;
  /** @param status NaN where the log has none */
  keepsStatus(status: number): boolean;
  /** @param at epoch milliseconds, NaN where the log has none */
  keepsTime(at: number): boolean;
}

export interface StatusRange {
  from: number;
  to: number;
}

/** @throws {UsageError} for a word that is no status, an empty route, or where the time ends before it begins */
export function createLogFilter(options: LogFilterOptions): LogFilter {
  const { since, until, routes = [], statuses = [], onlyErrors = false } = options;
  if (since !== undefined && until !== undefined && since > until) {
    throw new UsageError('--until lies before --since, so no call can be between them.');
  }
  if (routes.some((word) => word.trim() === '')) {
    throw new UsageError('--route takes a part of a path, not nothing.', {
      hint: 'For example --route owners.',
    });
  }
  const matchers = routes.map(routeMatcher);
  const kept = keptStatuses(statuses.map(parseStatusWord), onlyErrors);
  const [from, to] = [since ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY];
  const hasTimes = since !== undefined || until !== undefined;
  return {
    keepsAll: !hasTimes && matchers.length === 0 && kept === null,
    keepsRoute: (route) => matchers.length === 0 || matchers.some((matches) => matches(route)),
    keepsStatus: (status) => kept === null || kept[status] === 1,
    keepsTime: (at) => !hasTimes || (at >= from && at <= to),
  };
}

/** 1 for each status that is kept; null: all of them, and calls without one. */
function keptStatuses(ranges: readonly StatusRange[], onlyErrors: boolean): Uint8Array | null {
  if (ranges.length === 0 && !onlyErrors) return null;
  const isNamed = (status: number) =>
    ranges.length === 0 || ranges.some(({ from, to }) => from <= status && status <= to);
  return Uint8Array.from({ length: END_OF_STATUSES }, (_, status) =>
    Number(isNamed(status) && (!onlyErrors || status >= FIRST_REFUSAL)),
  );
}

/** @throws {UsageError} unless it is `403`, `4xx` or `400-499` */
export function parseStatusWord(word: string): StatusRange {
  const [, group, first, last] = /^(?:([1-5])xx|([1-5]\d\d)(?:-([1-5]\d\d))?)$/i.exec(word.trim()) ?? [];
  const from = group ? Number(group) * 100 : Number(first);
  const to = group ? from + 99 : Number(last ?? first);
  if (from <= to) return { from, to };
  throw new UsageError(`"${word}" is no status of an answer.`, {
    hint: 'A status is given as 403, a group of them as 4xx or 400-499.',
  });
}

/** A path with its ids in it is meant too: nobody knows beforehand how it is folded. */
function routeMatcher(word: string): (route: string) => boolean {
  const wanted = word.trim();
  if (wanted.includes('*')) {
    const pattern = new RegExp(`^${wanted.split('*').map(literally).join('.*')}$`, 'i');
    return (route) => pattern.test(route) || pattern.test(pathOf(route));
  }
  const parts = [wanted.toLowerCase(), ...foldedPart(wanted)];
  return (route) => parts.some((part) => route.toLowerCase().includes(part));
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function foldedPart(wanted: string): string[] {
  const path = /^(?:[a-z]+ )?(\/.*)$/i.exec(wanted)?.[1];
  return path === undefined ? [] : [foldRoute(undefined, path).toLowerCase()];
}
