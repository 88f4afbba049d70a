import * as v from 'valibot';
import { isObject } from '../../core/json.ts';
import { byApp } from '../portal/events.ts';
import { createRecord, FIRST_PIPELINE, updateRecord } from '../portal/records.ts';
import { emptyReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import { associate, associationsBody, wantedAssociations } from './associations.ts';
import { batchInputs, batchReply } from './batch.ts';
import {
  contactExists,
  invalidInput,
  invalidOption,
  missingRequiredProperty,
  unknownProperty,
} from './errors.ts';
import { historyBody, objectBody, objectNamed, secondaryEmails, wantedObject } from './object-reads.ts';
import { ALL_OBJECT_TYPES, isKnownProperty, type ObjectTypeFacts, objectPaths } from './object-types.ts';
import { pageOf } from './paging.ts';
import { jsonBody, listParameter, trueOrFalse } from './parameters.ts';
import type { AppCall, Route } from './route.ts';
import { search } from './search.ts';

/** Writes under this version are checked for properties that must be there (HubSpot changelog). */
const STRICT_VERSION = '/crm/objects/2026-09/';
const REQUIRED: Partial<Record<ObjectTypeFacts['type'], readonly string[]>> = {
  tickets: ['subject', 'hs_pipeline_stage'],
};

function getObject(facts: ObjectTypeFacts, call: AppCall): Reply {
  const [id, object] = wantedObject(facts, call);
  return jsonReply(200, {
    ...objectBody(call.store, facts, id, object, listParameter(call, 'properties')),
    ...historyBody(facts, id, object, listParameter(call, 'propertiesWithHistory')),
    ...associationsBody(call.store, facts, id, listParameter(call, 'associations')),
  });
}

function listObjects(facts: ObjectTypeFacts, call: AppCall): Reply {
  const archived = trueOrFalse(call, 'archived');
  const bodies = Object.entries(call.store.state[facts.type])
    .filter(([, object]) => object.archived === archived)
    .map(([id, object]) => ({
      ...objectBody(call.store, facts, id, object, listParameter(call, 'properties')),
      ...associationsBody(call.store, facts, id, listParameter(call, 'associations')),
    }));
  return jsonReply(200, pageOf(call, bodies, { defaultLimit: 10, maxLimit: 100 }));
}

const batchOfIds = v.object({
  inputs: v.array(v.object({ id: v.string() })),
  properties: v.optional(v.array(v.string()), []),
  idProperty: v.optional(v.string()),
});

function readObjects(facts: ObjectTypeFacts, call: AppCall): Reply {
  const parsed = v.safeParse(batchOfIds, jsonBody(call));
  if (!parsed.success) throw new Refusal(invalidInput('Invalid input: inputs'));
  const { properties, idProperty } = parsed.output;
  const ids = [...new Set(batchInputs(parsed.output.inputs).map(({ id }) => id))];
  const archived = trueOrFalse(call, 'archived');
  const found = new Map(ids.map((id) => [id, objectNamed(facts, call, { id, idProperty, archived })]));
  const results = [...found.values()].flatMap((entry) =>
    entry === undefined ? [] : [objectBody(call.store, facts, ...entry, properties)],
  );
  return batchReply(call.store, results, {
    ids: ids.filter((id) => found.get(id) === undefined),
    message: `Could not get some ${facts.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
  });
}

const searchObjects = (facts: ObjectTypeFacts, call: AppCall): Reply =>
  jsonReply(200, search(call.store, facts, jsonBody(call)));

/** The properties of a write, each one known; null or '' empties a property. */
function writtenProperties(facts: ObjectTypeFacts, call: AppCall): Record<string, string> {
  const { properties } = jsonBody(call);
  if (!isObject(properties)) throw new Refusal(invalidInput('properties is required'));
  const unknown = Object.keys(properties).find((name) => !isKnownProperty(facts, name));
  if (unknown !== undefined) throw new Refusal(unknownProperty(unknown, call.store.state.hub.id));
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, String(value ?? '')]));
}

/** A ticket stands only in a stage that its pipeline has. */
function refuseUnknownStage(
  facts: ObjectTypeFacts,
  call: AppCall,
  written: Record<string, string>,
  own: Record<string, string>,
): void {
  const stage = written['hs_pipeline_stage'];
  if (facts.type !== 'tickets' || !stage) return;
  const { ticketPipelines, hub } = call.store.state;
  const pipeline = written['hs_pipeline'] ?? own['hs_pipeline'] ?? FIRST_PIPELINE;
  const stages = Object.keys(ticketPipelines[pipeline]?.stages ?? {});
  if (!stages.includes(stage)) throw new Refusal(invalidOption('hs_pipeline_stage', stage, stages, hub.id));
}

/** Two contacts cannot have one email, be it one's first address or a further one. */
function refuseSecondContact(
  facts: ObjectTypeFacts,
  call: AppCall,
  email: string | undefined,
  ownId?: string,
): void {
  if (facts.type !== 'contacts' || !email) return;
  const wanted = email.toLowerCase();
  const existing = Object.entries(call.store.state.contacts).find(
    ([id, contact]) =>
      id !== ownId &&
      !contact.archived &&
      (contact.properties['email']?.toLowerCase() === wanted || secondaryEmails(contact).includes(wanted)),
  );
  if (existing !== undefined) throw new Refusal(contactExists(existing[0]));
}

function createObject(facts: ObjectTypeFacts, call: AppCall): Reply {
  const { store } = call;
  const properties = writtenProperties(facts, call);
  const required = call.path.startsWith(STRICT_VERSION) ? (REQUIRED[facts.type] ?? []) : [];
  const missing = required.find((name) => !properties[name]);
  if (missing !== undefined) throw new Refusal(missingRequiredProperty(missing));
  refuseSecondContact(facts, call, properties['email']);
  refuseUnknownStage(facts, call, properties, {});
  const associations = wantedAssociations(store, facts.type, jsonBody(call)['associations']);
  const by = byApp(call.caller.appId);
  const [id, object] = createRecord(store, facts.type, properties, by);
  for (const association of associations) associate(store, facts.type, id, association, by);
  return jsonReply(201, objectBody(store, facts, id, object, Object.keys(properties)));
}

function updateObject(facts: ObjectTypeFacts, call: AppCall): Reply {
  const [id, object] = wantedObject(facts, call);
  const written = writtenProperties(facts, call);
  refuseSecondContact(facts, call, written['email'], id);
  refuseUnknownStage(facts, call, written, object.properties);
  updateRecord(call.store, facts.type, id, object, written, byApp(call.caller.appId));
  return jsonReply(200, objectBody(call.store, facts, id, object, Object.keys(written)));
}

function archiveObject(facts: ObjectTypeFacts, call: AppCall): Reply {
  wantedObject(facts, call)[1].archived = true;
  return emptyReply();
}

function routesOf(facts: ObjectTypeFacts): Route[] {
  const paths = (rest: string) => objectPaths(facts, rest);
  const one = paths('/{objectId}');
  const read = { access: 'app', need: facts.read } as const;
  const write = { access: 'app', need: facts.write } as const;
  return [
    { method: 'GET', paths: paths(''), ...read, handle: (call: AppCall) => listObjects(facts, call) },
    { method: 'POST', paths: paths(''), ...write, handle: (call: AppCall) => createObject(facts, call) },
    {
      method: 'POST',
      paths: paths('/search'),
      ...read,
      search: true,
      handle: (call: AppCall) => searchObjects(facts, call),
    },
    {
      method: 'POST',
      paths: paths('/batch/read'),
      ...read,
      handle: (call: AppCall) => readObjects(facts, call),
    },
    { method: 'GET', paths: one, ...read, handle: (call: AppCall) => getObject(facts, call) },
    { method: 'PATCH', paths: one, ...write, handle: (call: AppCall) => updateObject(facts, call) },
    { method: 'DELETE', paths: one, ...write, handle: (call: AppCall) => archiveObject(facts, call) },
  ];
}

export const objectRoutes: readonly Route[] = ALL_OBJECT_TYPES.flatMap(routesOf);
