/** The associations API: v3, v4 and the dated paths (HubSpot docs, "Associations"). */
import { byApp } from '../portal/events.ts';
import { emptyReply, jsonReply, type Reply } from '../reply.ts';
import {
  type AssociationType,
  associate,
  associatedIds,
  associationRows,
  associationsBody,
  associationTarget,
  dissociate,
  existing,
  typeBetween,
  typeNamedFirst,
  typesBetween,
  type WantedAssociation,
  wantedType,
} from './associations.ts';
import { batchReply } from './batch.ts';
import { objectBody, wantedObject } from './object-reads.ts';
import { ALL_OBJECT_TYPES, factsOf, type ObjectTypeFacts, objectPaths } from './object-types.ts';
import { pageOf } from './paging.ts';
import { jsonList } from './parameters.ts';
import type { AppCall, Route } from './route.ts';

/** HubSpot's number of a conversation among its object types. */
const CONVERSATION_TYPE_ID = '0-11';

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

/** The two ends that a path names, each of them there. */
function endsOf(facts: ObjectTypeFacts, call: AppCall): { id: string; other: WantedAssociation } {
  const [id] = wantedObject(facts, call);
  const to = associationTarget(call.params['toObjectType'] ?? '');
  return { id, other: existing(call.store, { to, toId: call.params['toObjectId'] ?? '' }) };
}

/** What v4 answers to a new tie. */
function tieBody(facts: ObjectTypeFacts, id: string, { to, toId }: WantedAssociation): object {
  const toTypeId = to === 'conversations' ? CONVERSATION_TYPE_ID : factsOf(to).typeId;
  return {
    fromObjectTypeId: facts.typeId,
    fromObjectId: Number(id),
    toObjectTypeId: toTypeId,
    toObjectId: Number(toId),
    labels: [],
  };
}

function putAsV3(facts: ObjectTypeFacts, call: AppCall): Reply {
  const { id, other } = endsOf(facts, call);
  wantedType(call.params['associationType'], { from: facts.type, to: other.to });
  associate(call.store, facts.type, id, other, byApp(call.caller.appId));
  const [, object] = wantedObject(facts, call);
  return jsonReply(200, {
    ...objectBody(call.store, facts, id, object, []),
    ...associationsBody(call.store, facts, id, [other.to]),
  });
}

function putAsV4(facts: ObjectTypeFacts, call: AppCall): Reply {
  const { id, other } = endsOf(facts, call);
  typeNamedFirst(jsonList(call), { from: facts.type, to: other.to });
  associate(call.store, facts.type, id, other, byApp(call.caller.appId));
  return jsonReply(201, tieBody(facts, id, other));
}

/** With the type that HubSpot takes where none is named. */
function putDefault(facts: ObjectTypeFacts, call: AppCall): Reply {
  const { id, other } = endsOf(facts, call);
  wantedType(typeBetween(facts.type, other.to)?.id, { from: facts.type, to: other.to });
  associate(call.store, facts.type, id, other, byApp(call.caller.appId));
  return batchReply(call.store, [tieBody(facts, id, other)]);
}

function remove(facts: ObjectTypeFacts, call: AppCall): Reply {
  const { id, other } = endsOf(facts, call);
  const named = call.params['associationType'];
  if (named !== undefined) wantedType(named, { from: facts.type, to: other.to });
  dissociate(call.store, facts.type, id, other, byApp(call.caller.appId));
  return emptyReply();
}

function typesOf(facts: ObjectTypeFacts, call: AppCall): AssociationType[] {
  return typesBetween(facts.type, associationTarget(call.params['toObjectType'] ?? ''));
}

/** Without labels of the portal's own, each of HubSpot's types is there without a name. */
function listLabels(facts: ObjectTypeFacts, call: AppCall): Reply {
  const results = typesOf(facts, call).map(({ id }) => ({
    category: 'HUBSPOT_DEFINED',
    typeId: id,
    label: null,
  }));
  return jsonReply(200, { results });
}

function listTypes(facts: ObjectTypeFacts, call: AppCall): Reply {
  return jsonReply(200, { results: typesOf(facts, call).map(({ id, name }) => ({ id: String(id), name })) });
}

const V3 = ['v3/objects', 'objects/v3'];
const V4 = ['v4/objects'];
const DATED = ['objects/2026-03', 'objects/2026-09'];

function routesOf(facts: ObjectTypeFacts): Route[] {
  const read = { access: 'app', need: facts.read } as const;
  const write = { access: 'app', need: facts.write } as const;
  const all = '/{objectId}/associations/{toObjectType}';
  const one = `${all}/{toObjectId}`;
  const byDefault = '/{objectId}/associations/default/{toObjectType}/{toObjectId}';
  const typed = objectPaths(facts, `${one}/{associationType}`, V3);
  const untyped = objectPaths(facts, one, [...V4, ...DATED]);
  const between = (root: string, rest: string) => objectPaths(facts, `/{toObjectType}${rest}`, [root]);
  const handled = (handle: (facts: ObjectTypeFacts, call: AppCall) => Reply) => (call: AppCall) =>
    handle(facts, call);
  return [
    { method: 'GET', paths: objectPaths(facts, all, V3), ...read, handle: handled(listAsV3) },
    { method: 'GET', paths: objectPaths(facts, all, [...V4, ...DATED]), ...read, handle: handled(listAsV4) },
    { method: 'PUT', paths: typed, ...write, handle: handled(putAsV3) },
    { method: 'PUT', paths: objectPaths(facts, byDefault, V4), ...write, handle: handled(putDefault) },
    { method: 'PUT', paths: untyped, ...write, handle: handled(putAsV4) },
    { method: 'DELETE', paths: [...typed, ...untyped], ...write, handle: handled(remove) },
    { method: 'GET', paths: between('v4/associations', '/labels'), ...read, handle: handled(listLabels) },
    { method: 'GET', paths: between('v3/associations', '/types'), ...read, handle: handled(listTypes) },
  ];
}

export const associationRoutes: readonly Route[] = ALL_OBJECT_TYPES.flatMap(routesOf);
