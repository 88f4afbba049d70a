/** What every view of the page is handed. */
import type { About } from '../words.ts';
import type { Journal } from './journal.ts';
import type { Go } from './place.ts';
import type { Place } from './route.ts';

export interface Shown {
  about: About | undefined;
  journal: Journal;
  place: Place;
  go: Go;
}

/** What of the columns is in sight where there is room for one alone. */
export function depthOf({ lane, event }: Place): string {
  return lane === undefined && event === undefined ? 'at-list' : 'at-one';
}
