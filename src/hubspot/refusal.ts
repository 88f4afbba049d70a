import { EvidenceFailure, type RefusedScopes, type RetryHints } from '../core/evidence.ts';
import {
  CREATOR_LACKS_PERMISSION,
  categoryOf,
  correlationIdIn,
  DAILY,
  type HubSpotErrorBody,
  isHubSpotsOwn,
  LOCKED,
  rateLimitPolicy,
  readErrorBody,
  refusedScopes,
} from '../core/hubspot/error-words.ts';
import { looksOf, SIGN_IN_FIRST, withoutGaps } from '../wire/read-answer.ts';
import type { WireAnswer } from '../wire/request.ts';

/** How long the limits of the whole app last that pass by themselves. */
const PAUSES: Readonly<Record<string, string>> = {
  TEN_SECONDLY_ROLLING: 'ten seconds',
  SECONDLY: 'a second',
};

/**
 * A refusal of HubSpot's as a failure: status, category, scopes, limit, region, as far as the answer tells them.
 *
 * HubSpot's own sentences are not passed on, since they may quote what was sent; the sentence is ours, and values
 * are taken over only in the form that HubSpot documents for them.
 */
export function refusal({ status, body, headers, destination }: WireAnswer): EvidenceFailure {
  const said = readErrorBody(body);
  const facts = {
    category: categoryOf(said),
    scopes: status === 403 ? refusedScopes(said) : undefined,
    policy: status === 429 ? rateLimitPolicy(body) : undefined,
    region: status === 488 ? regionOf(said) : undefined,
    unreadableToken: (status === 401 && expiredIn1970(said)) || undefined,
  };
  const hints = withoutGaps({ retryAfterMs: waitAskedFor(headers, facts.policy) });
  if (saysSomething(status) && !isHubSpotsOwn(said)) return foreign({ status, body, destination }, hints);
  const correlationId =
    correlationIdIn(said.correlationId) ?? correlationIdIn(headers['x-hubspot-correlation-id']);
  const message = sentence({ status, said, route: destination.route, ...facts });
  return new EvidenceFailure(
    withoutGaps({ kind: 'http' as const, message, status, ...facts, correlationId, ...destination }),
    hints,
  );
}

/**
 * Answers that say something of the token, its rights, its limits or what was asked for, if HubSpot itself gives them; and
 * those with which something on the way sends a call elsewhere.
 */
function saysSomething(status: number): boolean {
  return (status >= 300 && status < 500) || status === SIGN_IN_FIRST;
}

/** An answer of somebody else's, which is no word about the portal: what it looked like, for whoever has to find out. */
function foreign(
  { status, body, destination }: Pick<WireAnswer, 'status' | 'body' | 'destination'>,
  hints: RetryHints,
) {
  const message = isRedirect(status)
    ? `${destination.route} was redirected elsewhere (${status}), which is not followed; a proxy or a sign-in page may stand in between.`
    : `Something between here and HubSpot answered ${destination.route}: status ${status} with ${looksOf(body)}, not HubSpot's own error document.`;
  return new EvidenceFailure({ kind: 'parse', message, status, ...destination }, hints);
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

/** Milliseconds: what `Retry-After` says in seconds, else the length of the window that a rolling limit counts in. */
function waitAskedFor(headers: WireAnswer['headers'], policy: string | undefined): number | undefined {
  const seconds = headers['retry-after']?.trim();
  if (seconds && /^\d{1,6}$/.test(seconds)) return Number(seconds) * 1000;
  const window = Number(headers['x-hubspot-ratelimit-interval-milliseconds']);
  return policy === 'TEN_SECONDLY_ROLLING' && window > 0 ? window : undefined;
}

interface Refused {
  status: number;
  route: string;
  said: HubSpotErrorBody;
  category: string | undefined;
  scopes: RefusedScopes | undefined;
  policy: string | undefined;
  region: string | undefined;
}

function sentence(refused: Refused): string {
  const { status, route, category, said } = refused;
  const mark = category ? `${status}, ${category}` : `${status}`;
  if (status === 401) return unauthorized(route, said, mark);
  if (category === CREATOR_LACKS_PERMISSION) {
    return `HubSpot refused ${route}: the user who created the app lacks the permission for it (${mark}).`;
  }
  if (refused.scopes) return missingScopes(route, refused.scopes, mark);
  if (isUnknownSender(said)) {
    return `HubSpot does not know the sender that ${route} named (${mark}): a message goes out in the name of a user of the portal, \`A-<user id>\`, and an owner id or an app id is none.`;
  }
  if (status === 429) return rateLimited(route, refused.policy);
  if (status === 488) {
    const where = refused.region ? `in the region ${refused.region}` : 'in another region';
    return `The portal is ${where}, not where the call went (488).`;
  }
  if (status === 477)
    return 'HubSpot is moving the portal to another data centre (477); it answers again afterwards.';
  if (status === LOCKED)
    return `HubSpot has locked what ${route} asked for; that passes by itself (${mark}).`;
  if (status === 404) return `HubSpot does not have what ${route} asked for (404).`;
  if (status >= 500) return `HubSpot could not answer ${route} just now (${mark}).`;
  return `HubSpot refused ${route} (${mark}).`;
}

function unauthorized(route: string, said: HubSpotErrorBody, mark: string): string {
  if (expiredIn1970(said)) {
    return `HubSpot could not read the token: it dates its expiry to 1970, as it does for a secret of another kind (${mark}).`;
  }
  if (said.category === 'EXPIRED_AUTHENTICATION') return `HubSpot says that the token has expired (${mark}).`;
  return `HubSpot did not accept the token for ${route} (${mark}).`;
}

/** How HubSpot answers a message in the name of an app (seen live). */
function isUnknownSender({ message = '' }: HubSpotErrorBody): boolean {
  return /^Sender actor \S+ not found/i.test(message);
}

/** How HubSpot answers what is no token of its kind, or a damaged one. */
function expiredIn1970({ context }: HubSpotErrorBody): boolean {
  return context?.['expire time']?.some((time) => time.startsWith('1970-01-01')) ?? false;
}

function missingScopes(route: string, { form, names }: RefusedScopes, mark: string): string {
  if (names.length === 0) {
    return `HubSpot refused ${route} for want of a scope that its answer does not name (${mark}).`;
  }
  const list = names.join(', ');
  if (names.length === 1) return `HubSpot refused ${route}: the app lacks the scope ${list} (${mark}).`;
  const wanted = { any: 'one of the scopes', all: 'all of the scopes', unsaid: 'scopes among' }[form];
  return `HubSpot refused ${route}: it needs ${wanted} ${list} (${mark}).`;
}

function rateLimited(route: string, policy: string | undefined): string {
  if (policy === DAILY) return "The portal's daily allowance of API calls is used up (429, DAILY).";
  const mark = policy ? `429, ${policy}` : '429';
  const pause = policy && PAUSES[policy];
  if (pause)
    return `HubSpot is limiting the rate of calls (${mark}); it answers again after ${pause} of rest.`;
  return `HubSpot is limiting the rate of calls and put ${route} off (${mark}).`;
}

function regionOf(said: HubSpotErrorBody): string | undefined {
  return shaped(said.correctHublet ?? /in Hublet (\w+)/i.exec(said.message ?? '')?.[1], /^[a-z]{2}\d{1,2}$/);
}

/** The value if it has the form; what has another form may be anything and is not passed on. */
function shaped(value: string | undefined, form: RegExp): string | undefined {
  return value !== undefined && form.test(value) ? value : undefined;
}
