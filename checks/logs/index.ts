/** What do the API-call logs tell of refused calls? */

import { area } from '../shared/area.ts';
import missingScopes from './missing-scopes.ts';
import { logsProbes } from './probes.ts';
import rateLimits from './rate-limits.ts';
import unauthorized from './unauthorized.ts';

export const logs = area('logs', {
  checks: [unauthorized, missingScopes, rateLimits],
  probes: logsProbes,
});
