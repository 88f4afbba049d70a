import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { unparsableQueryParameter } from './errors.ts';
import { pageOf } from './paging.ts';
import type { AppCall, Route } from './route.ts';
import { SCOPE_NEEDS } from './scopes.ts';

const versions = (rest: string): string[] =>
  ['v3', '2026-03', '2026-09'].map((version) => `/account-info/${version}${rest}`);

/** Any token may read it, whatever its scopes. */
function details({ store }: AppCall): Reply {
  const { hub } = store.state;
  return jsonReply(200, {
    portalId: hub.id,
    accountType: hub.accountType,
    timeZone: hub.timeZone,
    companyCurrency: hub.companyCurrency,
    additionalCurrencies: [],
    utcOffset: hub.utcOffset,
    utcOffsetMilliseconds: hub.utcOffsetMilliseconds,
    uiDomain: hub.uiDomain,
    dataHostingLocation: hub.region,
  });
}

/** One total for all private apps of the account. */
function dailyUsage({ store }: AppCall): Reply {
  const { usage } = store.state;
  return jsonReply(200, {
    results: [
      {
        name: 'private-apps-api-calls-daily',
        usageLimit: usage.limit,
        currentUsage: usage.used,
        collectedAt: store.now(),
        fetchStatus: 'SUCCESS',
        resetsAt: usage.resetsAt,
      },
    ],
  });
}

/** Newest first. */
function securityActivity(call: AppCall): Reply {
  const { hub, securityActivity: rows } = call.store.state;
  const from = timeParameter(call, 'fromTimestamp') ?? Number.NEGATIVE_INFINITY;
  const to = timeParameter(call, 'toTimestamp') ?? Number.POSITIVE_INFINITY;
  const userId = call.query.get('userId');
  const found = Object.entries(rows)
    .map(([id, row]) => ({ id, ...row, infoUrl: `https://${hub.uiDomain}/settings/${hub.id}` }))
    .filter((row) => Date.parse(row.createdAt) >= from && Date.parse(row.createdAt) <= to)
    .filter((row) => userId === null || String(row.userId) === userId)
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return jsonReply(200, pageOf(call, found, { defaultLimit: 100, maxLimit: 200 }));
}

/** A time given as milliseconds or as ISO text. */
function timeParameter(call: AppCall, name: string): number | undefined {
  const value = call.query.get(name);
  if (value === null) return undefined;
  const time = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  if (Number.isNaN(time)) throw new Refusal(unparsableQueryParameter(name));
  return time;
}

export const accountInfoRoutes: readonly Route[] = [
  { method: 'GET', paths: versions('/details'), access: 'app', account: true, handle: details },
  {
    method: 'GET',
    paths: versions('/api-usage/daily/private-apps'),
    access: 'app',
    account: true,
    handle: dailyUsage,
  },
  {
    method: 'GET',
    paths: versions('/activity/security'),
    access: 'app',
    need: SCOPE_NEEDS.securityActivity,
    handle: securityActivity,
  },
];
