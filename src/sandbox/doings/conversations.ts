import { systemRow } from '../conversation-bodies.ts';
import type { MessageState, ThreadState } from '../state-conversations.ts';
import type { Store } from '../store.ts';

/** What can be done to conversations, by whomever: the state changes, and the portal tells of it. */

/** Types of which a new message is told; the system's own rows go unmentioned (HubSpot docs, "Webhooks"). */
const TOLD: readonly MessageState['type'][] = ['MESSAGE', 'COMMENT', 'WELCOME_MESSAGE'];

/** Puts a message on its thread; returns its id. */
export function addMessage(store: Store, message: MessageState): string {
  const messageId = store.nextUuid();
  store.state.messages[messageId] = message;
  if (TOLD.includes(message.type)) {
    store.tell({
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
  store.tell({ type: 'conversation.creation', objectId: id, at: thread.createdAt });
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
  store.tell({ type: 'conversation.propertyChange', objectId: id, at, property: 'status', value: status });
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
  store.tell({
    type: 'conversation.propertyChange',
    objectId: id,
    at,
    property: 'assignedTo',
    value: actorId ?? '',
  });
}

export function archiveThread(store: Store, id: string, thread: ThreadState): void {
  thread.archived = true;
  store.tell({ type: 'conversation.deletion', objectId: id, at: store.tick() });
}

export function restoreThread(store: Store, id: string, thread: ThreadState): void {
  thread.archived = false;
  const at = store.tick();
  store.tell({
    type: 'conversation.propertyChange',
    objectId: id,
    at,
    property: 'isArchived',
    value: 'false',
  });
}
