import * as v from 'valibot';
import { maybe } from './schema.ts';

/** What HubSpot's own words in a log say of a token, beside a 401. */
const LOGGED_TOKEN_CAUSES = ['token-wrong-region', 'token-creator-removed'] as const;
export type LoggedTokenCause = (typeof LOGGED_TOKEN_CAUSES)[number];

/**
 * Why a run of 401 does not tell whether the token works: the log has no times, so that nothing says which calls came
 * last, or some of them name a zone and some do not; the last of it and the last call that was accepted have the same time; none of its routes was ever accepted, and no
 * other was called again; or it is one call, of a token that had expired, and the log ends before the next token could be
 * taken.
 */
export const UNTOLD_RUNS = ['no-times', 'zones', 'same-time', 'other-routes', 'expired-at-end'] as const;
export type UntoldRun = (typeof UNTOLD_RUNS)[number];

/** What API-call logs show of refused calls. */
export const logRefusalsSchema = v.object({
  /** One row for each scope and route; the scope is null where HubSpot refused for want of one and named none. */
  missingScopes: v.array(
    v.object({
      scope: v.nullable(v.string()),
      route: v.string(),
      count: v.number(),
      firstAt: maybe,
      lastAt: maybe,
      inferred: v.boolean(),
      /** Calls of the route, or of another that wants this very scope, succeeded afterwards, and none before. */
      over: v.exactOptional(v.boolean()),
      /**
       * Calls of the route succeeded before the last refusal, and after it, as of several accounts or tokens; or nothing
       * tells which came first.
       */
      parted: v.exactOptional(v.boolean()),
    }),
  ),
  /** `inferred` where each of them was read in a line of text. */
  rateLimits: v.array(
    v.object({
      policy: v.string(),
      count: v.number(),
      lastAt: maybe,
      inferred: v.exactOptional(v.boolean()),
    }),
  ),
  /** Calls refused with 401; `ended` when HubSpot took the token again afterwards. Null: none. */
  unauthorized: v.nullable(
    v.object({
      count: v.number(),
      since: maybe,
      lastAt: maybe,
      ended: v.boolean(),
      /** Why the last of them say nothing of the token. */
      untold: v.exactOptional(v.picklist(UNTOLD_RUNS)),
    }),
  ),
  /** Calls refused for what the token is, in other ways than with 401; `still` where no later call succeeded. */
  tokenRefusals: v.exactOptional(
    v.array(
      v.object({
        cause: v.picklist(LOGGED_TOKEN_CAUSES),
        count: v.number(),
        lastAt: maybe,
        still: v.boolean(),
      }),
    ),
  ),
  /** Calls refused with 403 of which nothing says why: no answer was kept, and the route's scopes are not known. */
  untold: v.exactOptional(v.number()),
  /** Calls that a line of text tells of: no column holds HubSpot's answer. */
  told: v.exactOptional(v.number()),
  /** Of how many calls how many lack a status or a path, before any filter; the column that looks like a status. */
  unread: v.exactOptional(
    v.object({ count: v.number(), of: v.number(), column: v.exactOptional(v.string()) }),
  ),
  /** Of how many rows, whatever they tell of, how many began as a record and cannot be read as one. */
  broken: v.exactOptional(v.object({ count: v.number(), of: v.number() })),
  /** Calls that something on the way refused with 401 or 429, and that HubSpot never answered. */
  between: v.exactOptional(v.number()),
  /** Logs of which an end was not read: they end in the middle of a row, or cannot be read from `line` on. */
  cut: v.exactOptional(v.array(v.object({ name: v.string(), line: v.exactOptional(v.number()) }))),
  /** Nothing tells which number of the logs' dates is the day, so that their times were not used. */
  undecidedDates: v.exactOptional(v.boolean()),
  /** What is said of logs that were named and are not of calls to HubSpot: one sentence each. */
  foreign: v.exactOptional(v.array(v.string())),
  /** Calls that succeeded, and for which HubSpot took the token; those that a filter left out, too. */
  succeeded: v.exactOptional(v.number()),
  accepted: v.exactOptional(v.number()),
  /** Calls that were looked at. */
  calls: v.number(),
});
export type LogRefusals = v.InferOutput<typeof logRefusalsSchema>;
