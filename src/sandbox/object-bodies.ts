import { associatedIds, associationTarget, typeBetween } from './associations.ts';
import { isKnownProperty, type ObjectTypeFacts } from './object-types.ts';
import type { CrmObjectState } from './state-schema.ts';
import type { Store } from './store.ts';

/** CRM objects as HubSpot writes them, made from the portal's state. */

/** Properties with those that HubSpot keeps itself. */
export function allProperties(
  facts: ObjectTypeFacts,
  id: string,
  object: CrmObjectState,
): Record<string, string> {
  const modified = facts.type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
  return {
    createdate: object.createdAt,
    [modified]: object.updatedAt,
    hs_object_id: id,
    ...object.properties,
  };
}

/**
 * Asked-for properties come beside the object's id and dates; one that exists and is empty comes as null, and one
 * that does not exist is left out without a word.
 */
function shownProperties(
  facts: ObjectTypeFacts,
  values: Record<string, string>,
  wanted: readonly string[],
): Record<string, string | null> {
  const fixed = facts.defaults.filter((name) => /^(createdate|hs_object_id|.*lastmodifieddate)$/.test(name));
  const names = wanted.length === 0 ? facts.defaults : [...new Set([...fixed, ...wanted])];
  const known = names.filter((name) => isKnownProperty(facts, name));
  return Object.fromEntries(known.sort().map((name) => [name, values[name] ?? null]));
}

export function objectBody(
  facts: ObjectTypeFacts,
  id: string,
  object: CrmObjectState,
  wanted: readonly string[],
): Record<string, unknown> {
  return {
    id,
    properties: shownProperties(facts, allProperties(facts, id, object), wanted),
    createdAt: object.createdAt,
    updatedAt: object.updatedAt,
    archived: object.archived,
  };
}

/** The `associations` part of a read with `?associations=…`; types without any are left out. */
export function associationsBody(
  store: Store,
  facts: ObjectTypeFacts,
  id: string,
  names: readonly string[],
): Record<string, unknown> {
  const filled = names.flatMap((name) => {
    const to = associationTarget(name);
    const results = associationRows(store, facts, id, name);
    return results.length > 0 ? [[to, { results }] as const] : [];
  });
  return filled.length > 0 ? { associations: Object.fromEntries(filled) } : {};
}

/** Rows of a v3 association list. */
export function associationRows(
  store: Store,
  facts: ObjectTypeFacts,
  id: string,
  toName: string,
): { id: string; type: string }[] {
  const to = associationTarget(toName);
  const type = typeBetween(facts.type, to)?.name ?? `${facts.singular}_to_${toName}`;
  return associatedIds(store, facts.type, id, to).map((toId) => ({ id: toId, type }));
}
