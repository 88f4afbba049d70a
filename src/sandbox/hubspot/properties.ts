import type { Store } from '../portal/store.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { hubSpotError } from './errors.ts';
import {
  ALL_OBJECT_TYPES,
  isKnownProperty,
  type ObjectTypeFacts,
  objectPaths,
  type PropertyType,
  typeOfProperty,
} from './object-types.ts';
import type { AppCall, Route } from './route.ts';
import type { ScopeNeed } from './scopes.ts';

const ROOTS = ['v3/properties', 'properties/v3', 'properties/2026-03', 'properties/2026-09'];

/** The screen's field for each type of value. */
const FIELD_TYPES: Record<PropertyType, string> = {
  string: 'text',
  number: 'number',
  datetime: 'date',
  enumeration: 'select',
};

interface Option {
  label: string;
  value: string;
}

/** HubSpot's own (HubSpot docs, default ticket properties). */
const PRIORITIES: readonly Option[] = [
  { label: 'Low', value: 'LOW' },
  { label: 'Medium', value: 'MEDIUM' },
  { label: 'High', value: 'HIGH' },
];

/** The options that a property has of its own, or by the portal's settings; the others are left empty. */
function optionsOf({ state }: Store, facts: ObjectTypeFacts, name: string): readonly Option[] {
  if (facts.type !== 'tickets') return [];
  if (name === 'hs_ticket_priority') return PRIORITIES;
  const pipelines = Object.entries(state.ticketPipelines);
  if (name === 'hs_pipeline') return pipelines.map(([value, { label }]) => ({ label, value }));
  if (name !== 'hs_pipeline_stage') return [];
  return pipelines.flatMap(([, { stages }]) =>
    Object.entries(stages).map(([value, { label }]) => ({ label, value })),
  );
}

function propertyBody(store: Store, facts: ObjectTypeFacts, name: string): Record<string, unknown> {
  const type = typeOfProperty(name);
  return {
    name,
    label: labelOf(name),
    description: '',
    type,
    fieldType: FIELD_TYPES[type],
    groupName: `${facts.singular}information`,
    options: optionsOf(store, facts, name).map((option, displayOrder) => ({
      ...option,
      displayOrder,
      hidden: false,
    })),
    displayOrder: -1,
    calculated: CALCULATED.has(name),
    externalOptions: name === 'hubspot_owner_id',
    archived: false,
    hasUniqueValue: false,
    hidden: false,
    hubspotDefined: true,
    formField: facts.type === 'contacts',
    modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyValue: READ_ONLY.has(name) },
  };
}

/** What HubSpot reckons, and what it alone sets. */
const CALCULATED: ReadonlySet<string> = new Set(['hs_num_associated_conversations']);
const READ_ONLY: ReadonlySet<string> = new Set([
  ...CALCULATED,
  'createdate',
  'hs_lastmodifieddate',
  'hs_object_id',
  'lastmodifieddate',
]);

/** `hs_pipeline_stage` as `Pipeline stage`. */
function labelOf(name: string): string {
  const words = name.replace(/^hs_/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function listProperties(facts: ObjectTypeFacts, { store }: AppCall): Reply {
  const names = [...facts.defaults, ...facts.others].sort();
  return jsonReply(200, { results: names.map((name) => propertyBody(store, facts, name)) });
}

function getProperty(facts: ObjectTypeFacts, { store, params }: AppCall): Reply {
  const name = params['propertyName'] ?? '';
  if (isKnownProperty(facts, name)) return jsonReply(200, propertyBody(store, facts, name));
  throw new Refusal(hubSpotError(404, `Property "${name}" does not exist`, { category: 'OBJECT_NOT_FOUND' }));
}

/** Reading records or their schema is enough. */
function needFor({ type, read }: ObjectTypeFacts): ScopeNeed {
  return { ...read, accepts: [...(read.accepts ?? []), `crm.schemas.${type}.read`] };
}

export const propertyRoutes: readonly Route[] = ALL_OBJECT_TYPES.flatMap((facts): Route[] => {
  const read = { method: 'GET', access: 'app', need: needFor(facts) } as const;
  return [
    {
      ...read,
      paths: objectPaths(facts, '', ROOTS),
      handle: (call: AppCall) => listProperties(facts, call),
    },
    {
      ...read,
      paths: objectPaths(facts, '/{propertyName}', ROOTS),
      handle: (call: AppCall) => getProperty(facts, call),
    },
  ];
});
