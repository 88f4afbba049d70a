import type { ObjectType } from '../portal/state.ts';
import { SCOPE_NEEDS, type ScopeNeed } from './scopes.ts';

export interface ObjectTypeFacts {
  type: ObjectType;
  /** As in the names of association types and of classic events. */
  singular: string;
  /** HubSpot's number of the type, as in expanded events. */
  typeId: string;
  read: ScopeNeed;
  write: ScopeNeed;
  /** Properties that an answer holds when none are asked for. */
  defaults: readonly string[];
  /** Further properties that exist; any other name is refused on writes and left out on reads. */
  others: readonly string[];
}

export const ALL_OBJECT_TYPES: readonly ObjectTypeFacts[] = [
  {
    type: 'contacts',
    singular: 'contact',
    typeId: '0-1',
    read: SCOPE_NEEDS.contactsRead,
    write: SCOPE_NEEDS.contactsWrite,
    defaults: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    others: [
      'phone',
      'mobilephone',
      'company',
      'website',
      'lifecyclestage',
      'hubspot_owner_id',
      'hs_additional_emails',
    ],
  },
  {
    type: 'tickets',
    singular: 'ticket',
    typeId: '0-5',
    read: SCOPE_NEEDS.ticketsRead,
    write: SCOPE_NEEDS.ticketsWrite,
    defaults: [
      'content',
      'createdate',
      'hs_lastmodifieddate',
      'hs_object_id',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_category',
      'hs_ticket_priority',
      'subject',
    ],
    others: [
      'closed_date',
      'hubspot_owner_id',
      'hs_conversations_originating_thread_id',
      'hs_num_associated_conversations',
    ],
  },
  {
    type: 'companies',
    singular: 'company',
    typeId: '0-2',
    read: SCOPE_NEEDS.companiesRead,
    write: SCOPE_NEEDS.companiesWrite,
    defaults: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    others: ['hubspot_owner_id'],
  },
  {
    type: 'deals',
    singular: 'deal',
    typeId: '0-3',
    read: SCOPE_NEEDS.dealsRead,
    write: SCOPE_NEEDS.dealsWrite,
    defaults: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
    others: ['hubspot_owner_id'],
  },
];

/** Types whose values are no text, as HubSpot has them. */
const VALUE_TYPES: Readonly<Record<string, PropertyType>> = {
  amount: 'number',
  closed_date: 'datetime',
  closedate: 'datetime',
  createdate: 'datetime',
  dealstage: 'enumeration',
  hs_lastmodifieddate: 'datetime',
  hs_num_associated_conversations: 'number',
  hs_pipeline: 'enumeration',
  hs_pipeline_stage: 'enumeration',
  hs_ticket_category: 'enumeration',
  hs_ticket_priority: 'enumeration',
  hubspot_owner_id: 'enumeration',
  lastmodifieddate: 'datetime',
  lifecyclestage: 'enumeration',
  pipeline: 'enumeration',
};
export type PropertyType = 'string' | 'number' | 'datetime' | 'enumeration';

export function typeOfProperty(name: string): PropertyType {
  return VALUE_TYPES[name] ?? 'string';
}

/** Every name of a type that a path may hold. */
function namesOf({ type, singular, typeId }: ObjectTypeFacts): string[] {
  return [type, singular, typeId];
}

const OBJECT_ROOTS = ['v3/objects', 'objects/v3', 'objects/2026-03', 'objects/2026-09'];

/** A path of a type's records in each version, under each name of the type: `/crm/v3/objects/0-5/{objectId}`. */
export function objectPaths(
  facts: ObjectTypeFacts,
  rest: string,
  roots: readonly string[] = OBJECT_ROOTS,
): string[] {
  return roots.flatMap((root) => namesOf(facts).map((name) => `/crm/${root}/${name}${rest}`));
}

export function isKnownProperty(facts: ObjectTypeFacts, name: string): boolean {
  return facts.defaults.includes(name) || facts.others.includes(name);
}

/** The type that a path or an association names: `contacts`, `contact` or `0-1`. */
export function objectTypeNamed(name: string): ObjectType | undefined {
  return ALL_OBJECT_TYPES.find((facts) => namesOf(facts).includes(name))?.type;
}

export function factsOf(type: ObjectType): ObjectTypeFacts {
  const facts = ALL_OBJECT_TYPES.find((one) => one.type === type);
  if (facts === undefined) throw new Error(`No facts about ${type}`);
  return facts;
}
