import type { PortalState } from '../portal/state.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { resourceNotFound } from './errors.ts';
import { pageOf } from './paging.ts';
import { idParameter, trueOrFalse } from './parameters.ts';
import { type AppCall, conversationPaths, type Route } from './route.ts';
import { SCOPE_NEEDS } from './scopes.ts';

/** Inboxes, channels and channel accounts: three collections that are read in one way. */
type Collection = 'inboxes' | 'channels' | 'channelAccounts';
type Entry = PortalState[Collection][string];

interface Resource {
  collection: Collection;
  path: string;
  parameter: string;
  /** Query parameters that filter by the field of the same name. */
  filters: readonly string[];
}

const RESOURCES: readonly Resource[] = [
  { collection: 'inboxes', path: '/inboxes', parameter: 'inboxId', filters: [] },
  { collection: 'channels', path: '/channels', parameter: 'channelId', filters: [] },
  {
    collection: 'channelAccounts',
    path: '/channel-accounts',
    parameter: 'channelAccountId',
    filters: ['channelId', 'inboxId'],
  },
];

function field(entry: Entry, name: string): unknown {
  return Object.entries(entry).find(([key]) => key === name)?.[1];
}

function isArchived(entry: Entry): boolean {
  return field(entry, 'archived') === true;
}

function listOf(resource: Resource, call: AppCall): Reply {
  const archived = trueOrFalse(call, 'archived');
  const found = Object.entries<Entry>(call.store.state[resource.collection])
    .filter(([, entry]) => isArchived(entry) === archived)
    .filter(([, entry]) =>
      resource.filters.every(
        (name) => !call.query.has(name) || call.query.getAll(name).includes(String(field(entry, name))),
      ),
    )
    .map(([id, entry]) => ({ id, ...entry }));
  return jsonReply(200, {
    total: found.length,
    ...pageOf(call, found, { defaultLimit: 100, maxLimit: 500 }),
  });
}

function entryOf({ collection, parameter }: Resource, call: AppCall): Reply {
  const id = idParameter(call, parameter);
  const entry: Entry | undefined = call.store.state[collection][id];
  if (entry === undefined || isArchived(entry) !== trueOrFalse(call, 'archived')) {
    throw new Refusal(resourceNotFound());
  }
  return jsonReply(200, { id, ...entry });
}

const read = { method: 'GET', access: 'app', need: SCOPE_NEEDS.conversationsRead } as const;

export const inboxRoutes: readonly Route[] = RESOURCES.flatMap((resource): Route[] => [
  { ...read, paths: conversationPaths(resource.path), handle: (call: AppCall) => listOf(resource, call) },
  {
    ...read,
    paths: conversationPaths(`${resource.path}/{${resource.parameter}}`),
    handle: (call: AppCall) => entryOf(resource, call),
  },
]);
