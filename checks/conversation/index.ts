/** Does the conversation exist, and may the AI answer in it? */

import { area } from '../shared/area.ts';
import awaitingHuman from './awaiting-human.ts';
import found from './found.ts';
import owner from './owner.ts';
import { conversationProbes } from './probes.ts';
import usable from './usable.ts';

export const conversation = area('conversation', {
  checks: [found, usable, owner, awaitingHuman],
  probes: conversationProbes,
});
