import { latestMessageAt, threadBody } from '../conversation-bodies.ts';
import { archiveThread, restoreThread, setThreadStatus } from '../doings/conversations.ts';
import { invalidInput, resourceNotFound } from '../errors.ts';
import { pageOf, trueOrFalse } from '../paging.ts';
import { idParameter } from '../parameters.ts';
import { emptyReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import { type AppCall, jsonBody, type Route } from '../router.ts';
import { SCOPE_NEEDS } from '../scopes.ts';
import type { ThreadState } from '../state-conversations.ts';
import { conversationPaths } from './conversation-paths.ts';

export interface FoundThread {
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

function inOrder(call: AppCall, threads: [string, ThreadState][], sort: ListSort): [string, ThreadState][] {
  const time = (id: string) => latestMessageAt(call.store, id) ?? '';
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
  const found = Object.entries(store.state.threads).filter(
    ([id, thread]) =>
      thread.archived === archived &&
      matches('inboxId', thread.inboxId) &&
      matches('associatedContactId', thread.associatedContactId) &&
      matches('threadStatus', thread.status) &&
      matches('associatedTicketId', thread.ticketId) &&
      (after === null || (latestMessageAt(store, id) ?? '') > after),
  );
  const bodies = inOrder(call, found, sort).map(([id, thread]) => threadBody(store, id, thread, withTicket));
  const short = store.state.switches.pages === 'short';
  return jsonReply(200, pageOf(call, bodies, { defaultLimit: 100, maxLimit: 500, short }));
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

const read = { access: 'app', need: SCOPE_NEEDS.conversationsRead } as const;
const write = { access: 'app', need: SCOPE_NEEDS.conversationsWrite } as const;
const one = conversationPaths('/threads/{threadId}');

export const threadRoutes: readonly Route[] = [
  { method: 'GET', paths: conversationPaths('/threads'), ...read, handle: listThreads },
  { method: 'GET', paths: one, ...read, handle: getThread },
  { method: 'PATCH', paths: one, ...write, handle: updateThread },
  { method: 'DELETE', paths: one, ...write, handle: deleteThread },
];
