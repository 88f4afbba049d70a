export type JsonObject = Record<string, unknown>;

/** An object in the sense of JSON: no list, and not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
