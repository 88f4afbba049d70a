/**
 * What ties objects of a portal to each other and to conversations: which kinds of ties there are, and reading, making and
 * taking them away. For the routes of associations, and for objects that are made or read with theirs.
 */
import { isObject } from '../../core/json.ts';
import type { ChangeOrigin } from '../portal/events.ts';
import type { ObjectType } from '../portal/state.ts';
import type { Store } from '../portal/store.ts';
import { Refusal } from '../reply.ts';
import { invalidInput } from './errors.ts';
import { type ObjectTypeFacts, objectTypeNamed } from './object-types.ts';

/** What a ticket or contact can be tied to: another CRM object, or a conversation's thread. */
type AssociationTarget = ObjectType | 'conversations';

export interface AssociationType {
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
export function associationTarget(name: string): AssociationTarget {
  if (name === 'conversation' || name === 'conversations') return 'conversations';
  const type = objectTypeNamed(name);
  if (type === undefined) throw new Refusal(invalidInput(`Unable to infer object type from: ${name}`));
  return type;
}

export function typesBetween(from: ObjectType, to: AssociationTarget): AssociationType[] {
  return TYPES.filter((type) => type.from === from && type.to === to);
}

export function typeBetween(from: ObjectType, to: AssociationTarget): AssociationType | undefined {
  return typesBetween(from, to)[0];
}

/** Ids of everything of one type that an object is tied to, whichever side the tie is kept on. */
export function associatedIds(store: Store, from: ObjectType, id: string, to: AssociationTarget): string[] {
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

export interface WantedAssociation {
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
export function typeNamedFirst(
  types: unknown,
  ends: Pick<AssociationType, 'from'> & Partial<AssociationType>,
): AssociationType {
  const first = Array.isArray(types) ? types[0] : undefined;
  return wantedType(isObject(first) ? first['associationTypeId'] : undefined, ends);
}

/** The type of an id or of a name of v3, if it ties these ends. */
export function wantedType(
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

export function existing(store: Store, wanted: WantedAssociation): WantedAssociation {
  const collection = wanted.to === 'conversations' ? store.state.threads : store.state[wanted.to];
  if (collection[wanted.toId] !== undefined) return wanted;
  throw new Refusal(invalidInput(`The object ${wanted.toId} to associate with does not exist`));
}

/** Ties two ends, which counts as a change only where they were not tied. */
export function associate(
  store: Store,
  from: ObjectType,
  id: string,
  { to, toId }: WantedAssociation,
  by: ChangeOrigin,
): void {
  if (to === 'conversations') {
    const thread = store.state.threads[toId];
    if (thread !== undefined) thread.ticketId = id;
    return;
  }
  const object = store.state[from][id];
  if (object === undefined || associatedIds(store, from, id, to).includes(toId)) return;
  object.associations[to] = { ...object.associations[to], [toId]: true };
  emitChange(store, [from, id], [to, toId], { removed: false, by });
}

/** Takes a tie away, whichever side it is kept on. */
export function dissociate(
  store: Store,
  from: ObjectType,
  id: string,
  { to, toId }: WantedAssociation,
  by: ChangeOrigin,
): void {
  if (to === 'conversations') {
    const thread = store.state.threads[toId];
    if (thread?.ticketId === id) delete thread.ticketId;
    return;
  }
  if (!associatedIds(store, from, id, to).includes(toId)) return;
  delete store.state[from][id]?.associations[to]?.[toId];
  delete store.state[to][toId]?.associations[from]?.[id];
  emitChange(store, [from, id], [to, toId], { removed: true, by });
}

type End = readonly [type: ObjectType, id: string];

/** Each of the two records changes. */
function emitChange(store: Store, one: End, other: End, how: { removed: boolean; by: ChangeOrigin }): void {
  for (const [[objectType, objectId], [toType, toId]] of [
    [one, other],
    [other, one],
  ] as const) {
    const to = { objectType: toType, objectId: toId };
    store.emit({ type: 'record.associationChange', objectType, objectId, at: store.now(), to, ...how });
  }
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
export function associationRows(
  store: Store,
  facts: ObjectTypeFacts,
  id: string,
  toName: string,
): { id: string; type: string }[] {
  const to = associationTarget(toName);
  const type = typeBetween(facts.type, to)?.name ?? `${facts.singular}_to_${toName}`;
  return associatedIds(store, facts.type, id, to).map((toId) => ({ id: toId, type }));
}
