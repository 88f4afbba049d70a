import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../core/json.ts';

/** The merge patch that makes `after` of `before`; undefined where they are the same. */
export function patchBetween(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) return isDeepStrictEqual(before, after) ? undefined : after;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes = keys.flatMap((key) => {
    if (after[key] === undefined) return before[key] === undefined ? [] : [[key, null] as const];
    const change = patchBetween(before[key], after[key]);
    return change === undefined ? [] : [[key, change] as const];
  });
  return changes.length === 0 ? undefined : Object.fromEntries(changes);
}

/**
 * Lays `patch` over `target` by the rules of JSON Merge Patch (RFC 7396): objects merge key by key, null deletes
 * a key, everything else replaces. Neither argument is changed.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (patch === undefined) return structuredClone(target);
  if (!isObject(patch)) return structuredClone(patch);
  const merged: JsonObject = isObject(target) ? structuredClone(target) : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}
