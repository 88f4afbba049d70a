import type { Check } from '../src/core/check.ts';
import accountUsage from './account/usage.ts';
import conversationFound from './conversation/found.ts';
import conversationOwner from './conversation/owner.ts';
import crmConnection from './crm/connection.ts';
import crmContactMatch from './crm/contact-match.ts';
import defaultUserKnown from './default-user/known.ts';
import handoffChannel from './handoff/channel.ts';
import handoffComment from './handoff/comment.ts';
import handoffContactEmail from './handoff/contact-email.ts';
import handoffTicket from './handoff/ticket.ts';
import handoffTicketClose from './handoff/ticket-close.ts';
import handoffTicketCreation from './handoff/ticket-creation.ts';
import handoffWorkflowAction from './handoff/workflow-action.ts';
import logsMissingScopes from './logs/missing-scopes.ts';
import logsRateLimits from './logs/rate-limits.ts';
import logsUnauthorized from './logs/unauthorized.ts';
import opencxKey from './opencx/key.ts';
import processingOutcome from './processing/outcome.ts';
import processingSession from './processing/session.ts';
import repliesChannelReachable from './replies/channel-reachable.ts';
import repliesPublic from './replies/public.ts';
import scopesOwnersRead from './scopes/owners-read.ts';
import scopesRequired from './scopes/required.ts';
import tokenAccepted from './token/accepted.ts';
import tokenFormat from './token/format.ts';
import tokenPortal from './token/portal.ts';
import webhooksCommitted from './webhooks/committed.ts';
import webhooksDelivering from './webhooks/delivering.ts';
import webhooksObjectFormat from './webhooks/object-format.ts';
import webhooksPaused from './webhooks/paused.ts';
import webhooksReachable from './webhooks/reachable.ts';
import webhooksRegistered from './webhooks/registered.ts';
import webhooksSubscriptions from './webhooks/subscriptions.ts';
import webhooksTargetOrg from './webhooks/target-org.ts';
import webhooksTargetUrl from './webhooks/target-url.ts';
import webhooksThrottle from './webhooks/throttle.ts';
import webhooksTicketProperties from './webhooks/ticket-properties.ts';

/** Every check, in the order in which a whole run tells them: from the ground up. */
export const CHECKS: readonly Check[] = [
  tokenFormat,
  tokenAccepted,
  tokenPortal,
  scopesRequired,
  scopesOwnersRead,
  accountUsage,
  opencxKey,
  defaultUserKnown,
  webhooksRegistered,
  webhooksSubscriptions,
  webhooksTicketProperties,
  webhooksPaused,
  webhooksObjectFormat,
  webhooksCommitted,
  webhooksThrottle,
  webhooksTargetUrl,
  webhooksTargetOrg,
  webhooksReachable,
  webhooksDelivering,
  conversationFound,
  conversationOwner,
  handoffChannel,
  handoffWorkflowAction,
  handoffTicketCreation,
  handoffContactEmail,
  handoffTicket,
  handoffComment,
  handoffTicketClose,
  repliesPublic,
  repliesChannelReachable,
  processingOutcome,
  processingSession,
  logsUnauthorized,
  logsMissingScopes,
  logsRateLimits,
  crmConnection,
  crmContactMatch,
];
