/**
 * What HubSpot's own words in a refused call's answer say: its category, the scopes that it lacked, the limit that it
 * met. For whoever reads such an answer, off the wire or out of a log (HubSpot docs, error handling, usage guidelines).
 */
import type { EvidenceError, RefusedScopes } from '../evidence.ts';
import { isObject, parsed } from '../json.ts';

/** A refusal for want of a scope. */
export const MISSING_SCOPES = 'MISSING_SCOPES';

/** The permission refusal of an app whose creator has lost rights; HubSpot names it in more than one place. */
export const CREATOR_LACKS_PERMISSION = 'USER_DOES_NOT_HAVE_PERMISSIONS';

/** Whether HubSpot refused the token itself, so that whatever else is asked with it is refused alike. */
export function refusesToken({ kind, status, category }: EvidenceError): boolean {
  return kind === 'http' && (status === 401 || status === 488 || category === CREATOR_LACKS_PERMISSION);
}

const CORRELATION_ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The id by which HubSpot's support finds a call; undefined for what has not its form, which may be anything. */
export function correlationIdIn(text: string | undefined): string | undefined {
  return text !== undefined && CORRELATION_ID.test(text) ? text : undefined;
}

/** The limit that comes back at midnight of the portal's zone. */
export const DAILY = 'DAILY';

/** Limits of the whole app that pass by themselves, and the milliseconds after which they have. */
export const PASSING_LIMITS: Readonly<Record<string, number>> = {
  TEN_SECONDLY_ROLLING: 10_000,
  SECONDLY: 1_000,
};

/** With a 423 HubSpot refuses what it has locked for the moment; the lock is gone after so many milliseconds. */
export const LOCKED = 423;
export const LOCK_MS = 2_000;

type Context = Readonly<Record<string, readonly string[]>>;

/** The body of a refusal, as far as it has the form that HubSpot documents. */
export interface HubSpotErrorBody {
  message?: string | undefined;
  category?: string | undefined;
  subCategory?: string | undefined;
  correlationId?: string | undefined;
  /** The region that the portal is in, with a 488. */
  correctHublet?: string | undefined;
  /** The limit that was met, with a 429. */
  policyName?: string | undefined;
  context?: Context | undefined;
  errors: readonly HubSpotErrorDetail[];
}

interface HubSpotErrorDetail {
  message?: string | undefined;
  code?: string | undefined;
  subCategory?: string | undefined;
  context?: Context | undefined;
}

/** Reads the body of a refusal. Every field may be missing or of another type, and it may be HTML or nothing at all. */
export function readErrorBody(body: string): HubSpotErrorBody {
  const json = parsed(body);
  if (!isObject(json)) return { errors: [] };
  const { message, category, subCategory, correlationId, correctHublet, policyName, context, errors } = json;
  return {
    message: textOf(message),
    category: textOf(category),
    subCategory: textOf(subCategory),
    correlationId: textOf(correlationId),
    correctHublet: textOf(correctHublet),
    policyName: textOf(policyName),
    context: contextOf(context),
    errors: Array.isArray(errors) ? errors.filter(isObject).map(detailOf) : [],
  };
}

/**
 * Whether an answer is HubSpot's own error document: one of the marks that HubSpot puts beside the message, which may be
 * missing each by itself. A captive portal, a gateway or a proxy on the way answers with a page, with JSON of its own
 * (`{"message":"Unauthorized"}`), or with nothing at all, and what it refuses says nothing of the portal. `status: error`
 * is no mark: many servers put it beside a message.
 */
export function isHubSpotsOwn(body: HubSpotErrorBody): boolean {
  if ([body.correlationId, body.correctHublet, body.policyName].some((mark) => mark !== undefined))
    return true;
  if (LIMIT_MET.test(body.message ?? '')) return true;
  return categoryOf(body) !== undefined || refusedScopes(body) !== undefined;
}

/**
 * The category of a refusal, where it has the form that HubSpot documents. The permission refusal is told by its
 * name wherever that stands; it says more than the category beside it.
 */
