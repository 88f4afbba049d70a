/** How HubSpot writes the token of an app, as parts of patterns; letters of either case have to be allowed for. */

/** Region of a portal: `na1`, `eu1`. */
export const HUBLET = '[a-z]{2,4}\\d{1,2}';
export const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
/** HubSpot docs show `pat-<hublet>-<uuid>`; legacy apps, project apps and service keys look alike. */
export const APP_TOKEN = `pat-${HUBLET}-${UUID}`;
