import * as v from 'valibot';
import { isObject, type JsonObject } from '../../core/json.ts';
import type { CrmObjectState } from '../portal/state.ts';
import type { Store } from '../portal/store.ts';
import { Refusal } from '../reply.ts';
import { invalidInput } from './errors.ts';
import { allProperties, objectBody, secondaryEmails } from './object-reads.ts';
import { isKnownProperty, type ObjectTypeFacts } from './object-types.ts';
import { type Page, slice } from './paging.ts';
import { compareValues, filter, holds } from './search-filters.ts';

/** The CRM search: groups of filters are alternatives, the filters of a group all hold (HubSpot docs, "Search"). */

const MAX_GROUPS = 5;
const MAX_FILTERS_OF_A_GROUP = 6;
const MAX_FILTERS = 18;
/** How far a search can be paged through. */
const MAX_RESULTS = 10_000;

const sort = v.object({
  propertyName: v.string(),
  direction: v.optional(v.picklist(['ASCENDING', 'DESCENDING']), 'ASCENDING'),
});

const request = v.object({
  filterGroups: v.optional(v.array(v.object({ filters: v.array(filter) })), []),
  properties: v.optional(v.array(v.string()), []),
  sorts: v.optional(v.array(v.union([sort, v.string()])), []),
  limit: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(200)), 10),
  after: v.optional(
    v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.maxValue(MAX_RESULTS)),
    0,
  ),
  query: v.optional(v.string()),
});
type SearchRequest = v.InferOutput<typeof request>;

interface Row {
  id: string;
  object: CrmObjectState;
  /** With the properties that HubSpot keeps itself. */
  values: Record<string, string>;
}

export function search(
  store: Store,
  facts: ObjectTypeFacts,
  body: JsonObject,
): Page<Record<string, unknown>> & { total: number } {
  const wanted = searchRequest(facts, body);
  const rows: Row[] = Object.entries(store.state[facts.type])
    .filter(([, object]) => !object.archived)
    .map(([id, object]) => ({ id, object, values: allProperties(facts, id, object) }));
  const found = inOrder(
    rows.filter((row) => matches(store, wanted, row)),
    wanted,
  ).map(({ id, object }) => objectBody(store, facts, id, object, wanted.properties));
  const { results, paging } = slice(found, wanted.after, wanted.limit, (after) => `?after=${after}`);
  return { total: found.length, results, ...(paging && { paging }) };
}

function searchRequest(facts: ObjectTypeFacts, body: JsonObject): SearchRequest {
  const parsed = v.safeParse(request, body);
  if (!parsed.success) {
    const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'body');
    throw new Refusal(invalidInput(`Invalid input: ${fields.join(', ')}`));
  }
  refuseTooMany(parsed.output);
  for (const { propertyName } of parsed.output.filterGroups.flatMap(({ filters }) => filters)) {
    if (isKnownProperty(facts, propertyName)) continue;
    throw new Refusal(
      invalidInput('There was a problem with the request.', [
        { message: `No property named ${propertyName} exists`, code: 'PROPERTY_DOESNT_EXIST' },
      ]),
    );
  }
  return parsed.output;
}

function refuseTooMany({ filterGroups }: SearchRequest): void {
  const sizes = filterGroups.map(({ filters }) => filters.length);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (sizes.length > MAX_GROUPS) throw new Refusal(invalidInput(`At most ${MAX_GROUPS} filterGroups`));
  if (sizes.some((size) => size > MAX_FILTERS_OF_A_GROUP)) {
    throw new Refusal(invalidInput(`At most ${MAX_FILTERS_OF_A_GROUP} filters in a filterGroup`));
  }
  if (all > MAX_FILTERS) throw new Refusal(invalidInput(`At most ${MAX_FILTERS} filters in all`));
}

function matches(store: Store, { filterGroups, query }: SearchRequest, row: Row): boolean {
  const inGroups =
    filterGroups.length === 0 ||
    filterGroups.some(({ filters }) =>
      filters.every((one) => holds(one, valuesOf(store, row, one.propertyName))),
    );
  const text = query?.toLowerCase();
  const inText =
    text === undefined || Object.values(row.values).some((value) => value.toLowerCase().includes(text));
  return inGroups && inText;
}

/** What a filter is held against: under the switch `secondaryEmails`, each address of a contact. */
function valuesOf(store: Store, { object, values }: Row, property: string): string[] {
  const value = values[property];
  const isWider = property === 'email' && store.state.switches.secondaryEmails === 'found';
  return [...(value === undefined ? [] : [value]), ...(isWider ? secondaryEmails(object) : [])];
}

function inOrder(rows: Row[], { sorts: [first] }: SearchRequest): Row[] {
  if (first === undefined) return rows;
  const { propertyName, direction } = isObject(first)
    ? first
    : {
        propertyName: first.replace(/^-/, ''),
        direction: first.startsWith('-') ? 'DESCENDING' : 'ASCENDING',
      };
  const sign = direction === 'DESCENDING' ? -1 : 1;
  return rows.sort(
    ({ values: one }, { values: other }) =>
      sign * compareValues(propertyName, one[propertyName] ?? '', other[propertyName] ?? ''),
  );
}
