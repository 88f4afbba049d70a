/** Does OpenCX take the key that this tool was given? */

import { area } from '../shared/area.ts';
import key from './key.ts';
import { opencxProbes } from './probes.ts';

export const opencx = area('opencx', {
  checks: [key],
  probes: opencxProbes,
});
