import {
  accountMoving,
  credentialsMissing,
  credentialsNotFound,
  developerKeyWanted,
  gated,
  gatewayError,
  hubSpotError,
  limitReached,
  methodNotAllowed,
} from '../hubspot/errors.ts';
import { htmlReply, type Reply } from '../reply.ts';
import type { Service } from '../router.ts';

/** What a fault does to a request that it meets. */
export type FaultKind =
  /** Answers in the service's stead; `worked`: after the service has done what was asked. */
  | { kind: 'answer'; reply: () => Reply; worked?: true }
  /** Holds the answer back, milliseconds. */
  | { kind: 'hold'; forMs: number }
  /** Closes the connection without a word, before the request is worked or after it. */
  | { kind: 'reset'; worked: boolean }
  /** Closes the connection in the middle of the answer's body. */
  | { kind: 'reset-mid-body' }
  /** Answers whole in the eyes of HTTP, but with only the first half of the body. */
  | { kind: 'truncate' }
  /** Answers with a body that is no JSON although the header says so. */
  | { kind: 'garble' }
  /** Takes each message that is sent, and marks it as FAILED. */
  | { kind: 'fail-sends' };

/** What a fault does to the webhook deliveries that the portal sends. */
export type DeliveryDisorder = 'duplicates' | 'out-of-order' | 'late';

export interface Fault {
  name: string;
  /** One line for the list of faults. */
  title: string;
  service?: Service['name'];
  /** Paths that it meets; without one, all. */
  path?: RegExp;
  /** Meets only calls that change something, so that what became of them can still be read. */
  writes?: true;
  /** How often it meets each route before it is over; without it, always. */
  times?: number;
  does: FaultKind | { kind: 'deliver'; disorder: DeliveryDisorder };
}

const answer = (reply: () => Reply): FaultKind => ({ kind: 'answer', reply });

const INTROSPECTION = /^\/oauth\/v2\/private-apps\/get\/access-token-info$/;
const OWNERS = /^\/crm\/(?:v3\/owners|owners\/)/;

/** Longer than any timeout that a client would wait out. */
const HELD_MS = 60_000;

