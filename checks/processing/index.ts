/** What became of the events that arrived? */

import { area } from '../shared/area.ts';
import outcome from './outcome.ts';
import { processingProbes } from './probes.ts';
import session from './session.ts';

export const processing = area('processing', {
  checks: [outcome, session],
  probes: processingProbes,
});
