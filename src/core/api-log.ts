import type { LogFormat } from './api-call.ts';
import type { RefusedScopes } from './evidence.ts';

/** What one log file was found to be. */
export interface LogFile {
  /** As the user named it; `standard input` for `-`. */
  name: string;
  format: LogFormat;
  /** It was compressed with gzip. */
  gzip: boolean;
  /** Calls read from it, before any filter. */
  calls: number;
  /** Which columns, or keys, were taken for what: a CSV's header is not documented. Empty for HAR. */
  columns: { column: string; field: string }[];
  /** Columns that nothing was made of. */
  ignoredColumns: string[];
  badRows: {
    count: number;
    /** The first few. `line` counts from 1; the reason quotes nothing of the row. */
    first: { line: number; reason: string }[];
  };
  /** The file ends in the middle of a row; what came before it was read. */
  truncated: boolean;
  /** Calls to hosts that are not HubSpot's: left out of `calls`. Absent: none. */
  otherHosts?: number;
}

/** Calls of one kind: how many, and from when to when (ISO times; absent where the log has none). */
export interface LogSpan {
  count: number;
  firstAt?: string;
  lastAt?: string;
}

/** Calls refused in the same way. */
export interface LogRefusal extends LogSpan {
  /** `GET /crm/v3/owners/{id}` */
  route: string;
  status: number;
  /** null: neither a column nor the body names one. */
  category: string | null;
  /** No later call of the route succeeded. */
  stillAtEnd: boolean;
}

/** Calls refused for the same scopes. */
export interface LogMissingScope extends LogSpan {
  scopes: string[];
  form: RefusedScopes['form'];
  /** Read off HubSpot's answer, or concluded from the route where the log keeps no answer. */
  inferred: boolean;
  routes: string[];
  stillAtEnd: boolean;
}

export interface LogPercentiles {
  count: number;
  /** Milliseconds, within 5 % of the exact value. */
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

export interface LogRoute extends LogSpan {
  route: string;
  /** Calls by status; `none` where the log has no status. */
  statuses: Record<string, number>;
  latency: LogPercentiles | null;
}

/** What API-call logs show: the `log` of the report that `logs --format json` prints. */
export interface ApiLog {
  files: LogFile[];
  /** Calls that were looked at, after the filters. */
  calls: number;
  /** Calls that a filter left out. */
  leftOut: number;
  firstAt: string | null;
  lastAt: string | null;
  statuses: Record<string, number>;
  /** Most calls first. */
  refusals: LogRefusal[];
  missingScopes: LogMissingScope[];
  /** The owner lookup of inbound email (`/crm/v3/owners/A-…` and its other spellings), refused for its scope. */
  ownersLookup: (LogSpan & { paths: string[]; stillAtEnd: boolean }) | null;
  unauthorized: {
    /** Calls of all runs. */
    count: number;
    /** Unbroken runs of 401, by time; a run that nothing ended has `ended: false`: the token is likely dead. */
    runs: (LogSpan & { ended: boolean; routes: string[] })[];
    /** Refused with 401 each time, although calls of other routes succeeded around it: no sign of a dead token. */
    routesAlone?: (LogSpan & { route: string })[];
  };
  /** Windows of 429, by time. `policy` is `unsaid` where no answer names it. */
  rateLimits: { policy: string; count: number; windows: LogSpan[] }[];
  serverErrors: (LogSpan & { route: string; status: number })[];
  latency: LogPercentiles | null;
  /** Slowest by p95 are not apart: every route with what it took, most calls first; past the most that are kept, the last row is `other routes`. */
  routes: LogRoute[];
  /** Calls in equal steps of time; null where the log has no times. */
  timeline: {
    startsAt: string;
    stepMs: number;
    calls: number[];
    refused: number[];
    rateLimited: number[];
    failed: number[];
  } | null;
}
