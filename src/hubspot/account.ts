import * as v from 'valibot';
import { EvidenceFailure } from '../core/evidence.ts';
import type { HubSpotReader } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { optionalId, optionalNumericId, text, withoutGaps } from '../wire/read-answer.ts';
import { contentOf, type HubSpotCalls } from './calls.ts';

type AccountReader = Pick<HubSpotReader, 'introspect' | 'accountDetails' | 'dailyUsage' | 'webhookActivity'>;

const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;
/** HubSpot's largest page of security activity. */
const ACTIVITY_PAGE = '200';

/** Each field by itself: an answer without the app's id still lists the scopes. */
const introspection = v.looseObject({
  userId: optionalNumericId,
  hubId: optionalNumericId,
  appId: optionalNumericId,
  scopes: v.array(v.string()),
});

const details = v.looseObject({
  portalId: v.number(),
  uiDomain: text,
  dataHostingLocation: text,
  accountType: text,
  timeZone: text,
});

const usage = v.looseObject({
  results: v.array(
    v.looseObject({
      name: text,
      usageLimit: v.fallback(v.optional(v.number()), undefined),
      currentUsage: v.fallback(v.optional(v.number()), undefined),
      fetchStatus: text,
      resetsAt: text,
    }),
  ),
});

const activity = v.looseObject({
  results: v.array(
    v.looseObject({ type: v.string(), createdAt: v.string(), userId: optionalId, objectId: optionalId }),
  ),
});

/** What HubSpot tells of the token and of its portal; none of it is in HubSpot's library. */
export function accountReader({ plain, clock }: HubSpotCalls, token: Secret): AccountReader {
  return {
    // The bearer goes along although the body names the token: outside na1 HubSpot asks for it.
    introspect: async () => {
      const { userId, hubId, appId, scopes } = contentOf(
        introspection,
        await plain({
          path: '/oauth/v2/private-apps/get/access-token-info',
          body: { tokenKey: token.reveal() },
          repeatable: true,
        }),
      );
      return withoutGaps({ userId, hubId, appId, scopes });
    },

    accountDetails: async () => {
      const answer = contentOf(details, await plain({ path: '/account-info/v3/details' }));
      const { portalId, uiDomain, dataHostingLocation: region, accountType, timeZone } = answer;
      return withoutGaps({ portalId, uiDomain, region, accountType, timeZone });
    },

    dailyUsage: async () => {
      const answer = await plain({ path: '/account-info/v3/api-usage/daily/private-apps' });
      const { results } = contentOf(usage, answer);
      const row = results.find(({ name }) => name === 'private-apps-api-calls-daily') ?? results[0];
      if (row?.currentUsage === undefined || row.usageLimit === undefined || !wasCounted(row.fetchStatus)) {
        const message = "HubSpot did not say how much of the day's allowance is used.";
        throw new EvidenceFailure({ kind: 'parse', message, ...answer.destination });
      }
      return withoutGaps({ used: row.currentUsage, limit: row.usageLimit, resetsAt: row.resetsAt });
    },

    webhookActivity: async () => {
      const since = clock.now() - THIRTY_DAYS;
      const query = { fromTimestamp: String(since), limit: ACTIVITY_PAGE };
      const answer = await plain({ path: '/account-info/v3/activity/security', query });
      return contentOf(activity, answer)
        .results.filter(
          ({ type, createdAt }) => type.startsWith('WEBHOOK_') && Date.parse(createdAt) >= since,
        )
        .sort((one, other) => Date.parse(other.createdAt) - Date.parse(one.createdAt))
        .map(({ type, createdAt: at, userId, objectId }) => withoutGaps({ type, at, userId, objectId }));
    },
  };
}

/** With FAILURE, NOTFOUND and TIMEOUT the numbers beside it mean nothing. */
function wasCounted(fetchStatus: string | undefined): boolean {
  return fetchStatus === undefined || fetchStatus === 'SUCCESS' || fetchStatus === 'CACHED';
}
