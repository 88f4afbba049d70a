import { isObject } from '../../../core/json.ts';

/** The rows in an object that wraps several; undefined for an object that is none of its kind. */
export type Unwrap = (record: object) => readonly object[] | undefined;

/** The objects of a list under a key; undefined where there is no list. */
export function listAt(record: object, key: string): object[] | undefined {
  const list = (record as Record<string, unknown>)[key];
  return Array.isArray(list) ? list.filter(isObject) : undefined;
}

/** The object under a key; an empty one where there is none. */
export function objectAt(record: object, key: string): Record<string, unknown> {
  const value = (record as Record<string, unknown>)[key];
  return isObject(value) ? { ...value } : {};
}

/** Attributes that stand as a list of pairs of key and value; those of an object as they are. */
export function pairsOf(attributes: unknown): Record<string, unknown> {
  if (!Array.isArray(attributes)) return isObject(attributes) ? { ...attributes } : {};
  return Object.fromEntries(
    attributes.filter(isObject).map((pair) => {
      const { key, value } = pair as { key?: unknown; value?: unknown };
      return [String(key), valueIn(value)];
    }),
  );
}

/** Of OTLP: `{ "stringValue": "GET" }`, `{ "intValue": "403" }`, `{ "kvlistValue": { "values": [...] } }`. */
export function valueIn(value: unknown): unknown {
  if (!isObject(value)) return value;
  const [[kind, inner] = ['', undefined]] = Object.entries(value);
  return kind === 'kvlistValue' ? pairsOf((inner as { values?: unknown } | null)?.values) : inner;
}
