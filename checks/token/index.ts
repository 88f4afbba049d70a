/** Is there a token, does HubSpot take it, is it that of the portal that is meant, and has OpenCX got it? */

import { area } from '../shared/area.ts';
import accepted from './accepted.ts';
import format from './format.ts';
import inOpenCx from './in-opencx.ts';
import portal from './portal.ts';
import { tokenProbes } from './probes.ts';

export const token = area('token', {
  checks: [format, accepted, portal, inOpenCx],
  probes: tokenProbes,
});
