import { isObject } from '../../core/json.ts';
import type { ObjectType } from '../portal/state.ts';
import type { Store } from '../portal/store.ts';
import { emptyReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import { batchReply } from './batch.ts';
import { invalidInput } from './errors.ts';
import { objectBody, wantedObject } from './object-reads.ts';
import {
  ALL_OBJECT_TYPES,
  factsOf,
  type ObjectTypeFacts,
  objectPaths,
  objectTypeNamed,
} from './object-types.ts';
import { pageOf } from './paging.ts';
import { jsonList } from './parameters.ts';
import type { AppCall, Route } from './route.ts';

/** What a ticket or contact can be tied to: another CRM object, or a conversation's thread. */
type AssociationTarget = ObjectType | 'conversations';

interface AssociationType {
  from: ObjectType;
  to: AssociationTarget;
  id: number;
  /** As v3 names it. */
  name: string;
}

/** HubSpot-defined association types (HubSpot docs, "Associations"). */
const TYPES: readonly AssociationType[] = [
  { from: 'tickets', to: 'contacts', id: 16, name: 'ticket_to_contact' },
  { from: 'contacts', to: 'tickets', id: 15, name: 'contact_to_ticket' },
  { from: 'tickets', to: 'companies', id: 339, name: 'ticket_to_company_unlabeled' },
  { from: 'tickets', to: 'companies', id: 26, name: 'ticket_to_company' },
  { from: 'tickets', to: 'deals', id: 28, name: 'ticket_to_deal' },
  { from: 'tickets', to: 'conversations', id: 278, name: 'ticket_to_conversation' },
  { from: 'tickets', to: 'conversations', id: 32, name: 'ticket_to_thread' },
];

/** HubSpot's number of a conversation among its object types. */
const CONVERSATION_TYPE_ID = '0-11';

/** The target that a path names; `Thread` is refused in HubSpot's own words. */
function associationTarget(name: string): AssociationTarget {
  if (name === 'conversation' || name === 'conversations') return 'conversations';
  const type = objectTypeNamed(name);
  if (type === undefined) throw new Refusal(invalidInput(`Unable to infer object type from: ${name}`));
  return type;
}

function typeBetween(from: ObjectType, to: AssociationTarget): AssociationType | undefined {
  return TYPES.find((type) => type.from === from && type.to === to);
}

/** Ids of everything of one type that an object is tied to, whichever side the tie is kept on. */
function associatedIds(store: Store, from: ObjectType, id: string, to: AssociationTarget): string[] {
  if (to === 'conversations') {
    if (from !== 'tickets') return [];
    const threads = Object.entries(store.state.threads);
    return threads.filter(([, thread]) => thread.ticketId === id).map(([threadId]) => threadId);
  }
  const own = Object.keys(store.state[from][id]?.associations[to] ?? {});
  const others = Object.entries(store.state[to])
    .filter(([, object]) => object.associations[from]?.[id] === true)
    .map(([otherId]) => otherId);
  return [...new Set([...own, ...others])];
}

interface WantedAssociation {
  toId: string;
  to: AssociationTarget;
}

/** The ties that a create request asks for, each checked against the types that there are. */
export function wantedAssociations(store: Store, from: ObjectType, value: unknown): WantedAssociation[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Refusal(invalidInput('associations must be a list'));
  return value.map((entry) => wantedAssociation(store, from, entry));
}

function wantedAssociation(store: Store, from: ObjectType, entry: unknown): WantedAssociation {
  const to = isObject(entry) && isObject(entry['to']) ? entry['to']['id'] : undefined;
  const types = isObject(entry) ? entry['types'] : undefined;
  return existing(store, { toId: String(to), to: typeNamedFirst(types, { from }).to });
}

/** The first type of a list as requests have them: `[{ associationCategory, associationTypeId }]`. */
function typeNamedFirst(
  types: unknown,
  ends: Pick<AssociationType, 'from'> & Partial<AssociationType>,
): AssociationType {
  const first = Array.isArray(types) ? types[0] : undefined;
  return wantedType(isObject(first) ? first['associationTypeId'] : undefined, ends);
}

/** The type of an id or of a name of v3, if it ties these ends. */
function wantedType(
  wanted: unknown,
  { from, to }: Pick<AssociationType, 'from'> & Partial<AssociationType>,
): AssociationType {
  const type = TYPES.find(
    (one) =>
      one.from === from &&
      (to === undefined || one.to === to) &&
      [String(one.id), one.name].includes(`${wanted}`),
  );
  if (type === undefined) throw new Refusal(invalidInput(`${wanted} is not a valid association type`));
  return type;
}

function existing(store: Store, wanted: WantedAssociation): WantedAssociation {
  const collection = wanted.to === 'conversations' ? store.state.threads : store.state[wanted.to];
  if (collection[wanted.toId] !== undefined) return wanted;
  throw new Refusal(invalidInput(`The object ${wanted.toId} to associate with does not exist`));
}

export function associate(store: Store, from: ObjectType, id: string, wanted: WantedAssociation): void {
  if (wanted.to === 'conversations') {
    const thread = store.state.threads[wanted.toId];
    if (thread !== undefined) thread.ticketId = id;
    return;
  }
  const object = store.state[from][id];
  if (object === undefined) return;
  object.associations[wanted.to] = { ...object.associations[wanted.to], [wanted.toId]: true };
}

/** Takes a tie away, whichever side it is kept on. */
function dissociate(store: Store, from: ObjectType, id: string, { to, toId }: WantedAssociation): void {
  if (to === 'conversations') {
    const thread = store.state.threads[toId];
    if (thread?.ticketId === id) delete thread.ticketId;
    return;
  }
  delete store.state[from][id]?.associations[to]?.[toId];
  delete store.state[to][toId]?.associations[from]?.[id];
}

/** The `associations` part of a read with `?associations=…`; types without any are left out. */
export function associationsBody(
  store: Store,
  facts: ObjectTypeFacts,
  id: string,
  names: readonly string[],
): Record<string, unknown> {
  const filled = names.flatMap((name) => {
    const to = associationTarget(name);
    const results = associationRows(store, facts, id, name);
    return results.length > 0 ? [[to, { results }] as const] : [];
  });
  return filled.length > 0 ? { associations: Object.fromEntries(filled) } : {};
}

/** Rows of a v3 association list. */
function associationRows(
  store: Store,
  facts: ObjectTypeFacts,
  id: string,
  toName: string,
): { id: string; type: string }[] {
  const to = associationTarget(toName);
  const type = typeBetween(facts.type, to)?.name ?? `${facts.singular}_to_${toName}`;
  return associatedIds(store, facts.type, id, to).map((toId) => ({ id: toId, type }));
}

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
  associate(call.store, facts.type, id, other);
  const [, object] = wantedObject(facts, call);
  return jsonReply(200, {
    ...objectBody(call.store, facts, id, object, []),
    ...associationsBody(call.store, facts, id, [other.to]),
  });
}

