/** What the page shows, as the part of its address behind the `#`: everything has an address that can be copied. */
export type View = 'conversations' | 'events' | 'portal' | 'doctor' | 'try';

export interface Filter {
  /** Words that all have to occur. */
  text: string;
  /** '' for any. */
  status: string;
  reason: string;
}

export interface Place {
  view: View;
  /** A lane of the conversations: `thread:8243595013`. */
  lane?: string;
  /** Number of an event; of the one that is to be sent with other fields, where that is tried. */
  event?: number;
  filter: Filter;
}

export const NO_FILTER: Filter = { text: '', status: '', reason: '' };

const VIEWS: readonly View[] = ['conversations', 'events', 'portal', 'doctor', 'try'];

/** Where nothing but an event can be chosen. */
const OF_EVENTS: readonly View[] = ['events', 'try'];

const NAMES = { text: 'q', status: 'status', reason: 'reason' } as const;

/** What cannot be read leads to the list of conversations. */
export function placeIn(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [word, ...rest] = path.split('/').map(decoded);
  const view = VIEWS.find((each) => each === word) ?? 'conversations';
  const searched = new URLSearchParams(query);
  const filter = {
    text: searched.get(NAMES.text) ?? '',
    status: searched.get(NAMES.status) ?? '',
    reason: searched.get(NAMES.reason) ?? '',
  };
  const [lane, id] = OF_EVENTS.includes(view) ? [undefined, rest[0]] : rest;
  const event = Number(id);
  return {
    view,
    ...(lane && { lane }),
    ...(Number.isInteger(event) && event > 0 && { event }),
    filter,
  };
}

export function hashOf({ view, lane, event, filter }: Place): string {
  const parts = [
    view,
    ...(lane === undefined ? [] : [lane]),
    ...(event === undefined ? [] : [String(event)]),
  ];
  const query = new URLSearchParams();
  for (const [key, name] of Object.entries(NAMES)) {
    const value = filter[key as keyof Filter];
    if (value !== '') query.set(name, value);
  }
  return `#/${parts.map(encodeURIComponent).join('/')}${query.size > 0 ? `?${query}` : ''}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
