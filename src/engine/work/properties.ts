/** HubSpot keeps these by itself or by the ticket's pipeline; a copy that comes back would be refused or undo a change. */
const HUBSPOT_OWN = /^(hs_|hubspot_)|^(createdate|closed_date|time_to_close|subject|content)$/;

/** The custom data that may go to a ticket: everything but HubSpot's own properties. */
export function ownProperties(customData: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(customData).filter(([name]) => !HUBSPOT_OWN.test(name)));
}
