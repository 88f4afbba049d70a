import type { ConnectionMode } from '../../src/core/connection.ts';
import { OPENCX_OWNS_WEBHOOKS } from '../webhooks/own-app.ts';

/** Why checks of a project have no meaning for these ways of connecting. */
export const NO_PROJECT: Partial<Record<ConnectionMode, string>> = {
  oauth: OPENCX_OWNS_WEBHOOKS,
  'service-key': 'HubSpot is connected with a service key, which belongs to no project.',
};
