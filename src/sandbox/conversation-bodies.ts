import type { MessageParty, MessageState, ThreadState } from './state-conversations.ts';
import type { Store } from './store.ts';

/** Threads and messages as HubSpot writes them, made from the portal's state. */

function latest(messages: readonly MessageState[]): string | undefined {
  return messages
    .map((message) => message.createdAt)
    .sort()
    .at(-1);
}

/** Messages of one thread with their ids, newest first. */
export function messagesOf(store: Store, threadId: string): [string, MessageState][] {
  return Object.entries(store.state.messages)
    .filter(([, message]) => message.threadId === threadId)
    .sort(([, one], [, other]) => other.createdAt.localeCompare(one.createdAt));
}

export function latestMessageAt(store: Store, threadId: string): string | undefined {
  return latest(messagesOf(store, threadId).flatMap(([, one]) => (one.type === 'MESSAGE' ? [one] : [])));
}

export function threadBody(
  store: Store,
  id: string,
  thread: ThreadState,
  withTicket: boolean,
): Record<string, unknown> {
  const { ticketId, ...shown } = thread;
  const messages = messagesOf(store, id)
    .map(([, message]) => message)
    .filter((message) => message.type === 'MESSAGE');
  return {
    id,
    ...shown,
    latestMessageTimestamp: latest(messages),
    latestMessageSentTimestamp: latest(messages.filter((one) => one.direction === 'OUTGOING')),
    latestMessageReceivedTimestamp: latest(messages.filter((one) => one.direction === 'INCOMING')),
    ...(withTicket && ticketId !== undefined && { threadAssociations: { associatedTicketId: ticketId } }),
  };
}

const CONTENT = ['text', 'richText', 'attachments'] as const;

/** What each type of message shows beside the fields that all have. */
const FIELDS: Record<MessageState['type'], readonly (keyof MessageState)[]> = {
  MESSAGE: [
    ...CONTENT,
    'subject',
    'truncationStatus',
    'inReplyToId',
    'status',
    'direction',
    'channelId',
    'channelAccountId',
  ],
  COMMENT: CONTENT,
  WELCOME_MESSAGE: ['text', 'richText', 'channelId', 'channelAccountId'],
  ASSIGNMENT: ['assignedTo', 'assignedFrom'],
  THREAD_STATUS_CHANGE: ['newStatus'],
  THREAD_INBOX_CHANGE: ['fromInboxId', 'toInboxId'],
};

export function messageBody(id: string, message: MessageState): Record<string, unknown> {
  const own = FIELDS[message.type].map((field) => [field, message[field]]);
  return {
    id,
    conversationsThreadId: message.threadId,
    createdAt: message.createdAt,
    updatedAt: message.updatedAt,
    createdBy: message.createdBy,
    client: message.client,
    senders: message.senders,
    recipients: message.recipients,
    archived: message.archived,
    ...Object.fromEntries(own),
    type: message.type,
  };
}

interface Actor {
  id: string;
  type: string;
  name?: string | undefined;
  email?: string | undefined;
}

/** Who stands behind an actor id; undefined where nobody does. */
export function actorOf(store: Store, id: string): Actor | undefined {
  const { actors, users, contacts, apps } = store.state;
  const known = actors[id];
  if (known !== undefined) return { id, ...known };
  const subject = id.slice(2);
  switch (id.slice(0, 2)) {
    case 'A-': {
      const user = users[subject];
      return user && { id, name: `${user.firstName} ${user.lastName}`, email: user.email, type: 'AGENT' };
    }
    case 'V-': {
      const properties = contacts[subject]?.properties;
      if (properties === undefined) return undefined;
      const { firstname = '', lastname = '', email } = properties;
      const name = `${firstname} ${lastname}`.trim();
      return { id, ...(name && { name }), ...(email && { email }), type: 'VISITOR' };
    }
    case 'I-': {
      const app = apps[subject];
      return app && { id, name: app.name, type: 'INTEGRATOR' };
    }
    case 'E-':
      return subject.includes('@') ? { id, email: subject, type: 'EMAIL' } : undefined;
    default:
      return id === 'S-hubspot' ? { id, type: 'SYSTEM' } : undefined;
  }
}

/** The system's own row in a thread: an assignment, a change of status. */
export function systemRow(
  threadId: string,
  createdAt: string,
  createdBy: string,
  row: Pick<MessageState, 'type'> & Partial<MessageState>,
): MessageState {
  const sender: MessageParty = { actorId: 'S-hubspot' };
  return {
    threadId,
    createdAt,
    createdBy,
    client: { clientType: 'SYSTEM' },
    senders: [sender],
    recipients: [],
    archived: false,
    attachments: [],
    truncationStatus: 'NOT_TRUNCATED',
    ...row,
  };
}
