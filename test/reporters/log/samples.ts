import type { ApiLog, LogFile } from '../../../src/core/api-log.ts';
import type { LoggedReport } from '../../../src/core/report.ts';
import { cause, check, live, passed, report } from '../build.ts';

const OWNERS_ROUTE = 'GET /crm/v3/owners/{id}';
const THREADS_ROUTE = 'GET /conversations/v3/conversations/threads/{id}';

const CSV: LogFile = {
  name: 'api-calls.csv',
  format: 'csv',
  gzip: false,
  calls: 0,
  columns: [],
  ignoredColumns: [],
  badRows: { count: 0, first: [] },
  truncated: false,
};

/** A log in which nothing stands but that it was read. */
const QUIET: ApiLog = {
  files: [{ ...CSV, calls: 24 }],
  calls: 24,
  leftOut: 0,
  firstAt: '2026-11-20T08:00:00.000Z',
  lastAt: '2026-11-20T08:23:00.000Z',
  statuses: { 200: 24 },
  refusals: [],
  missingScopes: [],
  ownersLookup: null,
  unauthorized: { count: 0, runs: [] },
  rateLimits: [],
  serverErrors: [],
  latency: null,
  routes: [{ route: THREADS_ROUTE, count: 24, statuses: { 200: 24 }, latency: null }],
  timeline: {
    startsAt: '2026-11-20T08:00:00.000Z',
    stepMs: 60_000,
    calls: Array.from({ length: 24 }, () => 1),
    refused: Array.from({ length: 24 }, () => 0),
    rateLimited: Array.from({ length: 24 }, () => 0),
    failed: Array.from({ length: 24 }, () => 0),
  },
};

/** Everything that a log can show, at once. */
const BUSY: ApiLog = {
  files: [
    {
      ...CSV,
      gzip: true,
      calls: 12_340,
      columns: [
        { column: 'Request time', field: 'at' },
        { column: 'Response code', field: 'status' },
        { column: 'method', field: 'method' },
      ],
      ignoredColumns: ['Portal', 'Notes'],
      badRows: {
        count: 7,
        first: [
          { line: 17, reason: 'it has 3 columns, and the header 8' },
          { line: 911, reason: 'it has neither a status nor a path' },
        ],
      },
      truncated: true,
    },
    { ...CSV, name: 'standard input', format: 'har', calls: 5, otherHosts: 2 },
  ],
  calls: 12_045,
  leftOut: 300,
  firstAt: '2026-11-20T08:00:12.250Z',
  lastAt: '2026-11-21T08:00:00.000Z',
  statuses: { 200: 11_811, 401: 40, 403: 22, 429: 150, 502: 20, none: 2 },
  refusals: [
    {
      route: THREADS_ROUTE,
      status: 429,
      category: 'RATE_LIMITS',
      count: 150,
      firstAt: '2026-11-20T10:00:00.000Z',
      lastAt: '2026-11-20T10:09:30.000Z',
      stillAtEnd: false,
    },
    { route: THREADS_ROUTE, status: 401, category: null, count: 40, stillAtEnd: true },
    {
      route: OWNERS_ROUTE,
      status: 403,
      category: 'MISSING_SCOPES',
      count: 14,
      firstAt: '2026-11-20T08:05:00.000Z',
      lastAt: '2026-11-21T07:58:00.000Z',
      stillAtEnd: true,
    },
  ],
  missingScopes: [
    {
      scopes: ['crm.objects.owners.read'],
      form: 'all',
      inferred: false,
      routes: [OWNERS_ROUTE],
      count: 14,
      firstAt: '2026-11-20T08:05:00.000Z',
      lastAt: '2026-11-21T07:58:00.000Z',
      stillAtEnd: true,
    },
    {
      scopes: ['tickets', 'crm.objects.tickets.write'],
      form: 'any',
      inferred: false,
      routes: ['POST /crm/v3/objects/tickets'],
      count: 6,
      stillAtEnd: false,
    },
    {
      scopes: ['conversations.read', 'conversations.write'],
      form: 'all',
      inferred: true,
      routes: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `GET /conversations/v3/${name}`),
      count: 2,
      stillAtEnd: true,
    },
  ],
  ownersLookup: {
    paths: ['/crm/v3/owners/A-{id}', '/crm/owners/v3/A-{id}'],
    count: 14,
    firstAt: '2026-11-20T08:05:00.000Z',
    lastAt: '2026-11-21T07:58:00.000Z',
    stillAtEnd: true,
  },
  unauthorized: {
    count: 40,
    runs: [
      {
        count: 4,
        firstAt: '2026-11-20T12:00:00.000Z',
        lastAt: '2026-11-20T12:10:00.000Z',
        ended: true,
        routes: [THREADS_ROUTE],
      },
      {
        count: 36,
        firstAt: '2026-11-21T06:00:00.000Z',
        lastAt: '2026-11-21T08:00:00.000Z',
        ended: false,
        routes: [THREADS_ROUTE, OWNERS_ROUTE],
      },
    ],
    routesAlone: [
      {
        route: 'GET /webhooks/v3/{id}/subscriptions',
        count: 6,
        firstAt: '2026-11-20T09:00:00.000Z',
        lastAt: '2026-11-21T07:00:00.000Z',
      },
    ],
  },
  rateLimits: [
    {
      policy: 'TEN_SECONDLY_ROLLING',
      count: 140,
      windows: Array.from({ length: 7 }, (_, minute) => ({
        count: 20,
        firstAt: `2026-11-20T10:0${minute}:00.000Z`,
        lastAt: `2026-11-20T10:0${minute}:09.000Z`,
      })),
    },
    { policy: 'unsaid', count: 10, windows: [{ count: 10 }] },
  ],
  serverErrors: [
    {
      route: 'POST /crm/v3/objects/tickets',
      status: 502,
      count: 20,
      firstAt: '2026-11-20T20:00:00.000Z',
      lastAt: '2026-11-20T20:15:00.000Z',
    },
  ],
  latency: { count: 12_045, p50: 95, p95: 480, p99: 2210, max: 30_100 },
  routes: [
    {
      route: THREADS_ROUTE,
      count: 11_900,
      statuses: { 200: 11_708, 401: 40, 429: 150, none: 2 },
      latency: { count: 11_900, p50: 90, p95: 310, p99: 900, max: 4000 },
    },
    ...Array.from({ length: 13 }, (_, place) => ({
      route: `POST /crm/v3/objects/kind-${place}`,
      count: 11,
      statuses: { 200: 9, 502: 2 },
      latency: { count: 11, p50: 120, p95: 1000 + place, p99: 20_000, max: 30_100 },
    })),
    { route: 'other routes', count: 2, statuses: { 200: 2 }, latency: null },
  ],
  timeline: {
    startsAt: '2026-11-20T08:00:00.000Z',
    stepMs: 900_000,
    calls: Array.from({ length: 97 }, (_, step) => 60 + ((step * 37) % 120)),
    refused: Array.from({ length: 97 }, (_, step) => (step % 5 === 0 ? 1 : 0)),
    rateLimited: Array.from({ length: 97 }, (_, step) => (step === 8 ? 150 : 0)),
    failed: Array.from({ length: 97 }, (_, step) => (step === 48 ? 20 : 0)),
  },
};

