/** What API-call logs show: the `log` of the report that `logs` prints. Its schema is a part of the report's. */
import * as v from 'valibot';
import { refusedScopesSchema } from './evidence.ts';
import { UNTOLD_RUNS } from './log-refusals.ts';
import {
  byName,
  count,
  described,
  flag,
  list,
  milliseconds,
  object,
  text,
  texts,
  time,
  whole,
} from './schema.ts';

/** The forms of a log that are understood. */
export const LOG_FORMS = ['csv', 'json', 'ndjson', 'har'] as const;
export type LogForm = (typeof LOG_FORMS)[number];

/** Who writes each of them, and what is read of it. */
export const LOG_FORM_WORDS: Readonly<Record<LogForm, string>> = {
  csv: 'a table with a header: HubSpot\'s own export (the app -> Logs, or Monitoring -> API Calls -> Export logs), or a spreadsheet\'s. The names of its columns are not documented; `--map "Column=field"` names what is not understood, `--dates dmy|mdy` how dates are written',
  json: 'one document: a list of calls, or what a collector or store of logs wraps around them',
  ndjson:
    "one JSON object a line: HubSpot's command line (`hs app logs --type=api-call --json`), your own proxy",
  har: 'what a browser or a recording proxy saves of a session (network tab -> Save all as HAR)',
};

function leftOut(calls: string) {
  return v.exactOptional(
    v.pipe(whole, v.minValue(1), v.description(`${calls}: left out of \`calls\`. Absent: none.`)),
  );
}

export const logFileSchema = object({
  name: described(text, 'As the user named it; `standard input` for `-`.'),
  format: v.picklist(LOG_FORMS),
  gzip: described(flag, 'It was compressed with gzip.'),
  calls: described(count, 'Calls read from it, before any filter.'),
  columns: described(
    list(object({ column: text, field: text })),
    "Which columns, or keys, were taken for what: a CSV's header is not documented. Empty for HAR.",
  ),
  ignoredColumns: described(texts, 'Columns that nothing was made of.'),
  badRows: object({
    count,
    first: described(
      list(
        object({
          line: v.pipe(whole, v.minValue(1), v.description('Counts from 1.')),
          reason: described(text, 'Quotes nothing of the row.'),
        }),
      ),
      'The first few.',
    ),
  }),
  unread: v.exactOptional(
    v.pipe(whole, v.minValue(1), v.description('Calls that lack a status or a path. Absent: none.')),
  ),
  broken: v.exactOptional(
    v.pipe(
      whole,
      v.minValue(1),
      v.description('Bad rows that began as a record and cannot be read as one. Absent: none.'),
    ),
  ),
  likelyStatus: v.exactOptional(
    described(text, 'A column that nothing was made of and that looks like a status: `--map NAME=status`.'),
  ),
  undecidedDates: v.exactOptional(
    described(
      flag,
      'Nothing tells which number of its dates is the day, so that such times were not used: `--dates`.',
    ),
  ),
  zones: v.exactOptional(
    described(
      v.picklist(['unsaid', 'mixed']),
      'Its times name no zone and are taken as UTC, or some do and some do not. Absent: they do, or it has none.',
    ),
  ),
  truncated: described(flag, 'The file ends in the middle of a row; what came before it was read.'),
  stoppedAt: v.exactOptional(
    v.pipe(
      whole,
      v.minValue(1),
      v.description('From this line on nothing could be read. Absent: it was read to its end.'),
    ),
  ),
  otherHosts: leftOut("Calls to hosts that are not HubSpot's"),
  unknownHosts: leftOut("Calls without a host whose path and answer are not HubSpot's"),
  ownPages: leftOut("Calls that HubSpot's own pages made with a person's session"),
  received: leftOut('Calls that came in to a server, such as webhook deliveries: it answered, not HubSpot'),
  answeredBetween: leftOut("Refusals that are a page or a document of somebody else's, not HubSpot's"),
});
export type LogFile = v.InferOutput<typeof logFileSchema>;

const span = {
  count,
  firstAt: v.exactOptional(time),
  lastAt: v.exactOptional(time),
};
/** Calls of one kind: how many, and from when to when; the times are absent where the log has none. */
export const logSpanSchema = object(span);
export type LogSpan = v.InferOutput<typeof logSpanSchema>;

