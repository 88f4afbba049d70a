/** Host of HubSpot's screens for portals of a region, which is `na1`, `eu1` (HubSpot docs, account information: `uiDomain`). */
export function screensHost(region: string): string {
  return region === 'na1' ? 'app.hubspot.com' : `app-${region}.hubspot.com`;
}
