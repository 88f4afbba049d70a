/** Does the conversation exist, and may the AI answer in it? */

import { area } from '../shared/area.ts';
import found from './found.ts';
import owner from './owner.ts';
import { conversationProbes } from './probes.ts';

export const conversation = area('conversation', {
  checks: [found, owner],
  probes: conversationProbes,
});
