/**
 * Personal access keys, and the tokens that are given for them. The paths of the developer platform are published with
 * HubSpot's command line and not documented; what they answer to a wrong key is not known, so it is HubSpot's ordinary
 * 401 here.
 */
import type { PersonalAccessKeyState } from '../portal/state-developer.ts';
import type { Store } from '../portal/store.ts';
import { jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call } from '../router.ts';
import { bearerToken } from './authentication.ts';
import { credentialsNotFound, hubSpotError, invalidInput, tokenExpired } from './errors.ts';
import { jsonBody } from './parameters.ts';
import type { Route } from './route.ts';

function exchangeKey(call: Call): Reply {
  const { hub, personalAccessKeys } = call.store.state;
  const { encodedOAuthRefreshToken: key } = jsonBody(call);
  if (typeof key !== 'string') throw new Refusal(invalidInput('encodedOAuthRefreshToken is required'));
  const entry = personalAccessKeys[key];
  if (entry === undefined || entry.deleted) throw new Refusal(credentialsNotFound());
  const portalId = call.query.get('portalId');
  if (portalId !== null && portalId !== String(hub.id)) throw new Refusal(credentialsNotFound());
  return inRealTime(
    jsonReply(200, {
      hubId: hub.id,
      userId: entry.userId,
      oauthAccessToken: entry.accessToken,
      expiresAtMillis: Date.parse(entry.expiresAt),
      scopeGroups: Object.keys(entry.scopeGroups),
      encodedOAuthRefreshToken: key,
      hubName: `Portal ${hub.id}`,
      accountType: hub.accountType,
      enabledFeatures: {},
    }),
  );
}

/** The logs that the key opens are of real time, so that is what is shown with it, and not the portal's own clock. */
export function inRealTime(reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, Date: new Date().toUTCString() } };
}

/**
 * Whose token a call of the developer platform carries, if the key was made for what it wants. An app token is none.
 *
 * @param need scope group
 */
export function keyHolder(
  { store, headers }: Pick<Call, 'store' | 'headers'>,
  need: string,
): PersonalAccessKeyState {
  const token = bearerToken(headers['authorization']);
  const entry = Object.values(store.state.personalAccessKeys).find(
    ({ accessToken }) => accessToken === token,
  );
  if (entry === undefined || entry.deleted) throw new Refusal(credentialsNotFound());
  refuseExpired(entry, store);
  if (entry.scopeGroups[need] === true) return entry;
  throw new Refusal(
    hubSpotError(403, `This access key is missing the scope group ${need}.`, { category: 'MISSING_SCOPES' }),
  );
}

function refuseExpired({ expiresAt }: PersonalAccessKeyState, store: Store): void {
  const seconds = Math.floor((Date.parse(store.now()) - Date.parse(expiresAt)) / 1000);
  if (seconds > 0) throw new Refusal(tokenExpired(expiresAt, seconds));
}

export const developerKeyRoutes: readonly Route[] = [
  { method: 'POST', paths: ['/localdevauth/v1/auth/refresh'], access: 'open', handle: exchangeKey },
];
