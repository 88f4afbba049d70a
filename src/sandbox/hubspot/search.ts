import * as v from 'valibot';
import { isObject, type JsonObject } from '../json.ts';
import type { Store } from '../portal/store.ts';
import { Refusal } from '../reply.ts';
import { invalidInput } from './errors.ts';
import { allProperties, objectBody } from './object-reads.ts';
import { isKnownProperty, type ObjectTypeFacts } from './object-types.ts';
import { type Page, slice } from './paging.ts';

/** The CRM search: groups of filters are alternatives, the filters of a group all hold (HubSpot docs, "Search"). */

const filter = v.object({
  propertyName: v.string(),
  operator: v.picklist([
    'EQ',
    'NEQ',
    'IN',
    'NOT_IN',
    'HAS_PROPERTY',
    'NOT_HAS_PROPERTY',
    'CONTAINS_TOKEN',
    'GT',
    'GTE',
    'LT',
    'LTE',
  ]),
  value: v.optional(v.string(), ''),
  values: v.optional(v.array(v.string()), []),
});
type Filter = v.InferOutput<typeof filter>;

const sort = v.object({
  propertyName: v.string(),
  direction: v.optional(v.picklist(['ASCENDING', 'DESCENDING']), 'ASCENDING'),
});

const request = v.object({
  filterGroups: v.optional(v.array(v.object({ filters: v.array(filter) })), []),
  properties: v.optional(v.array(v.string()), []),
  sorts: v.optional(v.array(v.union([sort, v.string()])), []),
  limit: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(200)), 10),
  after: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number()), 0),
  query: v.optional(v.string()),
});
type SearchRequest = v.InferOutput<typeof request>;

type Row = [id: string, values: Record<string, string>, body: Record<string, unknown>];

export function search(
  store: Store,
  facts: ObjectTypeFacts,
  body: JsonObject,
): Page<Record<string, unknown>> & { total: number } {
  const wanted = searchRequest(facts, body);
  const rows: Row[] = Object.entries(store.state[facts.type])
    .filter(([, object]) => !object.archived)
    .map(([id, object]) => [
      id,
      allProperties(facts, id, object),
      objectBody(facts, id, object, wanted.properties),
    ]);
  const found = inOrder(
    rows.filter(([, values]) => matches(wanted, values)),
    wanted,
  ).map(([, , shown]) => shown);
  const { results, paging } = slice(found, wanted.after, wanted.limit, (after) => `?after=${after}`);
  return { total: found.length, results, ...(paging && { paging }) };
}

function searchRequest(facts: ObjectTypeFacts, body: JsonObject): SearchRequest {
  const parsed = v.safeParse(request, body);
  if (!parsed.success) {
    const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'body');
    throw new Refusal(invalidInput(`Invalid input: ${fields.join(', ')}`));
  }
  for (const { filters } of parsed.output.filterGroups) {
    for (const { propertyName } of filters) {
      if (isKnownProperty(facts, propertyName)) continue;
      throw new Refusal(
        invalidInput('There was a problem with the request.', [
          { message: `No property named ${propertyName} exists`, code: 'PROPERTY_DOESNT_EXIST' },
        ]),
      );
    }
  }
  return parsed.output;
}

function matches({ filterGroups, query }: SearchRequest, values: Record<string, string>): boolean {
  const inGroups =
    filterGroups.length === 0 ||
    filterGroups.some(({ filters }) => filters.every((one) => holds(one, values[one.propertyName])));
  const inText =
    query === undefined ||
    Object.values(values).some((value) => value.toLowerCase().includes(query.toLowerCase()));
  return inGroups && inText;
}

/** Text is compared without regard to case, as HubSpot does. */
function holds(wanted: Filter, found: string | undefined): boolean {
  const value = wanted.value.toLowerCase();
  const values = wanted.values.map((one) => one.toLowerCase());
  const own = found?.toLowerCase();
  if (wanted.operator === 'HAS_PROPERTY') return own !== undefined;
  if (wanted.operator === 'NOT_HAS_PROPERTY') return own === undefined;
  if (wanted.operator === 'NEQ') return own !== value;
  if (wanted.operator === 'NOT_IN') return own === undefined || !values.includes(own);
  if (own === undefined) return false;
  switch (wanted.operator) {
    case 'EQ':
      return own === value;
    case 'IN':
      return values.includes(own);
    case 'CONTAINS_TOKEN':
      return containsToken(own, value);
    case 'GT':
      return compare(own, value) > 0;
    case 'GTE':
      return compare(own, value) >= 0;
    case 'LT':
      return compare(own, value) < 0;
    case 'LTE':
      return compare(own, value) <= 0;
  }
}

/**
 * Whether the words of the wanted value stand in the text one after another. Words end at every other sign, so that an
 * address is found among several; an asterisk at either end stands for the rest of a word (HubSpot docs, "Search").
 */
function containsToken(text: string, wanted: string): boolean {
  const words = wordsOf(text);
  const [first = '', ...rest] = wordsOf(wanted);
  if (first === '') return wanted.includes('*');
  const parts = [first, ...rest];
  const last = parts.length - 1;
  const fits = (word: string | undefined, part: string, at: number) => {
    if (word === undefined) return false;
    const isOpenBefore = at === 0 && wanted.startsWith('*');
    const isOpenAfter = at === last && wanted.endsWith('*');
    if (isOpenBefore && isOpenAfter) return word.includes(part);
    if (isOpenBefore) return word.endsWith(part);
    return isOpenAfter ? word.startsWith(part) : word === part;
  };
  return words.some((_, from) => parts.every((part, at) => fits(words[from + at], part, at)));
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
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
    ([, one], [, other]) => sign * compare(one[propertyName] ?? '', other[propertyName] ?? ''),
  );
}
