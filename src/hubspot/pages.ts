/** Lists of which HubSpot shows a page at a time: what is not on the pages that came is not absent. */
import { EvidenceFailure } from '../core/evidence.ts';
import { id, key, listOf, maybe, type Reader, record, wholeNumber } from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import { contentOf } from './calls.ts';

/** HubSpot fills its pages, now and then one but half; more than these is no end at all. */
const MOST_PAGES = 10;

function pageOf<T>(read: Reader<T>) {
  return record({ results: key(listOf(read)), after: maybe(id, { at: 'paging.next.after' }) });
}

interface Listing {
  first: WireAnswer;
  /** Asks for the page after this mark. */
  next: (after: string) => Promise<WireAnswer>;
  /** With so many items no further page is asked for. */
  enough: number;
}

/**
 * The items of a list, page after page: a short or an empty page may have another after it.
 *
 * @throws EvidenceFailure `parse` where the pages do not come to an end
 */
export async function listed<T>(read: Reader<T>, { first, next, enough }: Listing): Promise<T[]> {
  const page = pageOf(read);
  const items: T[] = [];
  let answer = first;
  for (let pages = 1; ; pages += 1) {
    const { results, after, unreadable } = contentOf(page, answer);
    items.push(...results);
    if (items.length >= enough || (after === undefined && unreadable === undefined)) return items;
    if (after === undefined || pages === MOST_PAGES) throw notWhole(answer);
    answer = await next(after);
  }
}

interface LongListing<T> {
  /** Asks for the first page, or for the one after this mark. */
  ask: (after?: string) => Promise<WireAnswer>;
  /** Whether there is no time for another page. */
  mustEnd: () => boolean;
  mostPages: number;
  onPage?: (soFar: readonly T[]) => void;
}

/**
 * The items of a list that may be longer than there is time for.
 *
 * @returns `whole` where the list came to its end
 */
export async function untilEnough<T>(
  read: Reader<T>,
  { ask, mustEnd, mostPages, onPage }: LongListing<T>,
): Promise<{ items: T[]; whole: boolean }> {
  const page = pageOf(read);
  const items: T[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < mostPages && (pages === 0 || !mustEnd()); pages += 1) {
    const came = await ask(after).catch((error: unknown) => {
      // What was under way when it had to end takes nothing from what is there.
      if (pages > 0 && error instanceof EvidenceFailure && mustEnd()) return undefined;
      throw error;
    });
    if (came === undefined) break;
    const answer = contentOf(page, came);
    items.push(...answer.results);
    onPage?.(items);
    if (answer.after === undefined) return { items, whole: answer.unreadable === undefined };
    after = answer.after;
  }
  return { items, whole: false };
}

/**
 * What a search found, of its first page those that are `wanted`.
 *
 * @throws EvidenceFailure `parse` where there is none, and the answer does not say that no more was found
 */
export function found<T>(read: Reader<T>, answer: WireAnswer, wanted: (one: T) => boolean = () => true): T[] {
  const search = record({ results: key(listOf(read)), total: maybe(wholeNumber) });
  const { results, total } = contentOf(search, answer);
  const right = results.filter(wanted);
  if (right.length === 0 && total !== results.length) throw notWhole(answer);
  return right;
}

function notWhole({ destination }: WireAnswer): EvidenceFailure {
  const message = `HubSpot's answer to ${destination.route} does not show all that there is, so what was looked for may be among the rest.`;
  return new EvidenceFailure({ kind: 'parse', message, ...destination });
}
