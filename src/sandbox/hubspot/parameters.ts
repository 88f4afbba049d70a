/** What a request to HubSpot says in its path, query and body; what HubSpot would not take is refused with its 400. */
import { isObject, type JsonObject } from '../../core/json.ts';
import { Refusal } from '../reply.ts';
import type { Call } from '../router.ts';
import { invalidInput, unparsablePathParameter, unparsableQueryParameter } from './errors.ts';

const INT32_MAX = 2_147_483_647;

/** A path parameter that HubSpot declares as a 64-bit integer. */
export function idParameter(call: Call, name: string): string {
  const value = call.params[name] ?? '';
  if (!/^\d+$/.test(value)) throw new Refusal(unparsablePathParameter(name));
  return value;
}

/** A path parameter that HubSpot declares as a 32-bit integer: owner ids. */
export function smallIdParameter(call: Call, name: string): string {
  const value = idParameter(call, name);
  if (Number(value) > INT32_MAX) throw new Refusal(unparsablePathParameter(name));
  return value;
}

/** A whole number from the query, `fallback` where it is absent. */
export function wholeNumber(call: Call, name: string, fallback: number): number {
  const value = call.query.get(name);
  if (value === null) return fallback;
  if (!/^\d+$/.test(value)) throw new Refusal(unparsableQueryParameter(name));
  return Number(value);
}

/** true or false from the query, false where it is absent. */
export function trueOrFalse(call: Call, name: string): boolean {
  const value = call.query.get(name) ?? 'false';
  if (value !== 'true' && value !== 'false') throw new Refusal(unparsableQueryParameter(name));
  return value === 'true';
}

/** A query parameter that may be repeated or hold a list with commas. */
export function listParameter(call: Call, name: string): string[] {
  return call.query.getAll(name).flatMap((value) => value.split(',').filter(Boolean));
}

/** The JSON object in a request's body. */
export function jsonBody(call: Call): JsonObject {
  const body = parsedBody(call);
  if (!isObject(body)) throw new Refusal(invalidInput('Invalid input JSON: an object was expected'));
  return body;
}

/** The JSON list in a request's body. */
export function jsonList(call: Call): unknown[] {
  const body = parsedBody(call);
  if (!Array.isArray(body)) throw new Refusal(invalidInput('Invalid input JSON: a list was expected'));
  return body;
}

function parsedBody({ body }: Call): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(invalidInput('Invalid input JSON: the request body could not be parsed'));
  }
}
