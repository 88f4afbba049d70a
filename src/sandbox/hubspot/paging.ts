import { Refusal } from '../reply.ts';
import type { Call } from '../router.ts';
import { invalidInput } from './errors.ts';
import { wholeNumber } from './parameters.ts';

export interface Page<T> {
  results: T[];
  paging?: { next: { after: string; link: string } };
}

export interface PageRules {
  defaultLimit: number;
  maxLimit: number;
}

/** One page of a collection, as `limit` and `after` ask for it; one short where the switch `pages` says so. */
export function pageOf<T>(call: Call, items: readonly T[], rules: PageRules): Page<T> {
  const limit = wholeNumber(call, 'limit', rules.defaultLimit);
  if (limit < 1 || limit > rules.maxLimit) {
    throw new Refusal(invalidInput(`limit must be between 1 and ${rules.maxLimit}`));
  }
  const start = wholeNumber(call, 'after', 0);
  const size = call.store.state.switches.pages === 'short' ? Math.max(1, limit - 1) : limit;
  return slice(items, start, size, (after) => {
    const query = new URLSearchParams(call.query);
    query.set('after', after);
    return `http://${call.headers['host'] ?? 'localhost'}${call.path}?${query}`;
  });
}

/** `size` items from `start` on, with the way to the rest where there is one. */
export function slice<T>(
  items: readonly T[],
  start: number,
  size: number,
  linkTo: (after: string) => string,
): Page<T> {
  const results = items.slice(start, start + size);
  const after = String(start + size);
  if (start + size >= items.length) return { results };
  return { results, paging: { next: { after, link: linkTo(after) } } };
}
