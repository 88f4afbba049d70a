/** Is the portal's daily allowance of API calls used up? */

import { area } from '../shared/area.ts';
import { accountProbes } from './probes.ts';
import usage from './usage.ts';

export const account = area('account', {
  checks: [usage],
  probes: accountProbes,
});
