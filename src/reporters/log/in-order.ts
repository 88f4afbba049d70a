import type { ApiLog, LogFile, LogPercentiles, LogSpan } from '../../core/api-log.ts';

/** What a log shows with the keys of all its parts in the documented order, however it was put together. */
export function logInOrder(log: ApiLog): ApiLog {
  return {
    files: log.files.map(fileInOrder),
    calls: log.calls,
    leftOut: log.leftOut,
    firstAt: log.firstAt,
    lastAt: log.lastAt,
    statuses: log.statuses,
    refusals: log.refusals.map(({ route, status, category, stillAtEnd, ...span }) => ({
      route,
      status,
      category,
      ...spanInOrder(span),
      stillAtEnd,
    })),
    missingScopes: log.missingScopes.map(({ scopes, form, inferred, routes, stillAtEnd, ...span }) => ({
      scopes,
      form,
      inferred,
      routes,
      ...spanInOrder(span),
      stillAtEnd,
    })),
    ownersLookup: log.ownersLookup && {
      paths: log.ownersLookup.paths,
      ...spanInOrder(log.ownersLookup),
      stillAtEnd: log.ownersLookup.stillAtEnd,
    },
    unauthorized: {
      count: log.unauthorized.count,
      runs: log.unauthorized.runs.map(({ ended, routes, ...span }) => ({
        ...spanInOrder(span),
        ended,
        routes,
      })),
      ...(log.unauthorized.routesAlone && {
        routesAlone: log.unauthorized.routesAlone.map(({ route, ...span }) => ({
          route,
          ...spanInOrder(span),
        })),
      }),
    },
    rateLimits: log.rateLimits.map(({ policy, count, windows }) => ({
      policy,
      count,
      windows: windows.map(spanInOrder),
    })),
    serverErrors: log.serverErrors.map(({ route, status, ...span }) => ({
      route,
      status,
      ...spanInOrder(span),
    })),
    latency: log.latency && percentilesInOrder(log.latency),
    routes: log.routes.map(({ route, statuses, latency, ...span }) => ({
      route,
      ...spanInOrder(span),
      statuses,
      latency: latency && percentilesInOrder(latency),
    })),
    timeline: log.timeline && timelineInOrder(log.timeline),
  };
}

function spanInOrder({ count, firstAt, lastAt }: LogSpan): LogSpan {
  return { count, ...(firstAt !== undefined && { firstAt }), ...(lastAt !== undefined && { lastAt }) };
}

function fileInOrder({
  name,
  format,
  gzip,
  calls,
  columns,
  ignoredColumns,
  badRows,
  truncated,
  otherHosts,
}: LogFile): LogFile {
  return {
    name,
    format,
    gzip,
    calls,
    columns: columns.map(({ column, field }) => ({ column, field })),
    ignoredColumns,
    badRows: { count: badRows.count, first: badRows.first.map(({ line, reason }) => ({ line, reason })) },
    truncated,
    ...(otherHosts !== undefined && { otherHosts }),
  };
}

function percentilesInOrder({ count, p50, p95, p99, max }: LogPercentiles): LogPercentiles {
  return { count, p50, p95, p99, max };
}

function timelineInOrder({
  startsAt,
  stepMs,
  calls,
  refused,
  rateLimited,
  failed,
}: NonNullable<ApiLog['timeline']>): NonNullable<ApiLog['timeline']> {
  return { startsAt, stepMs, calls, refused, rateLimited, failed };
}
