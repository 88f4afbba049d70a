import { addMessage, assignThread, openThread, setThreadStatus } from '../portal/conversations.ts';
import { byHubSpot } from '../portal/events.ts';
import { createRecord } from '../portal/records.ts';
import type { PortalState } from '../portal/state.ts';
import type { ThreadState } from '../portal/state-conversations.ts';
import type { Store } from '../portal/store.ts';
import {
  CHANNEL_IDS,
  type Channel,
  type Customer,
  customerAddress,
  customerOf,
  knownCustomer,
  nextSubject,
  RefusedAction,
  richText,
  threadNamed,
} from './threads.ts';

/** How a customer opens a conversation; an open one has its channel and its customer. */
export interface CustomerOptions {
  /** `email` where an address is given, else `chat`. */
  channel?: Channel;
  /** The customer's address. A mail wants one; a chat may do without. */
  email?: string;
  name?: string;
}

export interface Written {
  threadId: string;
  messageId: string;
}

/** A customer opens a conversation, or writes on theirs, which opens again if it was closed. Throws `RefusedAction`. */
export function customerWrites(
  store: Store,
  threadId: string | 'new',
  text: string,
  options: CustomerOptions,
): Written {
  if (threadId === 'new') return openConversation(store, text, options);
  const thread = threadNamed(store, threadId);
  setThreadStatus(store, threadId, thread, 'OPEN');
  return say(store, threadId, thread, customerOf(store, thread), text);
}

function openConversation(store: Store, text: string, options: CustomerOptions): Written {
  const channel = options.channel ?? (options.email === undefined ? 'chat' : 'email');
  const [accountId, account] = accountOf(store, channel);
  if (channel === 'email' && options.email === undefined) {
    throw new RefusedAction('A mail needs the address of its sender.');
  }
  const customer = customerFor(store, channel, options);
  const thread: ThreadState = {
    status: 'OPEN',
    createdAt: store.tick(),
    inboxId: account.inboxId,
    originalChannelId: account.channelId,
    originalChannelAccountId: accountId,
    associatedContactId: customer.actorId.slice(2),
    spam: false,
    archived: false,
  };
  const threadId = openThread(store, thread);
  const routing = store.state.routing[accountId] ?? {};
  if (routing.assignTo !== undefined) {
    assignThread(store, threadId, thread, routing.assignTo, 'S-hubspot');
  }
  if (routing.welcome !== undefined) welcome(store, threadId, thread, routing.welcome);
  return say(store, threadId, thread, customer, text);
}

function accountOf(store: Store, channel: Channel): [string, PortalState['channelAccounts'][string]] {
  const accounts = Object.entries(store.state.channelAccounts);
  const found = accounts.find(([, one]) => one.channelId === CHANNEL_IDS[channel] && !one.archived);
  if (found === undefined) throw new RefusedAction(`This portal has no ${channel} channel.`);
  return found;
}

/**
 * Whom HubSpot sees behind a new conversation: the contact with this address, or the visitor who wrote from it
 * before. A chat visitor who leaves a new address becomes a contact at once; the sender of a mail stays a visitor
 * until somebody makes a contact of them, so that an app meets both.
 */
function customerFor(store: Store, channel: Channel, { email, name }: CustomerOptions): Customer {
  const known = email === undefined ? undefined : actorWithEmail(store, email);
  if (known !== undefined) return knownCustomer(store, known);
  if (channel === 'chat' && email !== undefined) {
    const [id] = createRecord(store, 'contacts', { email, ...(name && { firstname: name }) }, byHubSpot);
    return knownCustomer(store, `V-${id}`);
  }
  const actorId = `V-${store.nextId()}`;
  store.state.actors[actorId] = { type: 'VISITOR', ...(name && { name }), ...(email && { email }) };
  return knownCustomer(store, actorId);
}

function actorWithEmail(store: Store, email: string): string | undefined {
  const { contacts, actors } = store.state;
  const isSame = (other: string | undefined) => other?.toLowerCase() === email.toLowerCase();
  const contact = Object.entries(contacts).find(
    ([, { archived, properties }]) => !archived && isSame(properties['email']),
  );
  if (contact !== undefined) return `V-${contact[0]}`;
  return Object.entries(actors).find(([, actor]) => actor.type === 'VISITOR' && isSame(actor.email))?.[0];
}

function welcome(store: Store, threadId: string, thread: ThreadState, text: string): void {
  addMessage(store, {
    threadId,
    type: 'WELCOME_MESSAGE',
    createdAt: store.tick(),
    createdBy: 'S-hubspot',
    client: { clientType: 'SYSTEM' },
    senders: [{ actorId: 'S-hubspot' }],
    recipients: [],
    archived: false,
    text,
    richText: richText(text),
    attachments: [],
    truncationStatus: 'NOT_TRUNCATED',
    channelId: thread.originalChannelId,
    channelAccountId: thread.originalChannelAccountId,
  });
}

function say(store: Store, threadId: string, thread: ThreadState, customer: Customer, text: string): Written {
  const channelId = thread.originalChannelId;
  const account = store.state.channelAccounts[thread.originalChannelAccountId];
  const { actorId, name } = customer;
  const sender = {
    actorId,
    ...(name && { name }),
    senderField: 'FROM',
    deliveryIdentifier: customerAddress(customer, channelId),
  };
  const messageId = addMessage(store, {
    threadId,
    type: 'MESSAGE',
    createdAt: store.tick(),
    createdBy: actorId,
    client: { clientType: 'HUBSPOT' },
    senders: [sender],
    recipients:
      account?.deliveryIdentifier === undefined
        ? []
        : [{ name: account.name, recipientField: 'TO', deliveryIdentifier: account.deliveryIdentifier }],
    archived: false,
    text,
    richText: richText(text),
    attachments: [],
    ...(channelId === CHANNEL_IDS.email && { subject: nextSubject(store, threadId, text) }),
    truncationStatus: 'NOT_TRUNCATED',
    status: { statusType: 'RECEIVED' },
    direction: 'INCOMING',
    channelId,
    channelAccountId: thread.originalChannelAccountId,
  });
  return { threadId, messageId };
}
