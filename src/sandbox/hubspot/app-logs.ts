/**
 * What HubSpot logs of an app, its deliveries and its calls, as its command line reads it with a personal access key. The
 * paths and keys are those of its published source; what `extraInfo` and the words of errors hold is not known, so these
 * stand for one form of it. Beside what the portal's state says, the rows are of what really happened while it was served.
 */
import { isObject } from '../../core/json.ts';
import type { LoggedCall } from '../portal/app-log.ts';
import type { DeliveryState } from '../portal/state.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call } from '../router.ts';
import { inRealTime, keyHolder } from './developer-keys.ts';
import { invalidInput, resourceNotFound } from './errors.ts';
import { jsonBody } from './parameters.ts';
import type { Route } from './route.ts';

const NEED = 'developer.logs.read';
const MINUTE = 60_000;
const FIRST_REFUSAL = 400;

/** A row of a list, and what its details have on top. */
interface Row {
  id: string;
  at: number;
  errorType: string | null;
  list: object;
  details: object;
}

type System = 'WEBHOOKS' | 'API_CALL';
const SYSTEMS: Readonly<Record<System, (call: Call, appId: string) => Row[]>> = {
  WEBHOOKS: deliveryRows,
  API_CALL: callRows,
};

function isSystem(value: unknown): value is System {
  return typeof value === 'string' && Object.hasOwn(SYSTEMS, value);
}

/** The newest first. */
function rowsOf(call: Call, system: System): Row[] {
  keyHolder(call, NEED);
  const appId = call.params['appId'] ?? '';
  if (call.store.state.apps[appId] === undefined) throw new Refusal(resourceNotFound());
  return SYSTEMS[system](call, appId).sort((one, other) => other.at - one.at);
}

interface Told {
  id: string;
  at: number;
  durationMs: number;
  isAnswered: boolean;
  errorType: string | null;
}

function listed({ store, params }: Call, system: System, told: Told): object {
  const { id, at, durationMs, isAnswered, errorType } = told;
  return {
    id,
    loggingSystemType: system,
    requestExecutionTimestamp: at,
    portalId: store.state.hub.id,
    traceId: `trace-${id}`,
    parentId: '',
    label: '',
    ...(isAnswered && { responseReceivedTimestamp: at + durationMs }),
    duration: durationMs,
    errorType,
    appId: Number(params['appId']),
  };
}

function deliveryRows(call: Call, appId: string): Row[] {
  const { state, appLog } = call.store;
  const target = state.apps[appId]?.webhooks.settings?.targetUrl ?? '';
  const told = Object.entries(state.apps[appId]?.deliveries ?? {}).map(([id, delivery]) => {
    // Told from now on backwards: a log of the last 24 hours would never be of the portal's own time.
    const at = Date.now() - delivery.minutesAgo * MINUTE;
    const durationMs = delivery.ended === 'TIMEOUT' ? 10_000 : 90;
    return { id, at, durationMs, ended: delivery.ended, bodies: [bodyOf(call, appId, delivery, at)] };
  });
  const made = appLog.deliveries
    .filter((delivery) => delivery.appId === appId)
    .map(({ events: bodies, ...delivery }) => ({ ...delivery, bodies }));
  return [...told, ...made].map(({ id, at, durationMs, ended, bodies }) => {
    const isAnswered = typeof ended === 'number';
    const errorType = isAnswered ? (ended < 300 ? null : 'HTTP_ERROR') : ended;
    return {
      id,
      at,
      errorType,
      list: listed(call, 'WEBHOOKS', { id, at, durationMs, isAnswered, errorType }),
      details: {
        correlationGroupId: `group-${id}`,
        location: target,
        requestBody: JSON.stringify(bodies),
        responseBody: '',
        extraInfo: isAnswered ? { statusCode: String(ended) } : {},
      },
    };
  });
}

function bodyOf({ store }: Call, appId: string, delivery: DeliveryState, at: number): object {
  const { event, objectId, property } = delivery;
  return {
    eventId: 100_000 + Number(objectId),
    subscriptionId: 0,
    portalId: store.state.hub.id,
    appId: Number(appId),
    occurredAt: at - 300,
    subscriptionType: event,
    attemptNumber: 0,
    objectId: Number(objectId),
    ...(property !== undefined && { propertyName: property, propertyValue: '' }),
  };
}

function callRows(call: Call, appId: string): Row[] {
  const own = call.store.appLog.calls.filter((each) => each.appId === appId);
  return own.map(({ id, at, durationMs, method, path, status, answer }) => {
    const errorType = errorOf({ status, answer });
    const extraInfo = { method, url: `https://api.hubapi.com${path}`, httpStatus: String(status) };
    const list = listed(call, 'API_CALL', { id, at, durationMs, isAnswered: status > 0, errorType });
    return {
      id,
      at,
      errorType,
      list: { ...list, extraInfo },
      details: { responseBody: answer, location: call.store.state.hub.region },
    };
  });
}

/** HubSpot's own category, where its answer names one. */
function errorOf({ status, answer }: Pick<LoggedCall, 'status' | 'answer'>): string | null {
  if (status === 0) return 'CONNECTION_CLOSED';
  if (status < FIRST_REFUSAL) return null;
  return /"category":"([A-Z_]+)"/.exec(answer)?.[1] ?? 'HTTP_ERROR';
}

function search(call: Call): Reply {
  const { query, after, limit = 50 } = jsonBody(call);
  const { loggingSystemType: system, ...wanted } = isObject(query) ? query : {};
  if (!isSystem(system)) throw new Refusal(invalidInput('query.loggingSystemType is required'));
  const rows = rowsOf(call, system).filter((row) => isWanted(row, wanted));
  const from = Number(after ?? 0);
  const to = from + Number(limit);
  return inRealTime(
    jsonReply(200, {
      results: rows.slice(from, to).map(({ list }) => list),
      paging: rows.length > to ? { next: { after: String(to), link: '' } } : {},
    }),
  );
}

function isWanted(
  { at, errorType }: Row,
  { startTime, endTime, errorTypes }: Record<string, unknown>,
): boolean {
  const from = typeof startTime === 'number' ? startTime : Number.NEGATIVE_INFINITY;
  const to = typeof endTime === 'number' ? endTime : Number.POSITIVE_INFINITY;
  const wantsErrors = Array.isArray(errorTypes) && errorTypes.length > 0;
  return at >= from && at <= to && (!wantsErrors || errorType !== null);
}

function details(call: Call): Reply {
  const system = call.params['system'];
  if (!isSystem(system)) throw new Refusal(resourceNotFound());
  const row = rowsOf(call, system).find(({ id }) => id === call.params['logId']);
  if (row === undefined) throw new Refusal(resourceNotFound());
  return inRealTime(jsonReply(200, { log: { ...row.list, ...row.details }, consoleOutput: '' }));
}

export const appLogRoutes: readonly Route[] = [
  { method: 'POST', paths: ['/developers/logs/search/{appId}'], access: 'open', handle: search },
  {
    method: 'GET',
    paths: ['/developers/logs/details/{appId}/{system}/{logId}'],
    access: 'open',
    handle: details,
  },
];
