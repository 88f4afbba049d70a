/**
 * A list of which only the rows in sight are in the page, so that ten thousand scroll like ten. It is one stop for the
 * keyboard: the arrows move the choice, as in any list of a desktop.
 */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

export interface ListProps<T> {
  items: readonly T[];
  keyOf(item: T): string;
  row(item: T): VNode;
  /** Of every row, in pixels. */
  rowHeight: number;
  chosen: string | undefined;
  onChoose(item: T): void;
  label: string;
  id: string;
}

/** Rows beyond the edge, which are there before they are scrolled to. */
const SPARE = 6;

export function WindowedList<T>(props: ListProps<T>): VNode {
  const { items, keyOf, row, rowHeight, chosen, onChoose, label, id } = props;
  const box = useRef<HTMLDivElement>(null);
  const [{ top, height }, setSight] = useState({ top: 0, height: 800 });
  // Not at every row that is scrolled past.
  const chosenAt = useMemo(
    () => (chosen === undefined ? -1 : items.findIndex((item) => keyOf(item) === chosen)),
    [items, chosen],
  );
  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE);
  const shown = items.slice(first, Math.ceil((top + height) / rowHeight) + SPARE);
  useSight(box, setSight);
  useStay(box, props, top);
  useLayoutEffect(() => {
    if (chosenAt >= 0) bringIntoSight(box.current, chosenAt, rowHeight);
  }, [chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const to = goal(event.key, chosenAt, items.length - 1, page);
    const item = to === undefined ? undefined : items[to];
    if (item === undefined) return;
    event.preventDefault();
    onChoose(item);
  };
  const nameOf = (at: number) => `${id}-${at}`;
  const isChosenThere = chosenAt >= first && chosenAt < first + shown.length;
  return html`<div
    ref=${box} id=${id} class="list" role="listbox" tabindex="0" aria-label=${label} onKeyDown=${onKeyDown}
    aria-activedescendant=${isChosenThere ? nameOf(chosenAt) : undefined}
  >
    <div class="list-all" role="presentation" style=${{ height: `${items.length * rowHeight}px` }}>
      ${shown.map((item, place) => {
        const at = first + place;
        return html`<div
          key=${keyOf(item)} id=${nameOf(at)} class="list-row" role="option"
          aria-selected=${at === chosenAt} aria-setsize=${items.length} aria-posinset=${at + 1}
          style=${{ transform: `translateY(${at * rowHeight}px)`, height: `${rowHeight}px` }}
          onClick=${() => onChoose(item)}
        >${row(item)}</div>`;
      })}
    </div>
  </div>`;
}

type Box = { current: HTMLDivElement | null };

/** Follows what of the list is in sight. */
function useSight(box: Box, set: (sight: { top: number; height: number }) => void): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => set({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
}

/** What is read stays where it is while rows come in above it; at the very top, the newest is what is read. */
function useStay<T>(box: Box, { items, keyOf, rowHeight }: ListProps<T>, top: number): void {
  const before = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    const element = box.current;
    const key = before.current;
    if (element === null || key === undefined || element.scrollTop < rowHeight) return;
    const was = Math.floor(element.scrollTop / rowHeight);
    const item = items[was];
    if (item === undefined || keyOf(item) === key) return;
    // What comes in comes above it; what has moved up itself is not run after.
    const is = items.slice(was).findIndex((each) => keyOf(each) === key);
    if (is > 0) element.scrollTop += is * rowHeight;
  }, [items]);
  useLayoutEffect(() => {
    const item = items[Math.floor(top / rowHeight)];
    before.current = item === undefined ? undefined : keyOf(item);
  });
}

function bringIntoSight(box: HTMLDivElement | null, at: number, rowHeight: number): void {
  if (box === null) return;
  const [start, end] = [at * rowHeight, (at + 1) * rowHeight];
  if (start < box.scrollTop) box.scrollTop = start;
  else if (end > box.scrollTop + box.clientHeight) box.scrollTop = end - box.clientHeight;
}

function goal(key: string, at: number, last: number, page: number): number | undefined {
  const to = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? undefined : Math.min(last, Math.max(0, to));
}
