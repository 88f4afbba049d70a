/** Does the OAuth connection between OpenCX and HubSpot hold? */

import { area } from '../shared/area.ts';
import connected from './connected.ts';
import { oauthProbes } from './probes.ts';

export const oauth = area('oauth', {
  checks: [connected],
  probes: oauthProbes,
});
