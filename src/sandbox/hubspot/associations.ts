import { isObject } from '../json.ts';
import type { ObjectType } from '../portal/state.ts';
import type { Store } from '../portal/store.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { invalidInput } from './errors.ts';
import { wantedObject } from './object-reads.ts';
import { ALL_OBJECT_TYPES, type ObjectTypeFacts, objectTypeNamed } from './object-types.ts';
import { pageOf } from './paging.ts';
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
  const first = isObject(entry) && Array.isArray(entry['types']) ? entry['types'][0] : undefined;
  const typeId = isObject(first) ? first['associationTypeId'] : undefined;
  const type = TYPES.find((candidate) => candidate.from === from && candidate.id === typeId);
  if (type === undefined) throw new Refusal(invalidInput(`${typeId} is not a valid association type`));
  const toId = String(to);
  const collection = type.to === 'conversations' ? store.state.threads : store.state[type.to];
  if (collection[toId] === undefined) {
    throw new Refusal(invalidInput(`The object ${toId} to associate with does not exist`));
  }
  return { toId, to: type.to };
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

export const associationRoutes: readonly Route[] = ALL_OBJECT_TYPES.flatMap((facts): Route[] => {
  const rest = `objects/${facts.type}/{objectId}/associations/{toObjectType}`;
  const read = { method: 'GET', access: 'app', need: facts.read } as const;
  return [
    { ...read, paths: [`/crm/v3/${rest}`], handle: (call: AppCall) => listAsV3(facts, call) },
    { ...read, paths: [`/crm/v4/${rest}`], handle: (call: AppCall) => listAsV4(facts, call) },
  ];
});
