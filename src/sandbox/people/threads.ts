/**
 * What everybody who acts in a portal needs: the thread that is meant, its customer, and how plain text becomes a
 * message. For the customer's and the rep's actions.
 */
import { actorOf } from '../portal/conversations.ts';
import type { ThreadState } from '../portal/state-conversations.ts';
import type { Store } from '../portal/store.ts';

/** What a person was to do cannot be done in this portal; the message says why. */
export class RefusedAction extends Error {
  override readonly name: string = 'RefusedAction';
  /** Status of the same refusal over HTTP. */
  readonly status: 400 | 404;

  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.status = status;
  }
}

/** A name stands for nothing in this portal. */
export class UnknownName extends RefusedAction {
  override readonly name = 'UnknownName';
  readonly word: string;
  /** All names that would have been taken. */
  readonly known: readonly string[];
  /** A sentence on those. */
  readonly next: string;

  constructor(message: string, word: string, known: readonly string[], next: string) {
    super(message, 404);
    this.word = word;
    this.known = known;
    this.next = next;
  }
}

/** @throws UnknownName for what is no agent of the portal */
export function expectAgent(store: Store, actorId: string): void {
  if (actorOf(store, actorId)?.type === 'AGENT') return;
  const agents = Object.keys(store.state.users).map((id) => `A-${id}`);
  const next = `Its agents are: ${agents.join(', ')}.`;
  throw new UnknownName(`${actorId} is no agent of this portal.`, actorId, agents, next);
}

/** The thread that a person writes on; throws `RefusedAction` where there is none. */
export function threadNamed(store: Store, threadId: string): ThreadState {
  const thread = store.state.threads[threadId];
  if (thread === undefined || thread.archived)
    throw new RefusedAction(`There is no thread ${threadId}.`, 404);
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
  if (email === undefined) throw new RefusedAction(`${actorId} has no email address to write from or to.`);
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
