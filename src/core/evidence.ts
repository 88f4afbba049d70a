/** One typed fact about the world with its provenance; or why it could not be had. */
import * as v from 'valibot';
import { described, flag, object, text, texts, whole } from './schema.ts';

/**
 * Where a piece of evidence came from. `tested` was seen to happen when somebody made it happen; `stated` is a person's
 * word: used, shown as such, and it ages.
 */
export const SOURCES = ['given', 'live', 'file', 'journal', 'stated', 'replay', 'tested'] as const;
export type Source = (typeof SOURCES)[number];

/** Why a fact could not be had, in one word. */
export const ERROR_KINDS = [
  'dns',
  'tls',
  'refused',
  'reset',
  'timeout',
  'http',
  'parse',
  'not-configured',
  'not-allowed',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** Whether any one of the scopes that a 403 names is enough, or all are wanted, or the body does not say. */
const SCOPE_FORMS = ['any', 'all', 'unsaid'] as const;

/** Scopes that a 403 names. */
export const refusedScopesSchema = object({
  form: described(
    v.picklist(SCOPE_FORMS),
    'Any one of the scopes is enough, all are wanted, or the answer does not say.',
  ),
  names: texts,
});
export type RefusedScopes = v.InferOutput<typeof refusedScopesSchema>;

/** Why a fact could not be had. Everything in it is safe to print. */
export const evidenceErrorSchema = object({
  kind: v.picklist(ERROR_KINDS),
  status: v.exactOptional(described(whole, 'HTTP status, where an answer came.')),
  category: v.exactOptional(
    described(text, "HubSpot's error category: `MISSING_SCOPES`, `INVALID_AUTHENTICATION`."),
  ),
  message: described(text, 'One sentence without secrets.'),
  scopes: v.exactOptional(refusedScopesSchema),
  policy: v.exactOptional(described(text, 'Policy of a 429: `DAILY`, `TEN_SECONDLY_ROLLING`, `SECONDLY`.')),
  region: v.exactOptional(described(text, 'Region that a 488 names as the right one.')),
  unreadableToken: v.exactOptional(
    described(flag, 'HubSpot could not read the token: it dates its expiry to 1970 (401).'),
  ),
  correlationId: v.exactOptional(text),
  host: v.exactOptional(text),
  proxy: v.exactOptional(
    described(
      object({ address: text, variable: text }),
      'What the call went through: host and port, and the variable that names it.',
    ),
  ),
  variable: v.exactOptional(
    described(text, 'The variable that was to hold the token, where the configuration names one.'),
  ),
  route: v.exactOptional(described(text, 'Method and path with ids folded: `GET /crm/v3/owners/{id}`.')),
});
export type EvidenceError = v.InferOutput<typeof evidenceErrorSchema>;

export interface Provenance {
  source: Source;
  /** ISO time at which it was obtained, or stated. */
  at: string;
  durationMs: number;
  /** HTTP requests made for it, tries included. */
  calls: number;
  /** File name, or who stated it. */
  origin?: string;
  /** A person's answer older than seven days. */
  stale?: boolean;
}

export interface Obtained<T> extends Provenance {
  outcome: 'ok';
  value: T;
}

/** Nobody gave it: not wrong, only not known. */
interface NotGiven extends Provenance {
  outcome: 'missing';
  /** What would have to be given. */
  why: string;
  /** What was given and refused, so that this was left to the next source. */
  refused?: EvidenceError;
}

interface Failed extends Provenance {
  outcome: 'error';
  error: EvidenceError;
}

export type Evidence<T> = Obtained<T> | NotGiven | Failed;

/** Evidence by the key of its fact, whichever facts there are. */
export type EvidenceByKey = Readonly<Record<string, Evidence<unknown> | undefined>>;

/** What somebody who may make the call again has to know; no part of the evidence. */
export interface RetryHints {
  /** Nothing of the request was sent, so nothing of it can have been carried out. */
  unsent?: boolean;
  /** Milliseconds after which the other side asks to be called again. */
  retryAfterMs?: number;
}

/** Thrown by adapters and probes when a fact could not be had. */
export class EvidenceFailure extends Error {
  override readonly name = 'EvidenceFailure';
  readonly error: EvidenceError;
  readonly hints: RetryHints;

  constructor(error: EvidenceError, hints: RetryHints = {}) {
    super(error.message);
    this.error = error;
    this.hints = hints;
  }
}

/**
 * Thrown by probes when nobody gave what they need. That is so of most facts in every run, and nobody reads where it
 * was noticed: it has no stack, which would cost more than all else about it.
 */
export class EvidenceNotGiven extends Error {
  override readonly name = 'EvidenceNotGiven';
  readonly refused: EvidenceError | undefined;

  /** @param refused how what was given for it was refused */
  constructor(message: string, refused?: EvidenceError) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.refused = refused;
  }
}
