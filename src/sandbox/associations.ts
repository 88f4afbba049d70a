import { invalidInput } from './errors.ts';
import { isObject } from './merge-patch.ts';
import { type ObjectType, objectTypeNamed } from './object-types.ts';
import { Refusal } from './reply.ts';
import type { Store } from './store.ts';

/** What a ticket or contact can be tied to: another CRM object, or a conversation's thread. */
export type AssociationTarget = ObjectType | 'conversations';

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
export function associationTarget(name: string): AssociationTarget {
  if (name === 'conversation' || name === 'conversations') return 'conversations';
  const type = objectTypeNamed(name);
  if (type === undefined) throw new Refusal(invalidInput(`Unable to infer object type from: ${name}`));
  return type;
}

export function typeBetween(from: ObjectType, to: AssociationTarget): AssociationType | undefined {
  return TYPES.find((type) => type.from === from && type.to === to);
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
