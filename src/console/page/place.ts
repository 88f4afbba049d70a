/** Where the page stands, by its address, and how it goes elsewhere. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { isTyping } from './filters.ts';
import { hashOf, type Place, placeIn } from './route.ts';

export type Go = (place: Place, how?: 'replace') => void;

/** Where the address leads, and a way to go elsewhere; every place can be gone back from, but what was typed letter by letter. */
export function usePlace(): [Place, Go] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    // It may have changed since it was first looked at.
    follow();
    addEventListener('hashchange', follow);
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('popstate', follow);
    };
  }, []);
  const go: Go = (next, how) => {
    const to = hashOf(next);
    if (how === 'replace') history.replaceState(null, '', to);
    else history.pushState(null, '', to);
    setHash(to);
  };
  return [useMemo(() => placeIn(hash), [hash]), go];
}

/** Esc leaves a field, then the event, then the conversation: from where the page stands, drawn already or not. */
export function useBack(go: Go): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      const { view, lane, event: id, filter } = placeIn(location.hash);
      if (isTyping(event.target)) (event.target as HTMLElement).blur();
      else if (view === 'try') return;
      else if (id !== undefined && lane !== undefined) go({ view, lane, filter });
      else if (id !== undefined || lane !== undefined) go({ view, filter });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