const EVIDENCE = {
  'logs.refusals': live({ source: 'file', origin: 'api-calls.csv', calls: 0, durationMs: 310 }),
};

export const busy: LoggedReport = {
  ...report({
    status: 'problems',
    portal: {},
    calls: 0,
    evidence: EVIDENCE,
    causes: [
      cause('owners-scope-missing', {
        title: 'The app may not read owners: the scope crm.objects.owners.read is missing',
        checks: ['logs/missing-scopes'],
        measured: `${OWNERS_ROUTE} refused 14 times, last 2026-11-21T07:58:00.000Z`,
        expected: 'no call refused with MISSING_SCOPES',
        evidence: ['logs.refusals'],
        fixes: [
          {
            kind: 'manual',
            steps: ['Open the app and go to its Scopes tab.', 'Tick crm.objects.owners.read.'],
            where: 'HubSpot: Settings -> Development -> Legacy Apps',
            url: 'https://app-eu1.hubspot.com/legacy-apps/7700001',
          },
        ],
      }),
      cause('token-rejected', {
        title: 'HubSpot does not accept the access token (401)',
        checks: ['logs/unauthorized'],
        confidence: 'likely',
        measured: 'status 401 36 times | since *then*',
        expected: 'no status 401',
        fixes: [{ kind: 'wait', steps: ['Wait.'] }],
      }),
    ],
    nextTest: { check: 'token/accepted', question: 'Does HubSpot accept the token now?' },
    checks: [
      check('logs/unauthorized', 'fail', 'The log ends with calls refused with 401.', { source: 'file' }),
      check('logs/missing-scopes', 'fail', 'Refused for a missing scope.', { source: 'file' }),
      check('logs/rate-limits', 'warn', 'HubSpot refused 150 calls for a rate limit.', { source: 'file' }),
    ],
  }),
  log: BUSY,
};

export const quiet: LoggedReport = {
  ...report({
    status: 'healthy',
    portal: {},
    calls: 0,
    evidence: EVIDENCE,
    checks: [passed('logs/unauthorized'), passed('logs/missing-scopes'), passed('logs/rate-limits')],
  }),
  log: QUIET,
};

/** A log that keeps neither times nor durations. */
export const timeless: LoggedReport = {
  ...quiet,
  log: { ...QUIET, firstAt: null, lastAt: null, timeline: null },
};

/** Calls that were refused for reasons that no cause stands for. */
export const unexplained: LoggedReport = {
  ...quiet,
  log: {
    ...QUIET,
    calls: 26,
    statuses: { 200: 24, 404: 1, 502: 1 },
    refusals: [
      { route: THREADS_ROUTE, status: 404, category: 'OBJECT_NOT_FOUND', count: 1, stillAtEnd: false },
    ],
    serverErrors: [{ route: THREADS_ROUTE, status: 502, count: 1 }],
  },
};

/** The filters left nothing to look at. */
export const empty: LoggedReport = {
  ...report({
    status: 'incomplete',
    portal: {},
    calls: 0,
    checks: [check('logs/unauthorized', 'unknown', 'The API-call log holds no call to look at.')],
  }),
  log: {
    ...QUIET,
    calls: 0,
    leftOut: 24,
    firstAt: null,
    lastAt: null,
    statuses: {},
    routes: [],
    timeline: null,
  },
};

export const LOG_SAMPLES = { busy, quiet, timeless, empty } as const;
