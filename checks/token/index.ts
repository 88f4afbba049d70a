/** Is there a token, does HubSpot take it, and is it that of the portal that is meant? */

import { area } from '../shared/area.ts';
import accepted from './accepted.ts';
import format from './format.ts';
import portal from './portal.ts';
import { tokenProbes } from './probes.ts';

export const token = area('token', {
  checks: [format, accepted, portal],
  probes: tokenProbes,
});
