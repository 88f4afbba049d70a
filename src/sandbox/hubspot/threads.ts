import {
  actorOf,
  archiveThread,
  assignThread,
  messagesOf,
  restoreThread,
  setThreadStatus,
} from '../portal/conversations.ts';
import type { PortalState } from '../portal/state.ts';
import type { MessageState, ThreadState } from '../portal/state-conversations.ts';
import type { Store } from '../portal/store.ts';
import { emptyReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import { invalidInput, methodNotAllowed, resourceNotFound, unknownRoute } from './errors.ts';
import { pageOf } from './paging.ts';
import { idParameter, jsonBody, trueOrFalse } from './parameters.ts';
import { type AppCall, conversationPaths, type Route } from './route.ts';
import { SCOPE_NEEDS } from './scopes.ts';

interface FoundThread {
  id: string;
  thread: ThreadState;
}

/** The thread that the path names; 404 where there is none. */
export function wantedThread(call: AppCall, archived: boolean): FoundThread {
  const id = idParameter(call, 'threadId');
  const thread = call.store.state.threads[id];
  if (thread === undefined || thread.archived !== archived) throw new Refusal(resourceNotFound());
  return { id, thread };
}

function latest(messages: readonly MessageState[]): string | undefined {
  return messages
    .map((message) => message.createdAt)
    .sort()
    .at(-1);
}

/** Public messages by thread: a list of thousands is not to be gone through once for each. */
function publicMessages({ state }: Store): Map<string, MessageState[]> {
  return Map.groupBy(
    Object.values(state.messages).filter(({ type }) => type === 'MESSAGE'),
    ({ threadId }) => threadId,
  );
}

function threadBody(
  store: Store,
  id: string,
  thread: ThreadState,
  withTicket: boolean,
  messages = messagesOf(store, id).flatMap(([, one]) => (one.type === 'MESSAGE' ? [one] : [])),
): Record<string, unknown> {
  const { ticketId, ...shown } = thread;
  return {
    id,
    ...shown,
    latestMessageTimestamp: latest(messages),
    latestMessageSentTimestamp: latest(messages.filter((one) => one.direction === 'OUTGOING')),
    latestMessageReceivedTimestamp: latest(messages.filter((one) => one.direction === 'INCOMING')),
    ...(withTicket && ticketId !== undefined && { threadAssociations: { associatedTicketId: ticketId } }),
  };
}

function wantsTicket(call: AppCall): boolean {
  const associations = call.query.getAll('association');
  if (associations.some((one) => one !== 'TICKET')) {
    throw new Refusal(invalidInput('association must be TICKET'));
  }
  return associations.length > 0;
}

type ListSort = 'id' | '-id' | 'latestMessageTimestamp';

/** The sort order, once the rules that tie it to the filters are kept. */
function sortOf({ query }: AppCall): ListSort {
  const sort = query.get('sort') ?? 'id';
  if (sort !== 'id' && sort !== '-id' && sort !== 'latestMessageTimestamp') {
    throw new Refusal(invalidInput(`${sort} is not a valid sort`));
  }
  if (sort === 'latestMessageTimestamp' && !query.has('latestMessageTimestampAfter')) {
    throw new Refusal(
      invalidInput('latestMessageTimestampAfter is required to sort by latestMessageTimestamp'),
    );
  }
  if (sort === '-id' && !query.has('associatedContactId')) {
    throw new Refusal(invalidInput('sort -id is only possible with associatedContactId'));
  }
  return sort;
}

function inOrder(
  threads: [string, ThreadState][],
  sort: ListSort,
  time: (id: string) => string,
): [string, ThreadState][] {
  if (sort === 'latestMessageTimestamp') {
    return threads.sort(([one], [other]) => time(one).localeCompare(time(other)));
  }
  const direction = sort === 'id' ? 1 : -1;
  return threads.sort(([one], [other]) => direction * (Number(one) - Number(other)));
}

function listThreads(call: AppCall): Reply {
  const { query, store } = call;
  const sort = sortOf(call);
  if (query.has('associatedContactId') && !query.has('threadStatus')) {
    throw new Refusal(invalidInput('threadStatus is required with associatedContactId'));
  }
  const archived = trueOrFalse(call, 'archived');
  const withTicket = wantsTicket(call);
  const matches = (name: string, value: string | undefined) => !query.has(name) || query.get(name) === value;
  const after = query.get('latestMessageTimestampAfter');
  const messages = publicMessages(store);
  const ofThread = (id: string) => messages.get(id) ?? [];
  const times = new Map(Object.keys(store.state.threads).map((id) => [id, latest(ofThread(id)) ?? '']));
  const time = (id: string) => times.get(id) ?? '';
  const found = Object.entries(store.state.threads).filter(
    ([id, thread]) =>
      thread.archived === archived &&
      matches('inboxId', thread.inboxId) &&
      matches('associatedContactId', thread.associatedContactId) &&
      matches('threadStatus', thread.status) &&
      matches('associatedTicketId', thread.ticketId) &&
      (after === null || time(id) > after),
  );
  const page = pageOf(call, inOrder(found, sort, time), { defaultLimit: 100, maxLimit: 500 });
  const results = page.results.map(([id, thread]) => threadBody(store, id, thread, withTicket, ofThread(id)));
  return jsonReply(200, { ...page, results });
}

function getThread(call: AppCall): Reply {
  const { id, thread } = wantedThread(call, trueOrFalse(call, 'archived'));
  return jsonReply(200, threadBody(call.store, id, thread, wantsTicket(call)));
}

/** Only the status can be changed, and an archived thread restored. */
function updateThread(call: AppCall): Reply {
  const archived = trueOrFalse(call, 'archived');
  const { id, thread } = wantedThread(call, archived);
  const { status, archived: wantedArchived, ...rest } = jsonBody(call);
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw new Refusal(invalidInput(`${unknown} cannot be updated`));
  if (archived && wantedArchived === false) restoreThread(call.store, id, thread);
  else if (status === 'OPEN' || status === 'CLOSED') setThreadStatus(call.store, id, thread, status);
  else throw new Refusal(invalidInput('status must be OPEN or CLOSED'));
  return jsonReply(200, threadBody(call.store, id, thread, false));
}

function deleteThread(call: AppCall): Reply {
  const { id, thread } = wantedThread(call, false);
  archiveThread(call.store, id, thread);
  return emptyReply();
}

/**
 * Who owns a thread. HubSpot's API specification and its conversations guide disagree on method, path and value;
 * the switch `assignee` says which of the two this portal follows. The other one is then no route at all.
 */
type Reading = PortalState['switches']['assignee'];

const ASSIGNEE_PATHS = ['v3', '2026-09'].map(
  (version) => `/conversations/conversations/${version}/threads/{threadId}/assignee`,
);
const ASSIGNEE_PATHS_OF_GUIDE = ['/conversations/v3/conversations/threads/{threadId}/assignee'];

function follow(call: AppCall, reading: Reading): void {
  if (call.store.state.switches.assignee !== reading) throw new Refusal(unknownRoute());
}

function moveTo(call: AppCall, { id, thread }: FoundThread, actorId: string | undefined): void {
  assignThread(call.store, id, thread, actorId, `I-${call.caller.appId}`);
}

function assign(call: AppCall, toActorId: (value: string) => string): Reply {
  const found = wantedThread(call, false);
  const { actorId } = jsonBody(call);
  if (typeof actorId !== 'string') throw new Refusal(invalidInput('actorId is required'));
  const agent = toActorId(actorId);
  if (actorOf(call.store, agent)?.type !== 'AGENT') {
    throw new Refusal(invalidInput(`Actor ${actorId} not found`));
  }
  moveTo(call, found, agent);
  return jsonReply(200, threadBody(call.store, found.id, found.thread, false));
}

function putAssignee(call: AppCall): Reply {
  follow(call, 'put-spec');
  return assign(call, (actorId) => actorId);
}

/** The guide's example names the agent by email. */
function postAssignee(call: AppCall): Reply {
  follow(call, 'post-guide');
  const users = Object.entries(call.store.state.users);
  return assign(call, (value) => {
    const [userId] = users.find(([, user]) => user.email === value) ?? [];
    return userId === undefined ? value : `A-${userId}`;
  });
}

function deleteAssignee(call: AppCall): Reply {
  follow(call, 'put-spec');
  moveTo(call, wantedThread(call, false), undefined);
  return emptyReply();
}

/** Owners are read with their thread; that a method is not allowed tells which of the paths is one. */
const notReadable =
  (reading: Reading) =>
  (call: AppCall): Reply => {
    follow(call, reading);
    throw new Refusal(methodNotAllowed());
  };

const read = { access: 'app', need: SCOPE_NEEDS.conversationsRead } as const;
const write = { access: 'app', need: SCOPE_NEEDS.conversationsWrite } as const;
const one = conversationPaths('/threads/{threadId}');

export const threadRoutes: readonly Route[] = [
  { method: 'GET', paths: conversationPaths('/threads'), ...read, handle: listThreads },
  { method: 'GET', paths: one, ...read, handle: getThread },
  { method: 'PATCH', paths: one, ...write, handle: updateThread },
  { method: 'DELETE', paths: one, ...write, handle: deleteThread },
  { method: 'GET', paths: ASSIGNEE_PATHS, access: 'app', handle: notReadable('put-spec') },
  { method: 'GET', paths: ASSIGNEE_PATHS_OF_GUIDE, access: 'app', handle: notReadable('post-guide') },
  { method: 'PUT', paths: ASSIGNEE_PATHS, ...write, handle: putAssignee },
  { method: 'DELETE', paths: ASSIGNEE_PATHS, ...write, handle: deleteAssignee },
  { method: 'POST', paths: ASSIGNEE_PATHS_OF_GUIDE, ...write, handle: postAssignee },
];
