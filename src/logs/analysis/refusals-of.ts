import type { LogFile } from '../../core/api-log.ts';
import { byCode } from '../../core/by-code.ts';
import { CREATOR_LACKS_PERMISSION } from '../../core/hubspot/error-words.ts';
import type { LoggedTokenCause, LogRefusals } from '../../core/log-refusals.ts';
import { NOT_JUDGED } from '../fields/hosts.ts';
import type { AnalysedLog } from './summarize.ts';

/** HubSpot's own status for an account in another region. */
const WRONG_REGION = 488;

type MissingScope = LogRefusals['missingScopes'][number];

/** What the checks judge of a log: one row for each scope and route, limits by policy, and when the token died. */
export function refusalsOf(log: AnalysedLog): LogRefusals {
  return {
    missingScopes: missingScopes(log),
    rateLimits: log.rateLimits.map(({ policy, count, inferred, windows }) => ({
      policy,
      count,
      ...(inferred && { inferred }),
      ...latest(windows.map(({ lastAt }) => lastAt)),
    })),
    unauthorized: unauthorized(log),
    ...tokenRefusals(log),
    ...(log.untold > 0 && { untold: log.untold }),
    ...(log.told > 0 && { told: log.told }),
    ...unread(log),
    ...broken(log),
    ...between(log),
    ...cut(log),
    ...(log.files.some(({ undecidedDates }) => undecidedDates) && { undecidedDates: true }),
    succeeded: log.succeeded,
    accepted: log.accepted,
    calls: log.calls,
  };
}

function unread({ files }: AnalysedLog): Pick<LogRefusals, 'unread'> {
  const count = files.reduce((sum, file) => sum + (file.unread ?? 0), 0);
  if (count === 0) return {};
  const of = files.reduce((sum, { calls }) => sum + calls, 0);
  const column = files.find(({ likelyStatus }) => likelyStatus !== undefined)?.likelyStatus;
  return { unread: { count, of, ...(column !== undefined && { column }) } };
}

function broken({ files }: AnalysedLog): Pick<LogRefusals, 'broken'> {
  const sum = (count: (file: LogFile) => number) => files.reduce((all, file) => all + count(file), 0);
  const count = sum((file) => file.broken ?? 0);
  const leftOut = sum((file) => NOT_JUDGED.reduce((all, why) => all + (file[why] ?? 0), 0));
  return count > 0
    ? { broken: { count, of: leftOut + sum(({ calls, badRows }) => calls + badRows.count) } }
    : {};
}

function between({ files }: AnalysedLog): Pick<LogRefusals, 'between'> {
  const count = files.reduce((sum, file) => sum + (file.answeredBetween ?? 0), 0);
  return count > 0 ? { between: count } : {};
}

function cut({ files }: AnalysedLog): Pick<LogRefusals, 'cut'> {
  const found = files
    .filter(({ truncated, stoppedAt }) => truncated || stoppedAt !== undefined)
    .map(({ name, stoppedAt }) => ({ name, ...(stoppedAt !== undefined && { line: stoppedAt }) }));
  return found.length > 0 ? { cut: found } : {};
}

/**
 * Where any one of several scopes is enough, the first of them, which is the everyday one, counts as the one that is
 * missing: the app need not have the others.
 */
function missingScopes({ missingScopes: rows }: AnalysedLog): MissingScope[] {
  const found = rows.flatMap(({ scopes, form, inferred, byRoute }) =>
    namedIn(scopes, form).flatMap((scope) => byRoute.map((span) => ({ scope, inferred, ...span }))),
  );
  return [...Map.groupBy(found, ({ scope, route }) => `${scope} ${route}`).entries()]
    .map(([key, same]) => {
      const [{ scope, route }] = same as [(typeof same)[number]];
      const row = {
        scope,
        route,
        count: same.reduce((sum, { count }) => sum + count, 0),
        ...earliest(same.map(({ firstAt }) => firstAt)),
        ...latest(same.map(({ lastAt }) => lastAt)),
        inferred: same.every(({ inferred }) => inferred),
        ...(same.every(({ over }) => over) && { over: true }),
        ...(same.some(({ parted }) => parted) && { parted: true }),
      };
      return { key, row };
    })
    .sort((one, other) => other.row.count - one.row.count || byCode(one.key, other.key))
    .map(({ row }) => row);
}

function namedIn(scopes: readonly string[], form: 'any' | 'all' | 'unsaid'): readonly (string | null)[] {
  if (scopes.length === 0) return [null];
  return form === 'any' ? scopes.slice(0, 1) : scopes;
}

/**
 * By HubSpot's own words: the status for another region, and the category for a creator who has gone. Both are said of the
 * token, so that any later call for which it was taken ends them.
 */
function tokenRefusals({ refusals, acceptedAt = '' }: AnalysedLog): Pick<LogRefusals, 'tokenRefusals'> {
  const causes = Map.groupBy(refusals, ({ status, category }): LoggedTokenCause | null => {
    if (status === WRONG_REGION) return 'token-wrong-region';
    return status === 403 && category === CREATOR_LACKS_PERMISSION ? 'token-creator-removed' : null;
  });
  const found = [...causes].flatMap(([cause, rows]) =>
    cause === null
      ? []
      : {
          cause,
          count: rows.reduce((sum, { count }) => sum + count, 0),
          ...latest(rows.map(({ lastAt }) => lastAt)),
          still: rows.some(
            ({ stillAtEnd, lastAt = '' }) => stillAtEnd && (lastAt === '' || lastAt > acceptedAt),
          ),
        },
  );
  return found.length > 0 ? { tokenRefusals: found } : {};
}

/** Of several runs the last one tells whether the token is dead; the count is of all of them. */
function unauthorized({ unauthorized: { count, runs } }: AnalysedLog): LogRefusals['unauthorized'] {
  const last = runs.at(-1);
  if (last === undefined) return null;
  return {
    count,
    ...(last.firstAt !== undefined && { since: last.firstAt }),
    ...(last.lastAt !== undefined && { lastAt: last.lastAt }),
    ended: last.ended,
    ...(last.untold && { untold: last.untold }),
  };
}

function earliest(times: readonly (string | undefined)[]): { firstAt?: string } {
  const [first] = inOrder(times);
  return first === undefined ? {} : { firstAt: first };
}

function latest(times: readonly (string | undefined)[]): { lastAt?: string } {
  const last = inOrder(times).at(-1);
  return last === undefined ? {} : { lastAt: last };
}

/** ISO times in UTC are in order as texts. */
function inOrder(times: readonly (string | undefined)[]): string[] {
  return times.filter((time) => time !== undefined).sort();
}
