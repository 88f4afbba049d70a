import type { ApiLog, LogRefusal } from '../../core/api-log.ts';
import { CREATOR_LACKS_PERMISSION } from '../../core/hubspot/error-words.ts';
import { OWNERS_SCOPE, ruleOf } from '../../core/hubspot/scopes.ts';
import type { ReportCause } from '../../core/report.ts';
import { many, moment } from './words.ts';

/**
 * The refused call that a cause was read off, with its answer and its time: whoever asks HubSpot about it names this
 * one. What else was refused in the same way is counted. The measured words of the cause where the log has no such call.
 */
export function proofOf({ id, checks, measured }: ReportCause, log: ApiLog): string {
  const refused = REFUSED.find(([check]) => checks.includes(check))?.[1](log, id) ?? [];
  const [first] = refused;
  if (first === undefined) return measured;
  const { status, category, route, count, firstAt, lastAt, stillAtEnd } = first;
  const calls = refused.reduce((sum, one) => sum + one.count, 0);
  const says = category === null || SAYS_NO_MORE.includes(status) ? status : `${status} ${category}`;
  const last = firstAt === lastAt ? '' : 'last ';
  return [
    `${says} on ${route}`,
    ...(lastAt === undefined ? [] : [`${last}${moment(lastAt)} UTC`]),
    refused.length === 1 ? many(count, 'call') : `${many(calls, 'such call')} on ${refused.length} routes`,
    stillAtEnd ? 'still so at the end' : 'a later one succeeded',
  ].join(', ');
}

/** By the check that found the cause, the calls that it looked at, the most telling first. */
const REFUSED: readonly [check: string, find: (log: ApiLog, cause: string) => LogRefusal[]][] = [
  ['logs/missing-scopes', scopeRefusals],
  ['logs/unauthorized', tokenRefusals],
  ['logs/rate-limits', ({ refusals }) => lastFirst(refusals.filter(({ status }) => status === 429))],
];

/** Statuses of which HubSpot's category says no more than the status itself. */
const SAYS_NO_MORE: readonly number[] = [401, 429];

/** Refused for a scope that OpenCX asks for: in HubSpot's words before concluded, needed before merely useful. */
function scopeRefusals({ missingScopes, refusals }: ApiLog, cause: string): LogRefusal[] {
  const isOwners = cause === 'owners-scope-missing';
  const about = missingScopes
    .filter(({ scopes }) => scopes.includes(OWNERS_SCOPE) === isOwners)
    .map((missing) => ({ ...missing, tiers: missing.scopes.map((scope) => ruleOf(scope)?.tier) }));
  const asked = [false, true].flatMap((inferred) =>
    (['required', 'secondary'] as const).flatMap((tier) =>
      about.filter((missing) => missing.inferred === inferred && missing.tiers.includes(tier)),
    ),
  );
  const found = asked.flatMap(({ routes }) =>
    mostFirst(refusals.filter(({ status, route }) => status === 403 && routes.includes(route))),
  );
  return [...new Set(found)];
}

function tokenRefusals({ refusals }: ApiLog, cause: string): LogRefusal[] {
  return mostFirst(refusals.filter(TOKEN_REFUSALS[cause] ?? (() => false)));
}

const TOKEN_REFUSALS: Partial<Record<string, (refusal: LogRefusal) => boolean>> = {
  'token-rejected': ({ status }) => status === 401,
  'token-wrong-region': ({ status }) => status === 488,
  'token-creator-removed': ({ status, category }) => status === 403 && category === CREATOR_LACKS_PERMISSION,
};

function mostFirst(refusals: readonly LogRefusal[]): LogRefusal[] {
  return refusals.toSorted((one, other) => other.count - one.count);
}

/** Limits pass; the last one says most of what is so now. */
function lastFirst(refusals: readonly LogRefusal[]): LogRefusal[] {
  return refusals.toSorted((one, other) => (other.lastAt ?? '').localeCompare(one.lastAt ?? ''));
}
