import { jsonReply, Refusal, type Reply } from '../reply.ts';
import type { Call } from '../router.ts';
import { bearerToken, callerOf } from './authentication.ts';
import { credentialsNotFound, hubSpotError, invalidInput } from './errors.ts';
import { jsonBody } from './parameters.ts';
import type { Route } from './route.ts';

/** Regions whose introspection wants the Authorization header too, not only the body. */
const HEADER_WANTED = /^eu/;

/**
 * Whom an app token belongs to (HubSpot docs, legacy private apps). It wants no scope. What it answers to a bad
 * token is not documented: here, the same 401 as everywhere else.
 */
function introspectAppToken(call: Call): Reply {
  const { tokenKey } = jsonBody(call);
  if (typeof tokenKey !== 'string') throw new Refusal(invalidInput('tokenKey is required'));
  const { region } = call.store.state.hub;
  if (HEADER_WANTED.test(region) && bearerToken(call.headers['authorization']) === undefined) {
    throw new Refusal(credentialsNotFound());
  }
  const caller = callerOf(call.store, tokenKey);
  return jsonReply(200, {
    userId: caller.userId,
    hubId: call.store.state.hub.id,
    appId: Number(caller.appId),
    scopes: [...caller.scopes],
  });
}

/** The OAuth way of introspection, which app tokens do not fit. No OAuth token is emulated. */
function introspectOAuthToken(): Reply {
  return hubSpotError(400, 'The access token must have the correct format');
}

export const oauthRoutes: readonly Route[] = [
  {
    method: 'POST',
    paths: ['/oauth/v2/private-apps/get/access-token-info'],
    access: 'open',
    handle: introspectAppToken,
  },
  { method: 'GET', paths: ['/oauth/v1/access-tokens/{token}'], access: 'open', handle: introspectOAuthToken },
  {
    method: 'POST',
    paths: ['/oauth/2026-03/token/introspect', '/oauth/2026-09/token/introspect'],
    access: 'open',
    handle: introspectOAuthToken,
  },
];
