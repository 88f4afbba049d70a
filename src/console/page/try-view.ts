/** An event made by hand, field by field: what would be decided about it, and then what was. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Foreseen, Kinds } from '../words.ts';
import { type Asking, useAsking } from './asking.ts';
import { ask } from './client.ts';
import { RefusedNote } from './parts.ts';

type Kind = Kinds['kinds'][number];

export interface Trial extends Asking, Kinds {
  /** What it began as. */
  title: string;
  fields: Kind['fields'];
  begin(kind: Kind): void;
  /** What would come of it, where it was asked for last. */
  foreseen: Foreseen | undefined;
  foresee(): void;
  /** Number of the event that was sent last; null where the engine has not told it. */
  sent: number | null | undefined;
  send(): void;
}

/**
 * Kept above the view, so that it is there again after a look at something else.
 *
 * @param from the event that it begins as; null where it is not shown
 */
export function useTrial(from: number | undefined | null): Trial {
  const [{ kinds, names }, setKinds] = useState<Kinds>({ kinds: [], names: [] });
  const [{ title, fields }, begin] = useState<Kind>({ title: '', fields: {} });
  const [foreseen, setForeseen] = useState<Foreseen>();
  const [sent, setSent] = useState<number | null>();
  const asked = useAsking();
  const begun = useRef<typeof from>(null);
  useEffect(() => {
    if (from === null || begun.current === from) return;
    begun.current = from;
    void asked.asking(async () => {
      const found = await ask<Kinds>(`/api/trigger${from ? `?event=${from}` : ''}`);
      setKinds(found);
      for (const first of found.kinds.slice(0, 1)) begin(first);
      show(undefined, undefined);
    });
  }, [from]);
  useEffect(() => {
    // Where there is room for one column alone, it comes below the form.
    if (foreseen || sent) document.querySelector('.trying .last')?.scrollIntoView();
  }, [foreseen, sent]);
  const show = (would?: Foreseen, number?: number | null) => {
    setForeseen(would);
    setSent(number);
  };
  const body = () => ({ fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) });
  return {
    ...asked,
    kinds,
    names,
    title,
    fields,
    begin,
    foreseen,
    foresee: () => asked.asking(async () => show(await ask<Foreseen>('/api/trigger/foresee', body()))),
    sent,
    send: () =>
      asked.asking(async () =>
        show(undefined, (await ask<{ id?: number }>('/api/trigger/send', body())).id ?? null),
      ),
  };
}

export function TryView({ trial }: { trial: Trial }): VNode {
  const { kinds, names, title, fields, begin, foresee, send, isAsking, trouble } = trial;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    foresee();
  };
  const set = (name: string, value = '') => begin({ title, fields: { ...fields, [name]: value } });
  return html`<form class="portal try" onSubmit=${onSubmit}>
    <select aria-label="Begin with" value=${title}
      onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) => begin(kinds[currentTarget.selectedIndex] as Kind)}>
      ${kinds.map((kind) => html`<option key=${kind.title}>${kind.title}</option>`)}
    </select>
    <div>${Object.entries(fields).map(
      ([name, value]) =>
        html`<label key=${name}><code>${name}</code>
          <input value=${value} onInput=${({ currentTarget }: { currentTarget: HTMLInputElement }) => set(name, currentTarget.value)} /></label>`,
    )}
    <select aria-label="One more field" value="" onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) => set(currentTarget.value)}>
      <option value="">one more field …</option>
      ${names.filter((name) => !(name in fields)).map((name) => html`<option key=${name}>${name}</option>`)}
    </select></div>
    <p class="dim">A field left empty is not sent; <code>null</code> sends it emptied.</p>
    <div class="controls">
      <button class="button primary" disabled=${isAsking}>See what would be decided</button>
      <button type="button" class="button" disabled=${isAsking} onClick=${send}>Send it to the engine</button>
    </div>
    <${RefusedNote} trouble=${trouble} />
  </form>`;
}
