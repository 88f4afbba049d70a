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
