/**
 * The portal's conversations: who and what is in them, and what can be done to them, by whomever. Whatever changes is
 * an event of the portal; HubSpot's API and the people's actions both come here.
 */
import type { MessageState, ThreadState } from './state-conversations.ts';
import type { Store } from './store.ts';

/** Messages of one thread with their ids, newest first. */
export function messagesOf(store: Store, threadId: string): [string, MessageState][] {
  return Object.entries(store.state.messages)
    .filter(([, message]) => message.threadId === threadId)
    .sort(([, one], [, other]) => other.createdAt.localeCompare(one.createdAt));
}

export interface Actor {
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

/** Types whose new messages are events; the system's own rows are none (HubSpot docs, "Webhooks"). */
const EMITTED: readonly MessageState['type'][] = ['MESSAGE', 'COMMENT', 'WELCOME_MESSAGE'];

/** Puts a message on its thread; returns its id. */
export function addMessage(store: Store, message: MessageState): string {
  const messageId = store.nextUuid();
  store.state.messages[messageId] = message;
  if (EMITTED.includes(message.type)) {
    store.emit({
      type: 'conversation.newMessage',
      objectId: message.threadId,
      at: message.createdAt,
      messageId,
      messageType: message.type,
    });
  }
  return messageId;
}

/** Opens a conversation; returns the thread's id. */
export function openThread(store: Store, thread: ThreadState): string {
  const id = store.nextId();
  store.state.threads[id] = thread;
  store.emit({ type: 'conversation.creation', objectId: id, at: thread.createdAt });
  return id;
}

/** Nothing happens where the thread has the status already. */
export function setThreadStatus(
  store: Store,
  id: string,
  thread: ThreadState,
  status: ThreadState['status'],
): void {
  if (thread.status === status) return;
  const at = store.tick();
  thread.status = status;
  if (status === 'CLOSED') thread.closedAt = at;
  else delete thread.closedAt;
  addMessage(store, systemRow(id, at, 'S-hubspot', { type: 'THREAD_STATUS_CHANGE', newStatus: status }));
  store.emit({ type: 'conversation.propertyChange', objectId: id, at, property: 'status', value: status });
}

/** Gives the thread to an agent, or with undefined to nobody; `by` is the actor id of who did it. */
export function assignThread(
  store: Store,
  id: string,
  thread: ThreadState,
  actorId: string | undefined,
  by: string,
): void {
  const previous = thread.assignedTo;
  if (previous === actorId) return;
  const at = store.tick();
  if (actorId === undefined) delete thread.assignedTo;
  else thread.assignedTo = actorId;
  const row = {
    type: 'ASSIGNMENT',
    ...(actorId !== undefined && { assignedTo: actorId }),
    ...(previous !== undefined && { assignedFrom: previous }),
  } as const;
  addMessage(store, systemRow(id, at, by, row));
  store.emit({
    type: 'conversation.propertyChange',
    objectId: id,
    at,
    property: 'assignedTo',
    value: actorId ?? '',
  });
}

export function archiveThread(store: Store, id: string, thread: ThreadState): void {
  thread.archived = true;
  store.emit({ type: 'conversation.deletion', objectId: id, at: store.tick() });
}

export function restoreThread(store: Store, id: string, thread: ThreadState): void {
  thread.archived = false;
  const at = store.tick();
  store.emit({
    type: 'conversation.propertyChange',
    objectId: id,
    at,
    property: 'isArchived',
    value: 'false',
  });
}

/** The system's own row in a thread: an assignment, a change of status. */
function systemRow(
  threadId: string,
  createdAt: string,
  createdBy: string,
  row: Pick<MessageState, 'type'> & Partial<MessageState>,
): MessageState {
  return {
    threadId,
    createdAt,
    createdBy,
    client: { clientType: 'SYSTEM' },
    senders: [{ actorId: 'S-hubspot' }],
    recipients: [],
    archived: false,
    attachments: [],
    truncationStatus: 'NOT_TRUNCATED',
    ...row,
  };
}