/** Everything that can go wrong between a client and the services, by name. */
export const FAULT_LIST: readonly Fault[] = [
  {
    name: 'everything-401',
    title: 'HubSpot answers 401 to every call',
    service: 'hubspot',
    does: answer(credentialsNotFound),
  },
  {
    name: 'bare-401',
    title: 'HubSpot answers 401 without a category, as some older paths do',
    service: 'hubspot',
    does: answer(credentialsMissing),
  },
  {
    name: 'developer-key-wanted',
    title: 'HubSpot answers 403 and asks for a developer API key',
    service: 'hubspot',
    does: answer(developerKeyWanted),
  },
  {
    name: 'gated',
    title: 'HubSpot answers 403 because of the plan, not of a scope',
    service: 'hubspot',
    does: answer(gated),
  },
  {
    name: 'rate-limited',
    title: 'HubSpot answers 429 to every call (ten-second limit)',
    service: 'hubspot',
    does: answer(() => limitReached('TEN_SECONDLY_ROLLING')),
  },
  {
    name: 'rate-limited-once',
    title: 'HubSpot answers 429 to the first call of each route, then works',
    service: 'hubspot',
    times: 1,
    does: answer(() => limitReached('TEN_SECONDLY_ROLLING')),
  },
  {
    name: 'secondly-limit',
    title: 'HubSpot answers 429 to every call (one-second limit)',
    service: 'hubspot',
    does: answer(() => limitReached('SECONDLY')),
  },
  {
    name: 'daily-limit',
    title: 'HubSpot answers 429 to every call (daily limit)',
    service: 'hubspot',
    does: answer(() => limitReached('DAILY')),
  },
  {
    name: 'server-errors',
    title: 'both services answer 502 with an HTML page',
    does: answer(() => gatewayError(502)),
  },
  {
    name: 'server-error-once',
    title: 'both services answer 502 to the first call of each route, then work',
    times: 1,
    does: answer(() => gatewayError(502)),
  },
  {
    name: 'unavailable',
    title: 'both services answer 503 with an HTML page',
    does: answer(() => gatewayError(503)),
  },
  {
    name: 'account-moving',
    title: 'HubSpot moves the account to another data centre (477, Retry-After one hour)',
    service: 'hubspot',
    does: answer(() => accountMoving(3600)),
  },
  {
    name: 'slow',
    title: 'both services hold every answer for a minute',
    does: { kind: 'hold', forMs: HELD_MS },
  },
  {
    name: 'reset',
    title: 'both services close every connection without an answer',
    does: { kind: 'reset', worked: false },
  },
  {
    name: 'reset-once',
    title: 'both services close the connection on the first call of each route, then work',
    times: 1,
    does: { kind: 'reset', worked: false },
  },
  {
    name: 'applied-then-reset',
    title: 'both services do each write that is asked for, then close the connection without an answer',
    writes: true,
    does: { kind: 'reset', worked: true },
  },
  {
    name: 'applied-then-reset-once',
    title:
      'both services do the first write of each route and close its connection without an answer, then work',
    writes: true,
    times: 1,
    does: { kind: 'reset', worked: true },
  },
  {
    name: 'applied-then-502',
    title: 'both services do each write that is asked for, then answer 502 with an HTML page',
    writes: true,
    does: { kind: 'answer', reply: () => gatewayError(502), worked: true },
  },
  {
    name: 'applied-then-502-once',
    title: 'both services do the first write of each route and answer 502 to it, then work',
    writes: true,
    times: 1,
    does: { kind: 'answer', reply: () => gatewayError(502), worked: true },
  },
  {
    name: 'reset-mid-body',
    title: 'both services close every connection in the middle of the answer',
    does: { kind: 'reset-mid-body' },
  },
  {
    name: 'truncated-json',
    title: 'both services answer with half of the JSON',
    does: { kind: 'truncate' },
  },
  {
    name: 'invalid-json',
    title: 'both services answer with a body that is no JSON',
    does: { kind: 'garble' },
  },
  {
    name: 'html-instead-of-json',
    title: 'both services answer 200 with an HTML page, as a proxy does',
    does: answer(() => htmlReply(200, '<!doctype html>\n<title>Sign in</title>\n<h1>Sign in</h1>\n')),
  },
  {
    name: 'no-introspection',
    title: 'only the token introspection is gone (404)',
    service: 'hubspot',
    path: INTROSPECTION,
    does: answer(() => hubSpotError(404, 'resource not found')),
  },
  {
    name: 'introspection-down',
    title: 'only the token introspection fails (502)',
    service: 'hubspot',
    path: INTROSPECTION,
    does: answer(() => gatewayError(502)),
  },
  {
    name: 'conversations-down',
    title: 'only the conversations API fails (503)',
    service: 'hubspot',
    path: /^\/conversations\//,
    does: answer(() => gatewayError(503)),
  },
  {
    name: 'owners-down',
    title: 'only the owners API fails (503)',
    service: 'hubspot',
    path: OWNERS,
    does: answer(() => gatewayError(503)),
  },
  {
    name: 'sends-failed',
    title: 'HubSpot takes each message with 201 and marks it FAILED: it never reaches the customer',
    service: 'hubspot',
    path: /^\/conversations\/.+\/messages$/,
    writes: true,
    does: { kind: 'fail-sends' },
  },
  {
    name: 'search-refused',
    title: 'only the CRM search is refused (405), as by a proxy that lets no POST through',
    service: 'hubspot',
    path: /\/search$/,
    does: answer(methodNotAllowed),
  },
  {
    name: 'opencx-down',
    title: 'OpenCX answers 502 with an HTML page',
    service: 'opencx',
    does: answer(() => gatewayError(502)),
  },
  {
    name: 'deliver-duplicates',
    title: 'HubSpot delivers every event twice, and some of them twice in one delivery',
    does: { kind: 'deliver', disorder: 'duplicates' },
  },
  {
    name: 'deliver-out-of-order',
    title: 'HubSpot delivers events that happen close together in reverse order',
    does: { kind: 'deliver', disorder: 'out-of-order' },
  },
  {
    name: 'deliver-late',
    title: 'HubSpot delivers every event some seconds late',
    does: { kind: 'deliver', disorder: 'late' },
  },
];
