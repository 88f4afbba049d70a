/** What is looked for, and how everything ended: each count chooses what it counts. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { EventState, Tally } from '../words.ts';
import { TONES } from './parts.ts';
import type { Filter } from './route.ts';

interface Props {
  filter: Filter;
  tally: Tally | undefined;
  onFilter(filter: Filter): void;
}

export function Filters({ filter, tally, onFilter }: Props): VNode {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      search.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const set = (part: Partial<Filter>) => onFilter({ ...filter, ...part });
  return html`<search class="filters">
    <input
      ref=${search} type="search" aria-label="Search" placeholder="Search  ( / )" value=${filter.text}
      onInput=${({ currentTarget }: { currentTarget: HTMLInputElement }) => set({ text: currentTarget.value })}
    />
    <div class="states" role="group" aria-label="How it ended">
      ${STATES.map((status) => {
        const count = tally === undefined ? undefined : countOf(status, tally);
        if (count === 0 && filter.status !== status) return null;
        return html`<button
          key=${status} type="button" class="state ${TONES[status]}" aria-pressed=${filter.status === status}
          onClick=${() => set({ status: filter.status === status ? '' : status, reason: '' })}
        ><i class="dot" aria-hidden="true"></i>${status} <b>${count?.toLocaleString() ?? ''}</b></button>`;
      })}
    </div>
    ${reasonsIn(tally).length > 0 && html`<${Reasons} filter=${filter} tally=${tally} set=${set} />`}
  </search>`;
}

const STATES: readonly EventState[] = ['done', 'skipped', 'failed', 'interrupted', 'accepted', 'begun'];

/** Open events are counted together; which of them is begun the list shows. */
function countOf(status: EventState, { done, skipped, failed, interrupted, open }: Tally): number {
  return { done, interrupted, skipped: sum(skipped), failed: sum(failed), accepted: open, begun: 0 }[status];
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

function Reasons({
  filter,
  tally,
  set,
}: Pick<Props, 'filter' | 'tally'> & { set(part: Partial<Filter>): void }): VNode {
  return html`<select
    aria-label="Reason" value=${filter.reason}
    onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) => set({ reason: currentTarget.value })}
  >
    <option value="">any reason</option>
    ${reasonsIn(tally).map(([reason, count]) => html`<option key=${reason} value=${reason}>${reason} (${count})</option>`)}
  </select>`;
}

function reasonsIn(tally: Tally | undefined): [string, number][] {
  const all = Object.entries({ ...tally?.failed, ...tally?.skipped });
  return all.filter(([reason]) => reason !== '').sort(([, one], [, other]) => other - one);
}

/** Whether a key that was pressed belongs to a field. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
