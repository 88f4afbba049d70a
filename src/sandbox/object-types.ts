import { SCOPE_NEEDS, type ScopeNeed } from './scopes.ts';

/** CRM object types of the portal, by the name that paths use. */
export type ObjectType = 'contacts' | 'tickets' | 'companies' | 'deals';

export interface ObjectTypeFacts {
  type: ObjectType;
  /** As in the names of association types. */
  singular: string;
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
    read: SCOPE_NEEDS.companiesRead,
    write: SCOPE_NEEDS.companiesWrite,
    defaults: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    others: ['hubspot_owner_id'],
  },
  {
    type: 'deals',
    singular: 'deal',
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

export function isKnownProperty(facts: ObjectTypeFacts, name: string): boolean {
  return facts.defaults.includes(name) || facts.others.includes(name);
}

/** The type that a path or an association names: `contacts`, `contact` or `0-1`. */
export function objectTypeNamed(name: string): ObjectType | undefined {
  const ids: Record<string, ObjectType> = {
    '0-1': 'contacts',
    '0-2': 'companies',
    '0-3': 'deals',
    '0-5': 'tickets',
  };
  const found = ALL_OBJECT_TYPES.find(({ type, singular }) => name === type || name === singular);
  return found?.type ?? ids[name];
}
