/** A version of the API by its month. */
const DATED = String.raw`\d{4}-\d{2}(?:-beta)?`;

/** Calls that are made without the token of an app: what becomes of them says nothing of it. */
const WITHOUT_TOKEN: readonly RegExp[] = [
  // A browser asks so before it calls, and leaves all sign-in out (Fetch standard, CORS-preflight request).
  /^OPTIONS /,
  // Signed in with a client's secret (HubSpot docs, OAuth).
  new RegExp(String.raw`^(?:[A-Z]+ )?/oauth/(?:v\d|${DATED})/(?:token|access-tokens|refresh-tokens)(?:/|$)`),
  // Signed in with a developer's key (HubSpot docs, webhooks).
  new RegExp(String.raw`^(?:[A-Z]+ )?/webhooks/(?:v\d|${DATED})/\{id\}(?:/|$)`),
];

/** @param route as `foldRoute` gives it */
export function isWithoutToken(route: string): boolean {
  return WITHOUT_TOKEN.some((each) => each.test(route));
}
