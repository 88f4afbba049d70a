import { isObject, type JsonObject, parsed } from '../../../src/core/json.ts';
import type { WireAnswer } from '../../../src/wire/request.ts';

/** The rows of a list as HubSpot (`results`) or OpenCX (`items`) gives it, or as a bare array; none of a refusal. */
export function rowsIn({ status, body }: WireAnswer): JsonObject[] {
  const content = parsed(body);
  if (status !== 200) return [];
  const list = isObject(content) ? (content['results'] ?? content['items']) : content;
  return Array.isArray(list) ? list.filter(isObject) : [];
}
