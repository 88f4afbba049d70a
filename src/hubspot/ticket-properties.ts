import type { PropertyState, TicketProperties } from '../core/hubspot/ticket-property.ts';
import { isObject } from '../core/json.ts';
import {
  always,
  type Form,
  flag,
  key,
  line,
  listOf,
  maybe,
  page,
  type Reader,
  record,
  text,
  time,
  word,
} from '../wire/record.ts';
import { contentIfThere, contentOf, createCalls, type HubSpotAccess } from './calls.ts';

const option = record({ value: key(text), hidden: maybe(flag, { or: false }) });
const property = record({
  name: key(line),
  type: maybe(word),
  options: maybe(listOf(option), { or: [] }),
  calculated: maybe(flag, { or: false }),
  readOnly: maybe(flag, { at: 'modificationMetadata.readOnlyValue', or: false }),
});

const version = record({ value: maybe(text, { or: '' }), at: always(time, { at: 'timestamp', or: '' }) });

/** Properties by their own names, which may hold anything. */
const named =
  <T>(name: string, form: Form<T>): Form<T> =>
  (value) =>
    isObject(value) ? form(value[name] ?? '') : undefined;

const stateOf = (name: string): Reader<PropertyState> => {
  const versions: Form<PropertyState['versions']> = (list) => (list === '' ? [] : listOf(version)(list));
  const ticket = record({
    value: key(named(name, text), { at: 'properties' }),
    versions: maybe(named(name, versions), { at: 'propertiesWithHistory', or: [] }),
  });
  return (json) => {
    const { value, versions } = ticket(json);
    return { value, versions: versions.filter(({ at }) => at !== '') };
  };
};

export function ticketProperties(access: HubSpotAccess): TicketProperties {
  const { plain } = createCalls(access);
  const pathOf = (ticketId: string) => `/crm/v3/objects/tickets/${encodeURIComponent(ticketId)}`;
  return {
    defined: async () => contentOf(page(property), await plain({ path: '/crm/v3/properties/tickets' })),

    state: async (ticketId, name) => {
      const query = { properties: name, propertiesWithHistory: name };
      return contentIfThere(stateOf(name), await plain({ path: pathOf(ticketId), query }));
    },

    set: async (ticketId, name, value) => {
      const body = { properties: { [name]: value } };
      const request = { path: pathOf(ticketId), method: 'PATCH', body, repeatable: true };
      contentOf(record({ id: key(text) }), await plain(request));
    },
  };
}
