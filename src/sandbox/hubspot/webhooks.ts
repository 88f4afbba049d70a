import { isObject } from '../../core/json.ts';
import type { AppState, SubscriptionState } from '../portal/state.ts';
import { emptyReply, jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call } from '../router.ts';
import { authenticate } from './authentication.ts';
import { credentialsNotFound, invalidInput, resourceNotFound } from './errors.ts';
import { jsonBody } from './parameters.ts';
import type { Route } from './route.ts';
import { requireScopes, SCOPE_NEEDS, type ScopeNeed } from './scopes.ts';

const SETTINGS = '/webhooks/v3/{appId}/settings';
const SUBSCRIPTIONS = '/webhooks/v3/{appId}/subscriptions';

/**
 * The app whose webhooks are meant, if the caller may touch them.
 *
 * A developer API key opens the legacy public apps that it owns. An app token was seen to get a 401, while
 * HubSpot's specification lets it in with app-management scopes: the switch `webhooksApiWithAppToken`.
 */
function managedApp(call: Call, need: ScopeNeed): AppState {
  const { apps, switches } = call.store.state;
  const app = apps[call.params['appId'] ?? ''];
  const key = call.query.get('hapikey');
  if (key !== null) {
    if (app?.developerKeys[key] !== true) throw new Refusal(credentialsNotFound());
    return app;
  }
  const caller = authenticate(call.store, call.headers['authorization']);
  if (switches.webhooksApiWithAppToken === '401') throw new Refusal(credentialsNotFound());
  requireScopes(need, caller.scopes, switches.scopeErrorForm);
  if (app === undefined) throw new Refusal(resourceNotFound());
  return app;
}

function settingsReply({ webhooks: { settings } }: AppState): Reply {
  if (settings === undefined) throw new Refusal(resourceNotFound());
  const { targetUrl, maxConcurrentRequests, createdAt, updatedAt } = settings;
  return jsonReply(200, {
    createdAt,
    targetUrl,
    throttling: { maxConcurrentRequests, period: 'SECONDLY' },
    updatedAt,
  });
}

function getSettings(call: Call): Reply {
  return settingsReply(managedApp(call, SCOPE_NEEDS.webhooksRead));
}

function putSettings(call: Call): Reply {
  const app = managedApp(call, SCOPE_NEEDS.webhooksWrite);
  const { targetUrl, throttling } = jsonBody(call);
  const maxConcurrentRequests = isObject(throttling) ? throttling['maxConcurrentRequests'] : undefined;
  if (typeof targetUrl !== 'string' || typeof maxConcurrentRequests !== 'number') {
    throw new Refusal(invalidInput('targetUrl and throttling.maxConcurrentRequests are required'));
  }
  const updatedAt = call.store.tick();
  const createdAt = app.webhooks.settings?.createdAt ?? updatedAt;
  app.webhooks.settings = { targetUrl, maxConcurrentRequests, createdAt, updatedAt };
  return settingsReply(app);
}

function deleteSettings(call: Call): Reply {
  const app = managedApp(call, SCOPE_NEEDS.webhooksWrite);
  delete app.webhooks.settings;
  return emptyReply();
}

const subscriptionBody = (id: string, subscription: SubscriptionState) => ({ id, ...subscription });

function listSubscriptions(call: Call): Reply {
  const { subscriptions } = managedApp(call, SCOPE_NEEDS.webhooksRead).webhooks;
  const bodies = Object.entries(subscriptions).map(([id, one]) => subscriptionBody(id, one));
  if (call.store.state.switches.subscriptionsShape === 'spec') return jsonReply(200, { results: bodies });
  return jsonReply(
    200,
    bodies.map((body) => ({ ...body, id: Number(body.id) })),
  );
}

/** A new subscription of a public app starts paused unless the request says otherwise. */
function createSubscription(call: Call): Reply {
  const app = managedApp(call, SCOPE_NEEDS.webhooksWrite);
  const { eventType, propertyName, active } = jsonBody(call);
  if (typeof eventType !== 'string') throw new Refusal(invalidInput('eventType is required'));
  const id = call.store.nextId();
  const subscription = {
    eventType,
    ...(typeof propertyName === 'string' && { propertyName }),
    active: active === true,
    createdAt: call.store.tick(),
  };
  app.webhooks.subscriptions[id] = subscription;
  return jsonReply(201, subscriptionBody(id, subscription));
}

function wantedSubscription(app: AppState, id: string): SubscriptionState {
  const subscription = app.webhooks.subscriptions[id];
  if (subscription === undefined) throw new Refusal(resourceNotFound());
  return subscription;
}

function setActive(call: Call, app: AppState, id: string, active: unknown) {
  if (typeof active !== 'boolean') throw new Refusal(invalidInput('active is required'));
  const subscription = Object.assign(wantedSubscription(app, id), { active, updatedAt: call.store.tick() });
  return subscriptionBody(id, subscription);
}

function updateSubscription(call: Call): Reply {
  const app = managedApp(call, SCOPE_NEEDS.webhooksWrite);
  return jsonReply(200, setActive(call, app, call.params['subscriptionId'] ?? '', jsonBody(call)['active']));
}

function updateSubscriptions(call: Call): Reply {
  const app = managedApp(call, SCOPE_NEEDS.webhooksWrite);
  const { inputs } = jsonBody(call);
  if (!Array.isArray(inputs)) throw new Refusal(invalidInput('inputs is required'));
  const results = inputs.filter(isObject).map(({ id, active }) => setActive(call, app, String(id), active));
  return jsonReply(200, {
    status: 'COMPLETE',
    results,
    startedAt: call.store.now(),
    completedAt: call.store.now(),
  });
}

function deleteSubscription(call: Call): Reply {
  const app = managedApp(call, SCOPE_NEEDS.webhooksWrite);
  const id = call.params['subscriptionId'] ?? '';
  wantedSubscription(app, id);
  delete app.webhooks.subscriptions[id];
  return emptyReply();
}

export const webhookRoutes: readonly Route[] = [
  { method: 'GET', paths: [SETTINGS], access: 'open', handle: getSettings },
  { method: 'PUT', paths: [SETTINGS], access: 'open', handle: putSettings },
  { method: 'DELETE', paths: [SETTINGS], access: 'open', handle: deleteSettings },
  { method: 'GET', paths: [SUBSCRIPTIONS], access: 'open', handle: listSubscriptions },
  { method: 'POST', paths: [SUBSCRIPTIONS], access: 'open', handle: createSubscription },
  {
    method: 'POST',
    paths: [`${SUBSCRIPTIONS}/batch/update`],
    access: 'open',
    handle: updateSubscriptions,
  },
  {
    method: 'PATCH',
    paths: [`${SUBSCRIPTIONS}/{subscriptionId}`],
    access: 'open',
    handle: updateSubscription,
  },
  {
    method: 'DELETE',
    paths: [`${SUBSCRIPTIONS}/{subscriptionId}`],
    access: 'open',
    handle: deleteSubscription,
  },
];
