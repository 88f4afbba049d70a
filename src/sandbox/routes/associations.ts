import { associatedIds, associationTarget, typeBetween } from '../associations.ts';
import { associationRows } from '../object-bodies.ts';
import { ALL_OBJECT_TYPES, type ObjectTypeFacts } from '../object-types.ts';
import { pageOf } from '../paging.ts';
import { jsonReply, type Reply } from '../reply.ts';
import type { AppCall, Route } from '../router.ts';
import { wantedObject } from './objects.ts';

const RULES = { defaultLimit: 500, maxLimit: 500 };

function listAsV3(facts: ObjectTypeFacts, call: AppCall): Reply {
  const [id] = wantedObject(facts, call);
  const rows = associationRows(call.store, facts, id, call.params['toObjectType'] ?? '');
  return jsonReply(200, pageOf(call, rows, RULES));
}

function listAsV4(facts: ObjectTypeFacts, call: AppCall): Reply {
  const [id] = wantedObject(facts, call);
  const to = associationTarget(call.params['toObjectType'] ?? '');
  const typeId = typeBetween(facts.type, to)?.id;
  const rows = associatedIds(call.store, facts.type, id, to).map((toId) => ({
    toObjectId: Number(toId),
    associationTypes: typeId === undefined ? [] : [{ category: 'HUBSPOT_DEFINED', typeId, label: null }],
  }));
  return jsonReply(200, pageOf(call, rows, RULES));
}

export const associationRoutes: readonly Route[] = ALL_OBJECT_TYPES.flatMap((facts): Route[] => {
  const rest = `objects/${facts.type}/{objectId}/associations/{toObjectType}`;
  const read = { method: 'GET', access: 'app', need: facts.read } as const;
  return [
    { ...read, paths: [`/crm/v3/${rest}`], handle: (call: AppCall) => listAsV3(facts, call) },
    { ...read, paths: [`/crm/v4/${rest}`], handle: (call: AppCall) => listAsV4(facts, call) },
  ];
});