function putAsV4(facts: ObjectTypeFacts, call: AppCall): Reply {
  const { id, other } = endsOf(facts, call);
  typeNamedFirst(jsonList(call), { from: facts.type, to: other.to });
  associate(call.store, facts.type, id, other);
  return jsonReply(201, tieBody(facts, id, other));
}

/** With the type that HubSpot takes where none is named. */
function putDefault(facts: ObjectTypeFacts, call: AppCall): Reply {
  const { id, other } = endsOf(facts, call);
  wantedType(typeBetween(facts.type, other.to)?.id, { from: facts.type, to: other.to });
  associate(call.store, facts.type, id, other);
  return batchReply(call.store, [tieBody(facts, id, other)]);
}

function remove(facts: ObjectTypeFacts, call: AppCall): Reply {
  const { id, other } = endsOf(facts, call);
  const named = call.params['associationType'];
  if (named !== undefined) wantedType(named, { from: facts.type, to: other.to });
  dissociate(call.store, facts.type, id, other);
  return emptyReply();
}

function typesTo(facts: ObjectTypeFacts, call: AppCall): AssociationType[] {
  const to = associationTarget(call.params['toObjectType'] ?? '');
  return TYPES.filter((type) => type.from === facts.type && type.to === to);
}

/** Without labels of the portal's own, each of HubSpot's types is there without a name. */
function listLabels(facts: ObjectTypeFacts, call: AppCall): Reply {
  const results = typesTo(facts, call).map(({ id }) => ({
    category: 'HUBSPOT_DEFINED',
    typeId: id,
    label: null,
  }));
  return jsonReply(200, { results });
}

function listTypes(facts: ObjectTypeFacts, call: AppCall): Reply {
  return jsonReply(200, { results: typesTo(facts, call).map(({ id, name }) => ({ id: String(id), name })) });
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
