/**
 * What an answer looks like, without what it says of anybody: which fields it has, of what kind each is, and the words
 * that are HubSpot's own. For the record that is handed back.
 */
import { isObject, parsed } from '../../src/core/json.ts';

/** An answer's form: a word for a value, a list of the forms that occur in it, or its fields. */
export type Shape = string | readonly Shape[] | { readonly [field: string]: Shape };

/** Fields whose values HubSpot and OpenCX choose among a few, and no customer does. */
const TOLD: ReadonlySet<string> = new Set([
  ...[
    'status',
    'category',
    'subCategory',
    'errorType',
    'policyName',
    'code',
    'type',
    'fetchStatus',
    'name.limit',
  ],
  ...[
    'clientType',
    'statusType',
    'direction',
    'truncationStatus',
    'changeFlag',
    'messageType',
    'propertyName',
  ],
  ...['loggingSystemType', 'buildType', 'deployableState', 'authType', 'distributionType', 'platformVersion'],
  ...['ai_closure_type', 'id_type', 'accountType', 'dataHostingLocation', 'scopes', 'requiredGranularScopes'],
  ...['requiredScopes', 'missingScopes', 'subscriptionType'],
]);

/** Objects whose fields are named by the customer. */
const NAMED_BY_CUSTOMERS: ReadonlySet<string> = new Set(['properties', 'custom_data', 'contact.custom_data']);

const PLAIN_NAME = /^[A-Za-z_][\w. -]{0,60}$/;

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'empty'],
  [/^\d+$/, 'digits'],
  [/^[A-Z]-\d+$/, 'actor'],
  [/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-][\d:]+)?$/, 'time'],
  [/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, 'uuid'],
  [/^https?:/, 'address'],
  [/^\S+@\S+$/, 'email'],
  [/^[[{]/, 'JSON'],
];

/** The form of a text that has to stay where it is. */
export function formOf(text: string): string {
  return FORMS.find(([form]) => form.test(text))?.[1] ?? 'text';
}

/** @param error the answer is a refusal, whose sentences are HubSpot's own */
export function shapeOfBody(body: string, error: boolean): Shape {
  if (body.trim() === '') return 'nothing';
  const content = parsed(body);
  if (content === undefined) return /^\s*</.test(body) ? 'a page of HTML' : 'no JSON';
  return shapeOf(content, { error });
}

interface Place {
  /** Of the field. */
  name?: string;
  error: boolean;
}

function shapeOf(value: unknown, { name = '', error }: Place): Shape {
  if (Array.isArray(value)) return eachOnce(value.map((item) => shapeOf(item, { name, error })));
  if (isObject(value)) return shapeOfFields(value, { name, error });
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  if (TOLD.has(name) && PLAIN_NAME.test(value)) return value;
  return error && name === 'message' ? sentenceOf(value) : formOf(value);
}

function shapeOfFields(fields: Readonly<Record<string, unknown>>, { name = '', error }: Place): Shape {
  if (NAMED_BY_CUSTOMERS.has(name)) return `${Object.keys(fields).length} fields`;
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      PLAIN_NAME.test(field) ? field : `a name (${formOf(field)})`,
      shapeOf(value, { name: field, error }),
    ]),
  );
}

function eachOnce(shapes: readonly Shape[]): Shape[] {
  return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
}

/** HubSpot's sentence without the ids and addresses in it. */
function sentenceOf(text: string): string {
  return text
    .replaceAll(/\S+@\S+/g, '<email>')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '<uuid>')
    .replaceAll(/\d{3,}/g, '<n>');
}
