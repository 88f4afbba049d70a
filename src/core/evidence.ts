import type {
  AccountDetails,
  Actor,
  ChannelAccount,
  Contact,
  DailyUsage,
  Introspection,
  Message,
  Owner,
  PipelineStage,
  SecurityActivity,
  Thread,
  Ticket,
} from './hubspot.ts';
import type { ConnectionMode } from './ids.ts';
import type { ChannelOrigin, Session } from './opencx.ts';
import type { TokenForm } from './token.ts';
import type { Subscription, UrlFacts, WebhookConfig } from './webhooks.ts';

/** Where a piece of evidence came from. `stated` is a person's word: used, shown as such, and it ages. */
export type Source = 'given' | 'live' | 'file' | 'journal' | 'stated' | 'replay';

/** Where the facts about one thing, sorted by who can act on them, are found. */
export interface EvidenceValues {
  'token.form': TokenForm;
  'token.introspection': Introspection;
  'connection.mode': ConnectionMode;
  /** Portal id that the user means. */
  'portal.expected': number;
  'account.details': AccountDetails;
  'account.usage': DailyUsage;
  /** One small read for each readable scope, made only where introspection did not answer. */
  'scopes.reads': ScopeReads;
  /** An owners read that worked; the call whose refusal is the page's "email without session". */
  'owners.read': { readable: true };
  'opencx.access': OpenCxAccess;

  /** As OpenCX shows it: `A-7001` or `7001`; empty when the field is empty. */
  'opencx.defaultUserId': string;
  'default-user.owner': DefaultUserOwner;
  'default-user.actor': Actor | null;

  'webhooks.file': WebhookConfig;
  'webhooks.api': WebhookConfig;
  'webhooks.activity': SecurityActivity[];
  'webhooks.answer': WebhookAnswer;
  /** null: no target URL is set. */
  'webhooks.targetUrl': UrlFacts | null;
  'webhooks.subscriptions': Subscription[];
  /** Names of the paused events among the required ones. */
  'webhooks.paused': string[];
  'webhooks.ticketProperties': string[];
  'webhooks.objectFormat': TicketEventFormat;
  'webhooks.committed': boolean;
  'webhooks.throttle': number;

  /** null: OpenCX shows none. */
  'opencx.webhookUrl': UrlFacts | null;
  'opencx.ticketCreation': boolean;
  'opencx.crmConnected': boolean;
  'opencx.assistMode': boolean;
  'opencx.workflowAction': boolean;

  'conversation.session': Session;
  'conversation.thread': Thread;
  /** Newest first; the newest page is enough for every rule. */
  'conversation.messages': Message[];
  'conversation.owner': Actor | null;
  'conversation.ticket': Ticket | null;
  'conversation.contact': Contact | null;
  'conversation.channelAccount': ChannelAccount;
  'conversation.ticketStages': PipelineStage[];
  'conversation.channel': ChannelOrigin;
  /** Empty when the contact has none. */
  'conversation.contactEmail': string;
  'conversation.contactMatches': Contact[];

  'logs.refusals': LogRefusals;
  'journal.events': JournalSummary;
}
export type EvidenceKey = keyof EvidenceValues;

export interface ScopeReads {
  granted: string[];
  refused: string[];
}

/** What became of the OpenCX key: taken, or taken without the right to read sessions. */
export interface OpenCxAccess {
  sessionsReadable: boolean;
}

/** The Default User ID looked up in every sense that it may have. */
export interface DefaultUserOwner {
  /** Active owner whose *user* id it is: what OpenCX wants. */
  byUserId: Owner | null;
  /** Owner whose *owner* id it is: the classic mix-up. */
  byOwnerId: Owner | null;
  /** Deactivated or removed user whose user id it was. */
  archived: Owner | null;
}

/** The target's answer to one empty batch. */
export interface WebhookAnswer {
  status: number;
  host: string;
}

/** Which ticket events come classic (`ticket.*`) and which expanded (`object.*`). */
export interface TicketEventFormat {
  classic: string[];
  expanded: string[];
}

/** What HubSpot's own words in a log say of a token, beside a 401. */
export type LoggedTokenCause = 'token-wrong-region' | 'token-creator-removed';

/** What API-call logs show of refused calls. */
export interface LogRefusals {
  /** One row for each scope and route; the scope is null where HubSpot refused for want of one and named none. */
  missingScopes: { scope: string | null; route: string; count: number; lastAt?: string; inferred: boolean }[];
  rateLimits: { policy: string; count: number; lastAt?: string }[];
  /** Calls refused with 401; `ended` when HubSpot took the token again afterwards. Null: none. */
  unauthorized: { count: number; since?: string; lastAt?: string; ended: boolean } | null;
  /** Calls refused for what the token is, in other ways than with 401; `still` where no later call succeeded. */
  tokenRefusals?: { cause: LoggedTokenCause; count: number; lastAt?: string; still: boolean }[];
  /** Calls refused with 403 of which nothing says why: no answer was kept, and the route's scopes are not known. */
  untold?: number;
  /** Calls that were looked at. */
  calls: number;
}

/** What the engine's journal shows of the events that it received, newest last. */
export interface JournalSummary {
  received: number;
  done: number;
  skipped: { reason: string; count: number }[];
  failed: { reason: string; count: number }[];
  /** Event names seen, with the time of the last one. */
  events: { event: string; count: number; lastAt: string }[];
  /** Threads that events came for. */
  threadIds: string[];
  firstAt?: string;
  lastAt?: string;
}

export type ErrorKind =
  | 'dns'
  | 'tls'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'http'
  | 'parse'
  | 'not-configured'
  | 'not-allowed';

/** Scopes that a 403 names: any one of them is enough, or all are wanted, or the body does not say. */
export interface RefusedScopes {
  form: 'any' | 'all' | 'unsaid';
  names: string[];
}

/** Why a fact could not be had. Everything in it is safe to print. */
export interface EvidenceError {
  kind: ErrorKind;
  /** One sentence without secrets. */
  message: string;
  /** HTTP status, with kind `http`. */
  status?: number;
  /** HubSpot's error category: `MISSING_SCOPES`, `INVALID_AUTHENTICATION`. */
  category?: string;
  scopes?: RefusedScopes;
  /** Policy of a 429: `DAILY`, `TEN_SECONDLY_ROLLING`, `SECONDLY`. */
  policy?: string;
  /** Region that a 488 names as the right one. */
  region?: string;
  correlationId?: string;
  /** `GET /crm/v3/owners/{id}`: method and path with ids folded. */
  route?: string;
  host?: string;
}

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
export interface NotGiven extends Provenance {
  outcome: 'missing';
  /** What would have to be given. */
  why: string;
}

export interface Failed extends Provenance {
  outcome: 'error';
  error: EvidenceError;
}

export type Evidence<T> = Obtained<T> | NotGiven | Failed;
export type EvidenceSet = { [K in EvidenceKey]?: Evidence<EvidenceValues[K]> };

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

/** Thrown by probes when nobody gave what they need. */
export class EvidenceNotGiven extends Error {
  override readonly name = 'EvidenceNotGiven';
}
