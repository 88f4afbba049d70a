import { messagesOf } from '../portal/conversations.ts';
import { FIRST_PIPELINE } from '../portal/records.ts';
import type { MessageState } from '../portal/state-conversations.ts';
import type { Store } from '../portal/store.ts';
import { CHANNEL_IDS, customerOf } from './threads.ts';

export interface MessageView {
  id: string;
  type: 'MESSAGE' | 'COMMENT' | 'WELCOME_MESSAGE';
  /** `ai`: written by an app over the API, in whoever's name. */
  from: 'customer' | 'rep' | 'ai' | 'hubspot';
  /** Actor id. */
  author: string;
  text: string;
  /** ISO, the portal's time. */
  at: string;
}

interface TicketView {
  id: string;
  /** Whether its stage is an open one. */
  open: boolean;
  /** The stage's label. */
  stage: string;
  contactIds: string[];
  /** Addresses of those contacts. */
  contactEmails: string[];
  properties: Readonly<Record<string, string>>;
}

/** A conversation as somebody who looks at the portal's screens sees it. */
export interface ThreadView {
  id: string;
  status: 'OPEN' | 'CLOSED';
  channel: 'chat' | 'email' | 'other';
  /** Actor id of the owner; null: nobody. */
  assignedTo: string | null;
  customer: { actorId: string; name?: string; email?: string; isContact: boolean };
  ticket: TicketView | null;
  /** Oldest first, without the system's own rows. */
  messages: MessageView[];
}

/** What can be chosen from on the portal's screens. */
export interface PortalView {
  /** Active users, by actor id. */
  agents: { id: string; name: string }[];
  /** Stages of the first pipeline of tickets, in their order. */
  stages: { id: string; label: string }[];
}

export function portalView({ state: { users, ticketPipelines } }: Store): PortalView {
  const stages = Object.entries(ticketPipelines[FIRST_PIPELINE]?.stages ?? {});
  return {
    agents: Object.entries(users)
      .filter(([, { active }]) => active)
      .map(([id, { firstName, lastName }]) => ({ id: `A-${id}`, name: `${firstName} ${lastName}` })),
    stages: stages
      .sort(([, one], [, other]) => one.displayOrder - other.displayOrder)
      .map(([id, { label }]) => ({ id, label })),
  };
}

/** Ids of the threads, the one that was written on last first. */
export function newestThreads({ state: { threads, messages } }: Store): string[] {
  const last = new Map(Object.entries(threads).map(([id, { createdAt }]) => [id, createdAt]));
  for (const { threadId, createdAt } of Object.values(messages)) {
    if (createdAt > (last.get(threadId) ?? createdAt)) last.set(threadId, createdAt);
  }
  return [...last].sort(([, one], [, other]) => other.localeCompare(one)).map(([id]) => id);
}

/** undefined where there is no such thread. */
export function threadView(store: Store, threadId: string): ThreadView | undefined {
  const thread = store.state.threads[threadId];
  if (thread === undefined) return undefined;
  const customer = customerOf(store, thread);
  const channel = Object.entries(CHANNEL_IDS).find(([, id]) => id === thread.originalChannelId)?.[0];
  return {
    id: threadId,
    status: thread.status,
    channel: channel === 'chat' || channel === 'email' ? channel : 'other',
    assignedTo: thread.assignedTo ?? null,
    customer: { ...customer, isContact: store.state.contacts[thread.associatedContactId] !== undefined },
    ticket: thread.ticketId === undefined ? null : ticketView(store, thread.ticketId),
    messages: messagesOf(store, threadId)
      .reverse()
      .flatMap(([id, message]) => messageView(id, message)),
  };
}

function ticketView(store: Store, id: string): TicketView | null {
  const ticket = store.state.tickets[id];
  if (ticket === undefined || ticket.archived) return null;
  const { hs_pipeline: pipeline = FIRST_PIPELINE, hs_pipeline_stage: stage = '' } = ticket.properties;
  const found = store.state.ticketPipelines[pipeline]?.stages[stage];
  const contactIds = Object.keys(ticket.associations['contacts'] ?? {});
  return {
    id,
    open: found?.ticketState !== 'CLOSED',
    stage: found?.label ?? stage,
    contactIds,
    contactEmails: contactIds.flatMap((one) => store.state.contacts[one]?.properties['email'] ?? []),
    properties: { ...ticket.properties },
  };
}

function messageView(id: string, message: MessageState): MessageView[] {
  const { type, createdBy, createdAt, text = '' } = message;
  if (type !== 'MESSAGE' && type !== 'COMMENT' && type !== 'WELCOME_MESSAGE') return [];
  return [{ id, type, from: authorOf(message), author: createdBy, text, at: createdAt }];
}

function authorOf({ client, createdBy }: MessageState): MessageView['from'] {
  if (client.clientType === 'INTEGRATION') return 'ai';
  if (client.clientType === 'SYSTEM') return 'hubspot';
  return createdBy.startsWith('A-') ? 'rep' : 'customer';
}
