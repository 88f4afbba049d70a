import type { AppState } from '../portal/state.ts';
import type { Store } from '../portal/store.ts';
import { Refusal } from '../reply.ts';
import { credentialsNotFound, tokenExpired, tokenUndecodable, wrongHublet } from './errors.ts';

/** The app behind an accepted token. */
export interface Caller {
  appId: string;
  app: AppState;
  /** User id of the token's creator. */
  userId: number;
  scopes: ReadonlySet<string>;
  creatorRemoved: boolean;
}

const APP_TOKEN = /^pat-[a-z]{2}\d+-/;

/** The bearer token of a header, or undefined: `Bearer Bearer x` holds none. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
}

/** Reads an `Authorization` header as HubSpot does; throws its 401 or 488. */
export function authenticate(store: Store, header: string | undefined): Caller {
  const token = bearerToken(header);
  if (token === undefined) throw new Refusal(credentialsNotFound());
  if (store.state.tokens[token] === undefined && !APP_TOKEN.test(token)) {
    throw new Refusal(tokenUndecodable(store.now()));
  }
  return callerOf(store, token);
}

/** Whom a token belongs to; throws 401 for one that this portal does not accept. */
export function callerOf(store: Store, token: string): Caller {
  const { tokens, apps, hub } = store.state;
  const entry = tokens[token];
  const app = entry && apps[entry.appId];
  if (entry === undefined || app === undefined) throw new Refusal(credentialsNotFound());
  if (entry.correctHublet !== undefined) throw new Refusal(wrongHublet(hub.id, entry.correctHublet));
  if (entry.rejected === 'expired') {
    const seconds = Math.floor((Date.parse(store.now()) - Date.parse(entry.expiredAt)) / 1000);
    throw new Refusal(tokenExpired(entry.expiredAt, seconds));
  }
  if (entry.rejected === 'revoked') throw new Refusal(credentialsNotFound());
  return {
    appId: entry.appId,
    app,
    userId: entry.userId,
    scopes: new Set(Object.keys(app.scopes)),
    creatorRemoved: entry.creatorRemoved,
  };
}
