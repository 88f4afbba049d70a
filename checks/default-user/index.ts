/** Is the Default User ID that OpenCX holds a user of the portal? */

import { area } from '../shared/area.ts';
import known from './known.ts';
import { defaultUserProbes } from './probes.ts';

export const defaultUser = area('default-user', {
  checks: [known],
  probes: defaultUserProbes,
});
