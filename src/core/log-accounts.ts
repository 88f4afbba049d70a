/** Whose calls a log holds, as far as its rows name a portal, or HubSpot's own rows an app. */
export interface LogAccounts {
  portalIds: readonly number[];
  appIds: readonly number[];
}

/** The account and the app that are looked at, as far as they are known. */
export interface OwnAccount {
  portalId?: number | undefined;
  appId?: number | undefined;
}

/**
 * Why the calls of a log are not judged: what became of another account's calls, or another app's, says nothing of this
 * one. Undefined where nothing speaks against it.
 */
export function foreignCalls(
  { portalIds, appIds }: LogAccounts,
  { portalId, appId }: OwnAccount = {},
): string | undefined {
  return foreign('portal', portalIds, portalId) ?? foreign('app', appIds, appId);
}

function foreign(
  kind: 'portal' | 'app',
  named: readonly number[],
  own: number | undefined,
): string | undefined {
  const [only, ...others] = named;
  if (only === undefined || (others.length === 0 && (own === undefined || own === only))) return undefined;
  const wanted = own === undefined ? `one ${kind}` : `${kind} ${own}`;
  const how = kind === 'app' ? `, \`hs app logs --app=${own ?? 'ID'} --type=api-call --json\`` : '';
  const bring = `bring a log of ${wanted} alone${how}.`;
  return others.length > 0
    ? `the API-call log holds calls of ${kind}s ${named.join(', ')}, and they cannot be judged together: ${bring}`
    : `the API-call log is of ${kind} ${only}, and ${kind} ${own} is looked at: ${bring}`;
}
