import * as v from 'valibot';
import { typeOfProperty } from './object-types.ts';

/** The filters of the CRM search: what each operator wants, and whether it holds (HubSpot docs, "Search"). */

const operand = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const propertyName = v.string();

export const filter = v.variant('operator', [
  v.object({
    operator: v.picklist(['EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE', 'CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN']),
    propertyName,
    value: operand,
  }),
  v.object({ operator: v.literal('BETWEEN'), propertyName, value: operand, highValue: operand }),
  v.object({
    operator: v.picklist(['IN', 'NOT_IN']),
    propertyName,
    values: v.pipe(v.array(operand), v.minLength(1)),
  }),
  v.object({ operator: v.picklist(['HAS_PROPERTY', 'NOT_HAS_PROPERTY']), propertyName }),
]);
export type Filter = v.InferOutput<typeof filter>;

/** The operators that say the contrary of another, so that an empty property meets them all. */
const CONTRARY = {
  NEQ: 'EQ',
  NOT_IN: 'IN',
  NOT_HAS_PROPERTY: 'HAS_PROPERTY',
  NOT_CONTAINS_TOKEN: 'CONTAINS_TOKEN',
} as const satisfies Partial<Record<Filter['operator'], Filter['operator']>>;

/** Whether a filter holds for one of the values that a property has; case does not count. */
export function holds(wanted: Filter, values: readonly string[]): boolean {
  const of = wanted.operator in CONTRARY ? CONTRARY[wanted.operator as keyof typeof CONTRARY] : undefined;
  if (of !== undefined) return !holds({ ...wanted, operator: of } as Filter, values);
  return values.some((value) => holdsForOne(wanted, value));
}

function holdsForOne(wanted: Filter, found: string): boolean {
  const to = (value: string) => compareValues(wanted.propertyName, found, value);
  switch (wanted.operator) {
    case 'EQ':
      return to(wanted.value) === 0;
    case 'LT':
      return to(wanted.value) < 0;
    case 'LTE':
      return to(wanted.value) <= 0;
    case 'GT':
      return to(wanted.value) > 0;
    case 'GTE':
      return to(wanted.value) >= 0;
    case 'BETWEEN':
      return to(wanted.value) >= 0 && to(wanted.highValue) <= 0;
    case 'IN':
      return wanted.values.some((value) => to(value) === 0);
    case 'CONTAINS_TOKEN':
      return containsTokens(found, wanted.value);
    default:
      return true;
  }
}

/** Dates as times, whether they come as ISO texts or as milliseconds; everything else as text that may hold numbers. */
export function compareValues(property: string, one: string, other: string): number {
  if (typeOfProperty(property) === 'datetime') return timeOf(one) - timeOf(other);
  return one.localeCompare(other, 'en', { numeric: true, sensitivity: 'accent' });
}

function timeOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : Date.parse(value);
}

const BETWEEN_TOKENS = /[^\p{L}\p{N}*]+/u;

/** Whether the wanted tokens stand one behind the other in a text; * in one stands for any end or beginning. */
function containsTokens(text: string, wanted: string): boolean {
  const tokens = text.toLowerCase().split(BETWEEN_TOKENS).filter(Boolean);
  const patterns = wanted.toLowerCase().split(BETWEEN_TOKENS).filter(Boolean).map(patternOf);
  if (patterns.length === 0) return false;
  return tokens.some((_, start) => patterns.every((pattern, at) => pattern.test(tokens[start + at] ?? '')));
}

function patternOf(token: string): RegExp {
  return new RegExp(`^${token.replaceAll('*', '.*')}$`, 'u');
}
