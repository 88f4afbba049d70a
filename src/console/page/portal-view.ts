/** The emulated portal: its conversations, a new one, and what of it is broken. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Breakable, PortalPage, ThreadPage } from '../words.ts';
import { RefusedNote } from './parts.ts';
import type { Portal } from './portal.ts';

interface Props {
  portal: Portal;
  /** Id of the conversation that is shown. */
  chosen: string | undefined;
  hashOf(threadId: string): string;
  onOpened(threadId: string): void;
}

export function PortalView({ portal, chosen, hashOf, onOpened }: Props): VNode {
  const { page, threads, others, trouble } = portal;
  return html`<div class="portal">
    <p class="dim">${page?.title}</p>
    <${NewConversation} portal=${portal} onOpened=${onOpened} />
    <${RefusedNote} trouble=${trouble} />
    <nav aria-label="Conversations of the portal">
      ${threads.map((thread) => html`<${ThreadRow} key=${thread.id} thread=${thread} isChosen=${thread.id === chosen} href=${hashOf(thread.id)} />`)}
      ${others > 0 && html`<p class="dim">and ${others} more</p>`}
    </nav>
    <${Deliveries} all=${page?.deliveries} />
    <${Breakables} title="Break and mend the settings" all=${page?.settings} portal=${portal} />
    <${Breakables} title="Break the service" all=${page?.faults} portal=${portal} />
  </div>`;
}

function ThreadRow({
  thread,
  isChosen,
  href,
}: {
  thread: ThreadPage;
  isChosen: boolean;
  href: string;
}): VNode {
  const { customer, channel, status, messages } = thread;
  const last = messages.at(-1);
  return html`<a class="thread" href=${href} aria-current=${isChosen ? 'true' : undefined}>
    <span class="line"><b><bdi>${customer.name ?? customer.email ?? customer.actorId}</bdi></b> <span class="dim">${channel}${status === 'CLOSED' ? ', closed' : ''}</span></span>
    <span class="line dim"><bdi>${last?.text ?? 'No message yet.'}</bdi></span>
  </a>`;
}

function NewConversation({ portal, onOpened }: Pick<Props, 'portal' | 'onOpened'>): VNode {
  const [text, setText] = useState('');
  const [channel, setChannel] = useState<'chat' | 'email'>('chat');
  const write = async (event: Event) => {
    event.preventDefault();
    const email = channel === 'email' ? { email: 'lee.park@example.test' } : {};
    const opened = await portal.act<{ threadId: string }>('customer-writes', { text, channel, ...email });
    if (opened === undefined) return;
    setText('');
    onOpened(opened.threadId);
  };
  return html`<form class="new" onSubmit=${write}>
    <input aria-label="A new customer writes" placeholder="A new customer writes …" value=${text}
      onInput=${({ currentTarget }: { currentTarget: HTMLInputElement }) => setText(currentTarget.value)} />
    <select aria-label="By" value=${channel}
      onChange=${({ currentTarget }: { currentTarget: HTMLSelectElement }) => setChannel(currentTarget.value as 'chat')}>
      <option value="chat">chat</option><option value="email">email</option>
    </select>
    <button class="button" disabled=${text.trim() === ''}>Send</button>
  </form>`;
}

function Deliveries({ all = [] }: { all?: PortalPage['deliveries'] }): VNode | null {
  if (all.length === 0) return null;
  return html`<details class="deliveries" open>
    <summary>Deliveries to the engine</summary>
    ${all.map(
      ({ events, isDelivered, words }, at) =>
        html`<p key=${at} class=${isDelivered ? 'good' : 'bad'}><i class="dot" aria-hidden="true"></i> ${events === 1 ? '1 event' : `${events} events`} <span class="dim">${words}</span></p>`,
    )}
  </details>`;
}

/** What is broken first; the rest behind a fold. */
function Breakables({
  title,
  all = [],
  portal: { turn, turning },
}: {
  title: string;
  all?: readonly Breakable[];
  portal: Portal;
}): VNode {
  const broken = all.filter(({ isBroken }) => isBroken);
  return html`<details class="breakables">
    <summary>${title}${broken.length > 0 && html` <b class="bad count">${broken.length} broken</b>`}</summary>
    ${[...broken, ...all.filter(({ isBroken }) => !isBroken)].map(
      ({ name, title: what, isBroken }) => html`<label key=${name}>
        <input type="checkbox" checked=${isBroken !== (turning === name)} onChange=${() => turn(name, isBroken ? 'mend' : 'break')} />
        <span><code>${name}</code> <span class="dim">${what}</span></span>
      </label>`,
    )}
  </details>`;
}
