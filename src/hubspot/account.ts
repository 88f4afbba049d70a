import { EvidenceFailure } from '../core/evidence.ts';
import { isAppChange } from '../core/hubspot/app-changes.ts';
import type { HubSpotReader } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { withoutGaps } from '../wire/read-answer.ts';
import {
  id,
  item,
  key,
  line,
  listOf,
  maybe,
  numericId,
  page,
  record,
  time,
  wholeNumber,
  word,
} from '../wire/record.ts';
import { contentOf, type HubSpotCalls } from './calls.ts';

type AccountReader = Pick<
  HubSpotReader,
  'introspect' | 'accountDetails' | 'clock' | 'dailyUsage' | 'appChanges'
>;

const DETAILS = '/account-info/v3/details';

const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000;
/** HubSpot's largest page of security activity. */
const ACTIVITY_PAGE = '200';

/** Each scope once. HubSpot lists at least `oauth` for every token, so an empty list is none. */
const scopes = (value: unknown) => {
  const listed = listOf(item(word))(value) ?? [];
  return listed.length > 0 && new Set(listed).size === listed.length ? listed : undefined;
};

const introspection = record({
  userId: maybe(numericId),
  hubId: maybe(numericId),
  appId: maybe(numericId),
  scopes: key(scopes),
});

const details = record({
  portalId: key(numericId),
  uiDomain: maybe(line),
  region: maybe(word, { at: 'dataHostingLocation' }),
  accountType: maybe(word),
  timeZone: maybe(line),
});

const usage = page(
  record({
    name: maybe(word),
    limit: maybe(wholeNumber, { at: 'usageLimit' }),
    used: maybe(wholeNumber, { at: 'currentUsage' }),
    fetchStatus: maybe(word),
    resetsAt: maybe(time),
  }),
);

const activity = page(
  record({
    type: key(word),
    at: key(time, { at: 'createdAt' }),
    userId: maybe(id),
    objectId: maybe(id),
  }),
);

/** What HubSpot tells of the token and of its portal; none of it is in HubSpot's library. */
export function accountReader({ plain, clock }: HubSpotCalls, token: Secret): AccountReader {
  return {
    // The bearer goes along although the body names the token: outside na1 HubSpot asks for it.
    introspect: async () =>
      contentOf(
        introspection,
        await plain({
          path: '/oauth/v2/private-apps/get/access-token-info',
          body: { tokenKey: token.reveal() },
          repeatable: true,
        }),
      ),

    accountDetails: async () => contentOf(details, await plain({ path: DETAILS })),

    clock: async () => {
      const answer = await plain({ path: DETAILS });
      contentOf(details, answer);
      const shown = Date.parse(answer.headers['date'] ?? '');
      return Number.isNaN(shown) ? undefined : new Date(shown).toISOString();
    },

    dailyUsage: async () => {
      const answer = await plain({ path: '/account-info/v3/api-usage/daily/private-apps' });
      const rows = contentOf(usage, answer);
      const row = rows.find(({ name }) => name === 'private-apps-api-calls-daily') ?? rows[0];
      if (row?.used === undefined || row.limit === undefined || !wasCounted(row)) {
        const message = "HubSpot did not say how much of the day's allowance is used.";
        throw new EvidenceFailure({ kind: 'parse', message, ...answer.destination });
      }
      return withoutGaps({ used: row.used, limit: row.limit, resetsAt: row.resetsAt });
    },

    appChanges: async () => {
      const since = clock.now() - THIRTY_DAYS;
      const query = { fromTimestamp: String(since), limit: ACTIVITY_PAGE };
      const answer = await plain({ path: '/account-info/v3/activity/security', query });
      return contentOf(activity, answer)
        .filter(({ type, at }) => isAppChange(type) && Date.parse(at) >= since)
        .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
    },
  };
}

/** With FAILURE, NOTFOUND and TIMEOUT the numbers beside it mean nothing. */
function wasCounted({ fetchStatus, unreadable }: { fetchStatus?: string; unreadable?: string[] }): boolean {
  if (unreadable?.includes('fetchStatus')) return false;
  return fetchStatus === undefined || fetchStatus === 'SUCCESS' || fetchStatus === 'CACHED';
}