const route = described(text, 'Method and path with ids folded: `GET /crm/v3/owners/{id}`.');
const stillAtEnd = described(flag, 'No later call of the route succeeded.');
const statuses = described(byName(count), 'Calls by status; `none` where the log has no status.');

const refusal = object({
  route,
  status: whole,
  category: described(v.nullable(text), 'null: neither a column nor the body names one.'),
  ...span,
  stillAtEnd,
});
export type LogRefusal = v.InferOutput<typeof refusal>;

const missingScope = object({
  scopes: texts,
  form: refusedScopesSchema.entries.form,
  inferred: described(
    flag,
    "Concluded from the route, or read in a line of text, because the log keeps no answer; else read off HubSpot's answer.",
  ),
  routes: texts,
  ...span,
  stillAtEnd,
});
export type LogMissingScope = v.InferOutput<typeof missingScope>;

export const logPercentilesSchema = described(
  object({ count, p50: milliseconds, p95: milliseconds, p99: milliseconds, max: milliseconds }),
  'Milliseconds, within 5 % of the exact value.',
);
export type LogPercentiles = v.InferOutput<typeof logPercentilesSchema>;

const routeRow = object({
  route: described(text, 'The last row is `other routes`, past the most that are kept.'),
  ...span,
  statuses,
  latency: v.nullable(logPercentilesSchema),
});
export type LogRoute = v.InferOutput<typeof routeRow>;

const timeline = object({
  startsAt: time,
  stepMs: described(milliseconds, 'Milliseconds of one step.'),
  calls: described(list(count), 'Calls in each step.'),
  refused: described(list(count), 'Calls refused with a 4xx other than 429.'),
  rateLimited: described(list(count), 'Calls refused with 429.'),
  failed: described(list(count), 'Calls answered with 5xx.'),
});

export const apiLogSchema = described(
  object({
    files: list(logFileSchema),
    calls: described(count, 'Calls that were looked at, after the filters.'),
    leftOut: described(count, 'Calls that a filter left out.'),
    firstAt: v.nullable(time),
    lastAt: v.nullable(time),
    statuses,
    refusals: described(list(refusal), 'Calls refused in the same way, most calls first.'),
    missingScopes: described(list(missingScope), 'Calls refused for the same scopes.'),
    ownersLookup: described(
      v.nullable(object({ paths: texts, ...span, stillAtEnd })),
      'The owner lookup of inbound email (`/crm/v3/owners/A-…` and its other spellings), refused for its scope.',
    ),
    unauthorized: object({
      count: described(count, 'Calls of all runs.'),
      runs: described(
        list(
          object({
            ...span,
            ended: described(flag, 'The token was taken later; false: it is likely dead.'),
            untold: v.exactOptional(
              described(
                v.picklist(UNTOLD_RUNS),
                'Why it cannot be told whether the token is dead. Absent: it can.',
              ),
            ),
            routes: texts,
          }),
        ),
        'Unbroken runs of 401, by time.',
      ),
      refreshed: v.exactOptional(
        described(
          object(span),
          'Refused because an OAuth token had expired, and taken again with the next one: normal. Absent: none.',
        ),
      ),
      routesAlone: v.exactOptional(
        described(
          list(object({ route, ...span })),
          'Refused with 401 each time, although calls of other routes succeeded around it: no sign of a dead token. Absent: none.',
        ),
      ),
    }),
    rateLimits: described(
      list(
        object({
          policy: described(text, '`unsaid` where no answer names it.'),
          count,
          inferred: v.exactOptional(
            described(flag, 'true: each of them was read in a line of text. Absent: not so.'),
          ),
          windows: described(list(logSpanSchema), 'By time.'),
        }),
      ),
      'Windows of 429.',
    ),
    serverErrors: list(object({ route, status: whole, ...span })),
    latency: v.nullable(logPercentilesSchema),
    routes: described(
      list(routeRow),
      'Every route with what it took, most calls first. The slowest by p95 are not apart.',
    ),
    timeline: described(
      v.nullable(timeline),
      'Calls in equal steps of time; null where the log has no times.',
    ),
  }),
  'What the API-call logs show; only in `logs --format json`.',
);
export type ApiLog = v.InferOutput<typeof apiLogSchema>;
