import type { UserState } from '../portal/state.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { resourceNotFound, unparsableQueryParameter } from './errors.ts';
import { pageOf } from './paging.ts';
import type { AppCall, Route } from './route.ts';
import { SCOPE_NEEDS } from './scopes.ts';

const ROOTS = ['/settings/v3/users', '/settings/users/v3', '/settings/users/2026-03'];

function userBody(id: string, user: UserState): Record<string, unknown> {
  const { active: _, ...shown } = user;
  return { id, ...shown, roleIds: [] };
}

/** The user list knows no deactivated users. */
function activeUsers(call: AppCall): [string, UserState][] {
  return Object.entries(call.store.state.users).filter(([, user]) => user.active);
}

function listUsers(call: AppCall): Reply {
  const users = activeUsers(call).map(([id, user]) => userBody(id, user));
  return jsonReply(200, pageOf(call, users, { defaultLimit: 100, maxLimit: 100 }));
}

function getUser(call: AppCall): Reply {
  const property = call.query.get('idProperty') ?? 'USER_ID';
  if (property !== 'USER_ID' && property !== 'EMAIL') {
    throw new Refusal(unparsableQueryParameter('idProperty'));
  }
  const wanted = call.params['userId'];
  const found = activeUsers(call).find(([id, user]) => (property === 'EMAIL' ? user.email : id) === wanted);
  if (found === undefined) throw new Refusal(resourceNotFound());
  return jsonReply(200, userBody(...found));
}

export const userRoutes: readonly Route[] = [
  { method: 'GET', paths: ROOTS, access: 'app', need: SCOPE_NEEDS.users, handle: listUsers },
  {
    method: 'GET',
    paths: ROOTS.map((root) => `${root}/{userId}`),
    access: 'app',
    need: SCOPE_NEEDS.users,
    handle: getUser,
  },
];
