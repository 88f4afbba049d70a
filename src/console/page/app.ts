/** The page: its head, and the view that its address names. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Asked } from '../doctor-words.ts';
import type { About } from '../words.ts';
import { DoctorView } from './doctor-view.ts';
import type { Connection, Journal } from './journal.ts';
import { JournalPanes } from './journal-panes.ts';
import { useBack, usePlace } from './place.ts';
import { usePortal } from './portal.ts';
import { PortalPanes, threadIn } from './portal-panes.ts';
import { hashOf, type View } from './route.ts';
import { TryPanes } from './try-panes.ts';
import { useTrial } from './try-view.ts';

interface Props {
  about: About | undefined;
  journal: Journal;
}

export function App({ about, journal }: Props): VNode {
  const [place, go] = usePlace();
  const { connection, version, doctor } = journal;
  const { filter, view } = place;
  // Kept above the views, so that what was typed is there again after a look at something else.
  const portal = usePortal(about?.kind === 'sandbox', version, threadIn(place));
  const trial = useTrial(about?.canReplay && view === 'try' ? place.event : null);
  const [edits, edit] = useState<Partial<Asked>>({});
  useBack(go);
  useEffect(() => {
    // On a phone there are more views than fit beside each other.
    document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view, about]);
  const shown = { about, journal, place, go };
  const ofJournal = () => html`<${JournalPanes} ...${shown} />`;
  const panes: Record<View, () => VNode> = {
    conversations: ofJournal,
    events: ofJournal,
    portal: () => html`<${PortalPanes} ...${shown} portal=${portal} />`,
    try: () => html`<${TryPanes} ...${shown} trial=${trial} />`,
    doctor: () =>
      html`<main><div class="pane last only">${about && doctor && html`<${DoctorView} page=${doctor} offer=${about.doctor} edits=${edits} edit=${edit} />`}</div></main>`,
  };
  return html`
    <header class="top">
      <h1>${about?.title ?? 'Console'}</h1>
      <nav aria-label="Views">
        ${viewsOf(about).map(
          (each) =>
            html`<a key=${each} href=${hashOf({ view: each, filter })} aria-current=${view === each ? 'page' : undefined}>${each}</a>`,
        )}
      </nav>
      <${Late} connection=${connection} late=${journal.late} />
      <${Pulse} connection=${connection} />
    </header>
    <${Trouble} connection=${connection} />
    ${panes[view]()}
  `;
}

function viewsOf(about: About | undefined): View[] {
  const kind = about?.kind;
  return [
    ...(kind === 'sandbox' ? (['portal'] as const) : []),
    ...(kind === 'portal' || kind === 'bundle' ? [] : (['conversations', 'events'] as const)),
    ...(about?.canReplay ? (['try'] as const) : []),
    ...(about?.doctor || kind === 'bundle' ? (['doctor'] as const) : []),
  ];
}

function Pulse({ connection: { is } }: { connection: Connection }): VNode {
  const words = { opening: 'connecting', live: 'live', away: 'away', locked: 'locked' }[is];
  return html`<span class="pulse ${is}" role="status"><i class="dot" aria-hidden="true"></i>${words}</span>`;
}

/** In the head, where it moves nothing that is read. Where the journal cannot be read, that is said alone. */
function Late({ connection, late }: { connection: Connection; late: string | null }): VNode | null {
  if (late === null || 'why' in connection) return null;
  return html`<span class="late" role="status" title=${late}>${late}</span>`;
}

function Trouble({ connection }: { connection: Connection }): VNode | null {
  if (!('why' in connection)) return null;
  return html`<div class="trouble" role="alert"><b>${connection.why}</b> ${connection.next}</div>`;
}
