/** What did a live test see of one real message, hop by hop? */

import { area } from '../shared/area.ts';
import { proofProbes } from './probes.ts';
import propertySynced from './property-synced.ts';
import replyDelivered from './reply-delivered.ts';
import seenInHubSpot from './seen-in-hubspot.ts';
import sessionMade from './session-made.ts';

export const proof = area('proof', {
  checks: [seenInHubSpot, sessionMade, replyDelivered, propertySynced],
  probes: proofProbes,
});
