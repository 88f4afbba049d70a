import { actorOf } from '../conversation-bodies.ts';
import type { ThreadState } from '../state-conversations.ts';
import type { Store } from '../store.ts';
import { RefusedAct } from './refused-act.ts';

/** The thread that a person writes on; throws `RefusedAct` where there is none. */
export function threadNamed(store: Store, threadId: string): ThreadState {
  const thread = store.state.threads[threadId];
  if (thread === undefined || thread.archived) throw new RefusedAct(`There is no thread ${threadId}.`, 404);
  return thread;
}

/** Channels that HubSpot owns, by the names that people use. */
export const CHANNEL_IDS = { chat: '1000', email: '1002' } as const;
export type Channel = keyof typeof CHANNEL_IDS;

/** The one who writes from outside. */
export interface Customer {
  /** `V-`: a contact, or a visitor who is none yet. */
  actorId: string;
  name?: string;
  email?: string;
}

export function customerOf(store: Store, thread: ThreadState): Customer {
  return knownCustomer(store, `V-${thread.associatedContactId}`);
}

export function knownCustomer(store: Store, actorId: string): Customer {
  const actor = actorOf(store, actorId);
  return { actorId, ...(actor?.name && { name: actor.name }), ...(actor?.email && { email: actor.email }) };
}

/** Where a message from or to the customer goes. */
export function customerAddress({ actorId, email }: Customer, channelId: string) {
  if (channelId !== CHANNEL_IDS.email) {
    return { type: 'CHANNEL_SPECIFIC_OPAQUE_ID', value: `visitor-${actorId.slice(2)}` } as const;
  }
  if (email === undefined) throw new RefusedAct(`${actorId} has no email address to write from or to.`);
  return { type: 'HS_EMAIL_ADDRESS', value: email } as const;
}

/** Plain text as HubSpot's rich text shows it. */
export function richText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
}

const SUBJECT_LENGTH = 60;

/** Subject of the next mail on a thread: an answer's where there was one, the text's first sentence where not. */
export function nextSubject(store: Store, threadId: string, text: string): string {
  const messages = Object.values(store.state.messages).filter((message) => message.threadId === threadId);
  const first = messages.find((message) => message.subject !== undefined)?.subject;
  if (first !== undefined) return `Re: ${first.replace(/^Re: /, '')}`;
  return (/^[^.?!\n]+/.exec(text)?.[0] ?? text).slice(0, SUBJECT_LENGTH);
}
