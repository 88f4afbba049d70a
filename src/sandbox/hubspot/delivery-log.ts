/**
 * The log of what the portal delivered for an app, as HubSpot's command line reads it with a personal access key. The
 * paths and keys are those of its published source; what `extraInfo` and the words of errors hold is not known, so these
 * stand for one form of it.
 */
import type { DeliveryState } from '../portal/state.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call } from '../router.ts';
import { keyHolder } from './developer-keys.ts';
import { resourceNotFound } from './errors.ts';
import { jsonBody } from './parameters.ts';
import type { Route } from './route.ts';

const NEED = 'developer.logs.read';
const MINUTE = 60_000;

interface Row extends DeliveryState {
  id: string;
}

function rowsOf(call: Call): Row[] {
  keyHolder(call, NEED);
  const app = call.store.state.apps[call.params['appId'] ?? ''];
  if (app === undefined) throw new Refusal(resourceNotFound());
  return Object.entries(app.deliveries)
    .map(([id, delivery]) => ({ id, ...delivery }))
    .sort((one, other) => one.minutesAgo - other.minutesAgo);
}

/** Told from now on backwards: a log of the last 24 hours would never be of the portal's own time. */
function listed(call: Call, { id, minutesAgo, ended }: Row): object {
  const at = Date.now() - minutesAgo * MINUTE;
  const isAnswered = typeof ended === 'number';
  return {
    id,
    loggingSystemType: 'WEBHOOKS',
    requestExecutionTimestamp: at,
    portalId: call.store.state.hub.id,
    traceId: `trace-${id}`,
    parentId: '',
    label: '',
    ...(isAnswered && { responseReceivedTimestamp: at + 90 }),
    duration: ended === 'TIMEOUT' ? 10_000 : 90,
    errorType: isAnswered ? (ended < 300 ? null : 'HTTP_ERROR') : ended,
    appId: Number(call.params['appId']),
  };
}

function search(call: Call): Reply {
  const rows = rowsOf(call);
  const { after, limit = 50 } = jsonBody(call);
  const from = Number(after ?? 0);
  const to = from + Number(limit);
  return jsonReply(200, {
    results: rows.slice(from, to).map((row) => listed(call, row)),
    paging: rows.length > to ? { next: { after: String(to), link: '' } } : {},
  });
}

function details(call: Call): Reply {
  const row = rowsOf(call).find(({ id }) => id === call.params['logId']);
  if (row === undefined) throw new Refusal(resourceNotFound());
  const { hub, apps } = call.store.state;
  const appId = call.params['appId'] ?? '';
  const { event, objectId, property, ended, minutesAgo } = row;
  const body = {
    eventId: 100_000 + Number(objectId),
    subscriptionId: 0,
    portalId: hub.id,
    appId: Number(appId),
    occurredAt: Date.now() - minutesAgo * MINUTE - 300,
    subscriptionType: event,
    attemptNumber: 0,
    objectId: Number(objectId),
    ...(property !== undefined && { propertyName: property, propertyValue: '' }),
  };
  const log = {
    ...listed(call, row),
    correlationGroupId: `group-${row.id}`,
    location: apps[appId]?.webhooks.settings?.targetUrl ?? '',
    requestBody: JSON.stringify([body]),
    responseBody: '',
    extraInfo: typeof ended === 'number' ? { statusCode: String(ended) } : {},
  };
  return jsonReply(200, { log, consoleOutput: '' });
}

export const deliveryLogRoutes: readonly Route[] = [
  { method: 'POST', paths: ['/developers/logs/search/{appId}'], access: 'open', handle: search },
  {
    method: 'GET',
    paths: ['/developers/logs/details/{appId}/WEBHOOKS/{logId}'],
    access: 'open',
    handle: details,
  },
];