export function categoryOf({ category, subCategory, message, errors }: HubSpotErrorBody): string | undefined {
  const places = [category, subCategory, message];
  for (const error of errors) places.push(error.code, error.subCategory, error.message);
  if (places.some((place) => place?.includes(CREATOR_LACKS_PERMISSION))) return CREATOR_LACKS_PERMISSION;
  return category !== undefined && /^[A-Z][A-Z0-9_]{1,60}$/.test(category) ? category : undefined;
}

const LIMIT_MET = /^You have reached your \w+ limit\b/i;

/**
 * Which limit a 429 speaks of: `DAILY`, `TEN_SECONDLY_ROLLING`, `SECONDLY`, or a name that is new to us. Read from
 * `policyName`, else from the message, wherever they stand in the text.
 */
export function rateLimitPolicy(body: string): string | undefined {
  const named = /"policyName"\s*:\s*"([A-Z_]{1,40})"/.exec(body)?.[1];
  return named ?? /\b(ten_secondly_rolling|secondly|daily) limit/i.exec(body)?.[1]?.toUpperCase();
}

const SCOPE_LISTS = ['requiredGranularScopes', 'requiredScopes', 'missingScopes'] as const;
const SCOPE_NAME = /^[a-z][a-z0-9_.-]{1,100}$/i;

/** Sentences with which a 403 speaks of scopes, the last one without naming any. */
const SPEAKS_OF_SCOPES =
  /hasn't been granted all required scopes|of the following scopes are required|scope needed for this API call/i;

/**
 * What the body of a 403 says about scopes: which, and whether any one is enough or all are wanted. Undefined where
 * it does not speak of scopes at all, for then the 403 has another reason.
 *
 * The granular names are read before the older ones, which may mislead: `contacts` for an owners call.
 */
export function refusedScopes(body: HubSpotErrorBody): RefusedScopes | undefined {
  const sentences = [body.message, ...body.errors.map((error) => error.message)].filter(
    (sentence) => sentence !== undefined,
  );
  const names = listedNames(body) ?? namesInSentences(sentences);
  const speaks = body.category === MISSING_SCOPES || sentences.some((each) => SPEAKS_OF_SCOPES.test(each));
  if (names.length === 0 && !speaks) return undefined;
  return { form: formOf(sentences), names: plainFirst(names) };
}

function listedNames(body: HubSpotErrorBody): string[] | undefined {
  const contexts = [...body.errors.map((error) => error.context), body.context];
  for (const list of SCOPE_LISTS) {
    const names = contexts.flatMap((context) => context?.[list] ?? []);
    if (names.length > 0) return names;
  }
  return undefined;
}

/** Some answers list the scopes in the sentence alone: `... are required: [files, files.ui_hidden.read]`. */
function namesInSentences(sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence) => {
    const list = /scopes are required:?\s*\[([^\]]*)\]/i.exec(sentence)?.[1];
    return list ? list.split(',').map((name) => name.trim()) : [];
  });
}

function formOf(sentences: readonly string[]): RefusedScopes['form'] {
  if (sentences.some((sentence) => /\bone or more of the following scopes/i.test(sentence))) return 'any';
  return sentences.some((sentence) => /\ball of the following scopes/i.test(sentence)) ? 'all' : 'unsaid';
}

/** Someone who has to pick one should read the everyday scope first, not the one for sensitive data. */
function plainFirst(names: readonly string[]): string[] {
  const known = [...new Set(names)].filter((name) => SCOPE_NAME.test(name));
  const isSensitive = (name: string) => /sensitive/i.test(name);
  return [...known.filter((name) => !isSensitive(name)), ...known.filter(isSensitive)];
}

function detailOf({ message, code, subCategory, context }: Record<string, unknown>): HubSpotErrorDetail {
  return {
    message: textOf(message),
    code: textOf(code),
    subCategory: textOf(subCategory),
    context: contextOf(context),
  };
}

function contextOf(value: unknown): Context | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, list]) => [name, textsOf(list)]));
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
