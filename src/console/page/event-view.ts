/** One event: what was decided and why, what was done, and how to see or do the same elsewhere. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { EventPage, EventRow, StoryLine } from '../words.ts';
import { ask, Refused } from './client.ts';
import { DecisionView } from './decision-view.ts';
import { laneName } from './events.ts';
import { CommandLine, Links, Standing, span, Time, TONES } from './parts.ts';
import { RunAgain } from './run-again.ts';

interface Props {
  id: number;
  /** As the list has it; it is asked for anew when this has changed. */
  row: EventRow | undefined;
  /** There is a journal to ask; it is asked anew when there is one again. */
  isLive: boolean;
  /** Goes to the event that runs it again; absent where no engine is there to run it. */
  onRun?: ((id: number) => void) | undefined;
}

export function EventView({ id, row, isLive, onRun }: Props): VNode {
  const { page, trouble } = useEventPage({ id, row, isLive });
  if (trouble)
    return html`<div class="empty" role="status"><p>${trouble.message}</p><p>${trouble.next}</p></div>`;
  if (page === undefined) return html`<div class="empty" role="status">Reading event ${id} …</div>`;
  const { event, decision, why, story, links, fields, commands } = page;
  return html`<article class="event ${TONES[event.status]}" aria-labelledby="event-title">
    <header>
      <p class="kicker"><bdi>${laneName(event.lane)}</bdi> · event ${event.id}${event.replayOf && ` · runs event ${event.replayOf} again`}</p>
      <h2 id="event-title"><bdi>${event.words}</bdi> <${Standing} row=${event} /></h2>
      ${event.summary && html`<p class="summary"><bdi>${event.summary}</bdi></p>`}
      <p class="facts">
        <${Time} at=${event.at} />
        ${event.tookMs !== undefined && html`<span>ended after ${span(event.tookMs)}</span>`}
        <${Links} links=${links} />
      </p>
    </header>
    <section>
      <h3>Decision</h3>
      ${decision === null ? html`<p class="dim">${why}</p>` : html`<${DecisionView} decision=${decision} />`}
    </section>
    <section>
      <h3>Story</h3>
      <${Story} story=${story} from=${event.at} />
    </section>
    ${onRun && html`<${RunAgain} key=${id} id=${id} onRun=${onRun} />`}
    ${
      commands.length > 0 &&
      html`<section>
        <h3>On the command line</h3>
        ${commands.map((command) => html`<${CommandLine} key=${command.line} ...${command} />`)}
      </section>`
    }
    <details>
      <summary>The event's own fields</summary>
      <dl class="fields">${fields.map(({ name, value }) => html`<div key=${name}><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>
    </details>
  </article>`;
}

interface Asked {
  page?: EventPage;
  trouble?: Refused;
}

/** What was read once stays where it cannot be read anew. */
function useEventPage({ id, row, isLive }: Pick<Props, 'id' | 'row' | 'isLive'>): Asked {
  const [state, set] = useState<Asked>({});
  useEffect(() => {
    let isOld = false;
    ask<EventPage>(`/api/events/${id}`).then(
      (page) => isOld || set({ page }),
      (error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        if (!isOld) set((before) => (before.page?.event.id === id ? before : { trouble: error }));
      },
    );
    return () => {
      isOld = true;
    };
  }, [id, row?.status, isLive]);
  return state.page !== undefined && state.page.event.id !== id ? {} : state;
}

const HAPPENED: Readonly<Record<StoryLine['kind'], string>> = {
  decision: 'decided',
  'effect-begun': 'begun',
  'effect-done': 'done',
  'effect-failed': 'failed',
  note: 'noted',
};

function Story({ story, from }: { story: readonly StoryLine[]; from: number }): VNode {
  if (story.length === 0) return html`<p class="dim">Nothing was done about it yet.</p>`;
  return html`<ol class="story">
    ${story.map(
      ({ at, kind, effect, text, links }, line) => html`<li key=${line} class=${kind}>
        <span class="after">+${span(Math.max(0, at - from))}</span>
        <p><b>${HAPPENED[kind]}</b> ${effect && html`<code>${effect}</code>`} <bdi>${text}</bdi> <${Links} links=${links} /></p>
      </li>`,
    )}
  </ol>`;
}
