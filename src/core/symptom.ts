import type { ConnectionMode } from './connection.ts';

/** What the user sees, and the checklist that explains it. */
export interface Symptom {
  id: string;
  /** As a user would say it. */
  title: string;
  /** In the order of the troubleshooting page, the three checks of the ground included. */
  checks: readonly string[];
  docs: string;
  /** The one way of connecting that it tells of; whoever sees it has HubSpot connected, or wants it to be, in that way. */
  mode?: ConnectionMode;
}
