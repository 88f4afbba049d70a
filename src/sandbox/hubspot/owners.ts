import type { OwnerState } from '../portal/state.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { resourceNotFound, unparsableQueryParameter } from './errors.ts';
import { pageOf } from './paging.ts';
import { smallIdParameter, trueOrFalse } from './parameters.ts';
import type { AppCall, Route } from './route.ts';
import { SCOPE_NEEDS } from './scopes.ts';

const CLASSIC_ROOTS = ['/crm/v3/owners', '/crm/owners/v3', '/crm/owners/2026-03'];
const ROOTS_SINCE_202609 = ['/crm/owners/2026-09'];
const ACTOR_ID = /^A-(\d+)$/;

/** An archived owner has lost its `userId`; only `userIdIncludingInactive` still tells it. */
function ownerBody(id: string, owner: OwnerState): Record<string, unknown> {
  const { userId, ...shown } = owner;
  return {
    id,
    ...shown,
    ...(userId !== undefined && { userIdIncludingInactive: userId }),
    ...(userId !== undefined && !owner.archived && { userId }),
  };
}

function listOwners(call: AppCall): Reply {
  const email = call.query.get('email')?.toLowerCase();
  const archived = trueOrFalse(call, 'archived');
  const found = Object.entries(call.store.state.owners)
    .filter(([, owner]) => owner.archived === archived)
    .filter(([, owner]) => email === undefined || owner.email.toLowerCase() === email)
    .map(([id, owner]) => ownerBody(id, owner));
  return jsonReply(200, pageOf(call, found, { defaultLimit: 100, maxLimit: 500 }));
}

function getOwner(call: AppCall): Reply {
  const actor = ACTOR_ID.exec(call.params['ownerId'] ?? '');
  const lenient = call.store.state.switches.ownersActorRoute === '200';
  const byActor = lenient && actor?.[1] !== undefined;
  const wanted = byActor ? actor[1] : smallIdParameter(call, 'ownerId');
  const property = byActor ? 'userId' : (call.query.get('idProperty') ?? 'id');
  if (property !== 'id' && property !== 'userId') throw new Refusal(unparsableQueryParameter('idProperty'));
  const archived = trueOrFalse(call, 'archived');
  const found = Object.entries(call.store.state.owners).find(
    ([id, owner]) =>
      owner.archived === archived && (property === 'id' ? id : String(owner.userId)) === wanted,
  );
  if (found === undefined) throw new Refusal(resourceNotFound());
  return jsonReply(200, ownerBody(...found));
}

export const ownerRoutes: readonly Route[] = [
  {
    method: 'GET',
    paths: CLASSIC_ROOTS,
    access: 'app',
    need: SCOPE_NEEDS.owners,
    handle: listOwners,
  },
  {
    method: 'GET',
    paths: CLASSIC_ROOTS.map((root) => `${root}/{ownerId}`),
    access: 'app',
    need: SCOPE_NEEDS.owners,
    handle: getOwner,
  },
  {
    method: 'GET',
    paths: ROOTS_SINCE_202609,
    access: 'app',
    need: SCOPE_NEEDS.ownersSince202609,
    handle: listOwners,
  },
  {
    method: 'GET',
    paths: ROOTS_SINCE_202609.map((root) => `${root}/{ownerId}`),
    access: 'app',
    need: SCOPE_NEEDS.ownersSince202609,
    handle: getOwner,
  },
];
