/** Does the app send its events, which ones, and where to? */

import { area } from '../shared/area.ts';
import committed from './committed.ts';
import delivering from './delivering.ts';
import objectFormat from './object-format.ts';
import paused from './paused.ts';
import { webhooksProbes } from './probes.ts';
import reachable from './reachable.ts';
import registered from './registered.ts';
import subscriptions from './subscriptions.ts';
import targetOrg from './target-org.ts';
import targetUrl from './target-url.ts';
import throttle from './throttle.ts';
import ticketProperties from './ticket-properties.ts';

export const webhooks = area('webhooks', {
  checks: [
    registered,
    subscriptions,
    ticketProperties,
    paused,
    objectFormat,
    committed,
    throttle,
    targetUrl,
    targetOrg,
    reachable,
    delivering,
  ],
  probes: webhooksProbes,
});
