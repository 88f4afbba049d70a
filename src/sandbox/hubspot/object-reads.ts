/** CRM objects as HubSpot finds and shows them, made from the portal's state; for every resource that reads one. */
import type { CrmObjectState } from '../portal/state.ts';
import type { Store } from '../portal/store.ts';
import { Refusal } from '../reply.ts';
import { objectNotFound, unparsableQueryParameter } from './errors.ts';
import { isKnownProperty, type ObjectTypeFacts } from './object-types.ts';
import { trueOrFalse } from './parameters.ts';
import type { AppCall } from './route.ts';

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
  { state: { hub } }: Store,
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
    url: `https://${hub.uiDomain}/contacts/${hub.id}/record/${facts.typeId}/${id}`,
  };
}

/** What each asked-for property has held, newest first; beside the properties where somebody asks for it. */
export function historyBody(
  facts: ObjectTypeFacts,
  id: string,
  object: CrmObjectState,
  wanted: readonly string[],
): Record<string, unknown> {
  if (wanted.length === 0) return {};
  const values = allProperties(facts, id, object);
  const known = wanted.filter((name) => isKnownProperty(facts, name));
  const versionsOf = (name: string) =>
    object.history[name] ??
    (values[name] === undefined ? [] : [{ value: values[name], timestamp: object.createdAt }]);
  return { propertiesWithHistory: Object.fromEntries(known.map((name) => [name, versionsOf(name)])) };
}

/** The object that the path names, by id or by the property that `idProperty` names; 404 where there is none. */
export function wantedObject(facts: ObjectTypeFacts, call: AppCall): [string, CrmObjectState] {
  const id = call.params['objectId'] ?? '';
  const idProperty = call.query.get('idProperty') ?? undefined;
  const found = objectNamed(facts, call, { id, idProperty, archived: trueOrFalse(call, 'archived') });
  if (found === undefined) throw new Refusal(objectNotFound(id));
  return found;
}

/** An object by id, or by the property that stands in for it; undefined where there is none. */
export function objectNamed(
  facts: ObjectTypeFacts,
  { store }: AppCall,
  { id: wanted, idProperty, archived }: { id: string; idProperty: string | undefined; archived: boolean },
): [string, CrmObjectState] | undefined {
  const byId = idProperty === undefined || idProperty === 'hs_object_id';
  if (!byId && !isUnique(facts, idProperty)) throw new Refusal(unparsableQueryParameter('idProperty'));
  const objects = Object.entries(store.state[facts.type]).filter(
    ([, object]) => object.archived === archived,
  );
  return objects.find(([id, object]) =>
    byId ? id === wanted : object.properties[idProperty]?.toLowerCase() === wanted.toLowerCase(),
  );
}

/** A contact's further addresses, which `hs_additional_emails` holds. */
export function secondaryEmails({ properties }: CrmObjectState): string[] {
  return (properties['hs_additional_emails'] ?? '').toLowerCase().split(';').filter(Boolean);
}

/** Only a unique property can stand in for the id: the email of a contact. */
function isUnique(facts: ObjectTypeFacts, property: string): boolean {
  return facts.type === 'contacts' && property === 'email';
}
