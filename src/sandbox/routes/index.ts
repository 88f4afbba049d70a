import type { Route } from '../router.ts';
import { accountInfoRoutes } from './account-info.ts';
import { actorRoutes } from './actors.ts';
import { assigneeRoutes } from './assignee.ts';
import { associationRoutes } from './associations.ts';
import { inboxRoutes } from './inboxes.ts';
import { messageRoutes } from './messages.ts';
import { oauthRoutes } from './oauth.ts';
import { objectRoutes } from './objects.ts';
import { ownerRoutes } from './owners.ts';
import { pipelineRoutes } from './pipelines.ts';
import { threadRoutes } from './threads.ts';
import { userRoutes } from './users.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the emulated HubSpot. */
export const hubSpotRoutes: readonly Route[] = [
  ...oauthRoutes,
  ...accountInfoRoutes,
  ...ownerRoutes,
  ...userRoutes,
  ...threadRoutes,
  ...assigneeRoutes,
  ...messageRoutes,
  ...actorRoutes,
  ...inboxRoutes,
  ...objectRoutes,
  ...associationRoutes,
  ...pipelineRoutes,
  ...webhookRoutes,
];
