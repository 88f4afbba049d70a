/** Over a period: how many conversations are hit, where, and since when? */

import { area } from '../shared/area.ts';
import ownersHeld from './owners-held.ts';
import { impactProbes } from './probes.ts';
import repliesPublic from './replies-public.ts';
import sessionsMade from './sessions-made.ts';
import ticketsMade from './tickets-made.ts';

export const impact = area('impact', {
  checks: [sessionsMade, ownersHeld, repliesPublic, ticketsMade],
  probes: impactProbes,
});
