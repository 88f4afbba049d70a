/** Do the replies of reps reach the customer? */

import { area } from '../shared/area.ts';
import channelReachable from './channel-reachable.ts';
import publicReply from './public.ts';

export const replies = area('replies', {
  checks: [publicReply, channelReachable],
  probes: [],
});
