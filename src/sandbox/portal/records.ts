/**
 * What can be done to the portal's CRM records, by whomever; whatever changes is an event of the portal. HubSpot's API
 * and the people's actions both come here.
 */
import type { ChangeOrigin } from './events.ts';
import type { CrmObjectState, ObjectType } from './state.ts';
import type { Store } from './store.ts';

type Properties = Record<string, string>;

/** Makes a record, '' standing for a property without a value; returns its id. */
export function createRecord(
  store: Store,
  type: ObjectType,
  properties: Properties,
  by: ChangeOrigin,
): [string, CrmObjectState] {
  const at = store.tick();
  const id = store.nextId();
  const record: CrmObjectState = {
    properties: withoutEmpty({ ...properties, ...closing(store, type, {}, properties, at) }),
    history: {},
    associations: {},
    createdAt: at,
    updatedAt: at,
    archived: false,
  };
  store.state[type][id] = record;
  store.emit({ type: 'record.creation', objectType: type, objectId: id, at, by });
  emitChanges(store, type, id, {}, record.properties, at, by);
  return [id, record];
}

/** Sets properties, '' emptying one. A property that had the value already does not count as changed. */
export function updateRecord(
  store: Store,
  type: ObjectType,
  id: string,
  record: CrmObjectState,
  written: Properties,
  by: ChangeOrigin,
): void {
  const at = store.tick();
  const before = record.properties;
  record.properties = withoutEmpty({
    ...before,
    ...written,
    ...closing(store, type, before, written, at),
  });
  record.updatedAt = at;
  keepVersions(record, before, at);
  emitChanges(store, type, id, before, record.properties, at, by);
}

function keepVersions(record: CrmObjectState, before: Properties, at: string): void {
  const { properties: after, history, createdAt } = record;
  for (const name of changedNames(before, after)) {
    const first = { value: before[name] ?? '', timestamp: createdAt };
    history[name] = [{ value: after[name] ?? '', timestamp: at }, ...(history[name] ?? [first])];
  }
}

function changedNames(before: Properties, after: Properties): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => before[name] !== after[name]);
}

function emitChanges(
  store: Store,
  objectType: ObjectType,
  objectId: string,
  before: Properties,
  after: Properties,
  at: string,
  by: ChangeOrigin,
): void {
  for (const property of changedNames(before, after)) {
    const value = after[property] ?? '';
    store.emit({ type: 'record.propertyChange', objectType, objectId, at, property, value, by });
  }
}

/** The date that HubSpot itself keeps of a ticket: it comes with a closed stage and goes with an open one. */
function closing(
  store: Store,
  type: ObjectType,
  before: Properties,
  written: Properties,
  at: string,
): Properties {
  const stage = written['hs_pipeline_stage'];
  if (type !== 'tickets' || stage === undefined || stage === before['hs_pipeline_stage']) return {};
  const pipeline = written['hs_pipeline'] ?? before['hs_pipeline'] ?? FIRST_PIPELINE;
  const isClosed = store.state.ticketPipelines[pipeline]?.stages[stage]?.ticketState === 'CLOSED';
  if (isClosed) return { closed_date: at };
  return before['closed_date'] === undefined ? {} : { closed_date: '' };
}

/** The pipeline of a ticket that names none. */
export const FIRST_PIPELINE = '0';

function withoutEmpty(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
}
