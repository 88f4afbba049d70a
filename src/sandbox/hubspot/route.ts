import type { Reply } from '../reply.ts';
import type { Call, OpenRoute, RouteAddress } from '../router.ts';
import type { Caller } from './authentication.ts';
import type { ScopeNeed } from './scopes.ts';

/** A call that came with an accepted app token. */
export interface AppCall extends Call {
  caller: Caller;
}

/** A route for app tokens; `need` is checked before the path's parameters are, as HubSpot does. */
export interface AppRoute extends RouteAddress {
  access: 'app';
  need?: ScopeNeed;
  /** Answers although the daily allowance is used up (see the switch `atDailyLimit`). */
  account?: boolean;
  /** The CRM search: a limit of its own and no rate headers. */
  search?: boolean;
  handle(call: AppCall): Reply;
}

export type Route = OpenRoute | AppRoute;

const CONVERSATION_ROOTS = ['/conversations/v3/conversations', '/conversations/conversations/2026-09'];

/** A conversations path under both of its prefixes: the classic one and the dated one. */
export const conversationPaths = (rest: string): string[] => CONVERSATION_ROOTS.map((root) => root + rest);
