/** A conversation of the emulated portal: what was written, and between it what the engine made of it. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EventRow, PortalPage, ThreadMessage, ThreadPage } from '../words.ts';
import { Standing } from './parts.ts';
import type { Portal } from './portal.ts';

interface Props {
  thread: ThreadPage;
  portal: Portal;
  /** The events of the conversation and of its ticket, oldest first. */
  events: readonly EventRow[];
  /** Number of the event that is shown. */
  chosen: number | undefined;
  hashOf(event: number): string;
}

export function ChatView({ thread, portal, events, chosen, hashOf }: Props): VNode {
  const end = useRef<HTMLDivElement>(null);
  useEffect(
    () => end.current?.scrollIntoView({ block: 'end' }),
    [thread.id, thread.messages.length, events.length],
  );
  const { before, after } = placed(thread.messages, events.slice(-MOST_EVENTS));
  const eventLink = (
    row: EventRow,
  ) => html`<a key=${row.id} class="between" href=${hashOf(row.id)} aria-current=${row.id === chosen ? 'true' : undefined}
    ><${Standing} row=${row} /> <span class="dim">${row.words} #${row.id}</span></a>`;
  return html`
    <div class="chat" role="log" aria-label="Conversation" tabindex="0">
      ${thread.earlier > 0 && html`<p class="dim">${thread.earlier} earlier messages are not shown.</p>`}
      ${before.map(eventLink)}
      ${thread.messages.map(
        (message) => html`<div key=${message.id} class="said ${message.from} ${message.type}">
          <p class="kicker">${WHO[message.from]}${message.type === 'COMMENT' ? ', internally' : ''}</p>
          <p><bdi>${message.text}</bdi></p>
        </div>
        ${after.get(message.id)?.map(eventLink)}`,
      )}
      <div ref=${end}></div>
    </div>
    ${portal.page && html`<${Composer} key=${thread.id} thread=${thread} portal=${portal} page=${portal.page} />`}
  `;
}

/** As of messages, a page full helps nobody to read it. */
const MOST_EVENTS = 200;

const WHO: Readonly<Record<ThreadMessage['from'], string>> = {
  customer: 'Customer',
  rep: 'Rep',
  ai: 'AI',
  hubspot: 'HubSpot',
};

/** Each event behind the message that it announces; what announces none, behind whatever came before it. */
function placed(messages: readonly ThreadMessage[], events: readonly EventRow[]) {
  const ids = new Set(messages.map(({ id }) => id));
  const before: EventRow[] = [];
  const after = new Map<string, EventRow[]>();
  let last: string | undefined;
  for (const row of events) {
    if (ids.has(row.subject)) last = row.subject;
    if (last === undefined) before.push(row);
    else after.set(last, [...(after.get(last) ?? []), row]);
  }
  return { before, after };
}

type Speaker = 'customer' | 'rep' | 'note';

function Composer({ thread, portal, page }: { thread: ThreadPage; portal: Portal; page: PortalPage }): VNode {
  const [as, setAs] = useState<Speaker>('customer');
  const [text, setText] = useState('');
  const { id, assignedTo, ticket, status } = thread;
  const send = async (event: Event) => {
    event.preventDefault();
    const done =
      as === 'customer'
        ? await portal.act('customer-writes', { thread: id, text })
        : await portal.act('rep-replies', { thread: id, text, internal: as === 'note' });
    if (done !== undefined) setText('');
  };
  const choose =
    (what: (value: string) => void) =>
    ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
      what(currentTarget.value);
  const assign = choose((actorId) => portal.act('assign', { thread: id, actorId: actorId || null }));
  const move = choose((stage) =>
    portal.act('change-ticket', { ticket: ticket?.id, properties: { hs_pipeline_stage: stage } }),
  );
  return html`<form class="composer" onSubmit=${send}>
    <div class="controls">
      <label>Owner <select value=${assignedTo ?? ''} onChange=${assign}>
        <option value="">nobody</option>
        ${page.agents.map((agent) => html`<option key=${agent.id} value=${agent.id}>${agent.name}${agent.id === page.aiUser ? ' (AI)' : ''}</option>`)}
      </select></label>
      ${
        ticket &&
        html`<label>Ticket <select value=${ticket.properties['hs_pipeline_stage']} onChange=${move}>
        ${page.stages.map((stage) => html`<option key=${stage.id} value=${stage.id}>${stage.label}</option>`)}
      </select></label>`
      }
      <button type="button" class="button" onClick=${() => portal.act('set-status', { thread: id, status: status === 'OPEN' ? 'CLOSED' : 'OPEN' })}
        >${status === 'OPEN' ? 'Close' : 'Open again'}</button>
    </div>
    <textarea aria-label="Message" rows="2" placeholder="Write …" value=${text}
      onInput=${({ currentTarget }: { currentTarget: HTMLTextAreaElement }) => setText(currentTarget.value)}></textarea>
    <div class="controls">
      <label>As <select value=${as} onChange=${choose((value) => setAs(value as Speaker))}>
        <option value="customer">the customer</option><option value="rep">a rep, in public</option><option value="note">a rep, internally</option>
      </select></label>
      <button class="button primary" disabled=${text.trim() === ''}>Send</button>
    </div>
  </form>`;
}
