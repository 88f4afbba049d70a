/** What did HubSpot deliver, and how was it taken? */

import { area } from '../shared/area.ts';
import accepted from './accepted.ts';
import arriving from './arriving.ts';
import { deliveriesProbes } from './probes.ts';
import throttled from './throttled.ts';

export const deliveries = area('deliveries', {
  checks: [arriving, accepted, throttled],
  probes: deliveriesProbes,
});
