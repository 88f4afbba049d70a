import {
  accountMoving,
  credentialsNotFound,
  gatewayError,
  hubSpotError,
  invalidInput,
  limitReached,
  missingScopes,
  resourceNotFound,
} from '../../../src/sandbox/hubspot/errors.ts';
import { htmlReply, type Reply } from '../../../src/sandbox/reply.ts';

const ROUTES = {
  'read the message': /^GET .*\/threads\/[^/]+\/messages\/[^/]+$/,
  'read the newest messages': /^GET .*\/threads\/[^/]+\/messages$/,
  'read the conversation': /^GET .*\/threads\/[^/]+$/,
  'send the message': /^POST .*\/threads\/[^/]+\/messages MESSAGE$/,
  'post the comment': /^POST .*\/threads\/[^/]+\/messages COMMENT$/,
  'assign the conversation': /^(PUT|POST) .*\/threads\/[^/]+\/assignee$/,
  'find the contact': /^POST .*\/contacts\/search$/,
  'read the contact': /^GET .*\/contacts\/[^/]+$/,
  'create the contact': /^POST .*\/contacts$/,
  'find the ticket': /^POST .*\/tickets\/search$/,
  'create the ticket': /^POST .*\/tickets$/,
  'update the ticket': /^PATCH .*\/tickets\/[^/]+$/,
} as const satisfies Record<string, RegExp>;

export type HubSpotCall = keyof typeof ROUTES | 'do anything';

/** What the engine asks of HubSpot, by the names that scenarios use. */
export const HUBSPOT_CALLS: readonly HubSpotCall[] = [
  ...(Object.keys(ROUTES) as (keyof typeof ROUTES)[]),
  'do anything',
];

/** @param body JSON, where the request has one */
export function callNamed(method: string, path: string, body: string): keyof typeof ROUTES | undefined {
  const type = /\/messages$/.test(path) && method === 'POST' ? ` ${JSON.parse(body).type}` : '';
  const names = Object.keys(ROUTES) as (keyof typeof ROUTES)[];
  return names.find((name) => ROUTES[name].test(`${method} ${path}${type}`));
}

/** HubSpot's refusals as HubSpot writes them. */
const REFUSALS = {
  '400': () => invalidInput('Invalid input'),
  '401': credentialsNotFound,
  '403 MISSING_SCOPES': () => missingScopes({ form: 'any', names: ['conversations.read'] }, 'granular'),
  '404': resourceNotFound,
  '423': () => hubSpotError(423, 'The resource is locked'),
  '429 TEN_SECONDLY_ROLLING': () => limitReached('TEN_SECONDLY_ROLLING'),
  '429 SECONDLY': () => limitReached('SECONDLY'),
  '429 DAILY': () => limitReached('DAILY'),
  '477': () => accountMoving(3600),
  '500': () => hubSpotError(500, 'internal error'),
  '502': () => gatewayError(502),
  '503': () => gatewayError(503),
  '504': () => htmlReply(504, '<html><title>504 Gateway Timeout</title></html>'),
} as const satisfies Record<string, () => Reply>;

/** HubSpot takes a message, and says in its answer that it could not deliver it. */
export const UNDELIVERED = 'a message that is not delivered';

export type Failure = keyof typeof REFUSALS | typeof UNDELIVERED | 'a reset' | 'no answer';

export const FAILURES: readonly Failure[] = [
  ...(Object.keys(REFUSALS) as (keyof typeof REFUSALS)[]),
  UNDELIVERED,
  'a reset',
  'no answer',
];

export function refusalNamed(failure: keyof typeof REFUSALS): Reply {
  return REFUSALS[failure]();
}
