import type { RefusedScopes } from '../../core/evidence.ts';
import {
  categoryOf,
  type HubSpotErrorBody,
  MISSING_SCOPES,
  rateLimitPolicy,
  readErrorBody,
  refusedScopes,
} from '../../core/hubspot/error-words.ts';
import { categoryNameIn } from './api-words.ts';
import { type ScopeSet, scopeSet, UNNAMED_SCOPES } from './scopes.ts';

/** What HubSpot says to a refused call, as far as it is concluded from and safe to print. */
export interface Answer {
  category: string | null;
  /** With a 403 that speaks of scopes. */
  scopes: ScopeSet | null;
  /** Nothing in the answer speaks against the scope that the route is known to want. */
  mayConclude: boolean;
  /** It tells another reason for a 403 than a scope. */
  hasOtherReason: boolean;
  /** With a 429 that says which limit it is. */
  policy: string | null;
  /** It stood in a text, so that nothing in it is more than likely. */
  told: boolean;
}

/** The log keeps nothing of the answer but its status. */
export const NO_ANSWER: Answer = {
  category: null,
  scopes: null,
  mayConclude: true,
  hasOtherReason: false,
  policy: null,
  told: false,
};

const LONGEST_BODY = 65_536;
const SCOPE_LIST = /"(requiredGranularScopes|requiredScopes|missingScopes)"\s*:\s*\[([^\]]*)\]/;
const POLICY_IN_CATEGORY = /(?:^|_)(TEN_SECONDLY_ROLLING|SECONDLY|DAILY)(?:_|$)/;

/** With this sentence no scope can be granted, whatever the route (HubSpot answers so for internal routes). */
const NOT_PUBLIC = /isn't available for public use/i;

/**
 * Reads what a refused call was answered.
 *
 * @param category from a column of its own, where the log has one; what the body says goes before it
 * @param body as it was logged: JSON, a part of it, the sentence alone, a web page
 */
export function readAnswer(status: number, category = '', body = ''): Answer {
  const text = body.slice(0, LONGEST_BODY).trim();
  const said = readBody(text);
  const named = categoryNameIn(categoryOf(said) ?? '');
  const known = named ?? categoryNameIn(category);
  const scopes =
    status === 403 && (named ?? MISSING_SCOPES) === MISSING_SCOPES ? refusedScopes(said) : undefined;
  return {
    category: known,
    scopes: scopes || (status === 403 && known === MISSING_SCOPES) ? setOf(scopes) : null,
    mayConclude: mayConclude(known, text, scopes !== undefined),
    hasOtherReason: NOT_PUBLIC.test(text) || (known ?? MISSING_SCOPES) !== MISSING_SCOPES,
    policy: status === 429 ? policyOf(text, known) : null,
    told: false,
  };
}

/**
 * The scopes that a call was refused for; null where the refusal is not about scopes, as far as can be told.
 *
 * @param wanted what the route is known to want. It goes before an older answer's broad names, which may mislead
 * (`contacts` for an owners call), and stands in where the log has no answer that names any.
 */
export function missingScopes(
  { scopes, mayConclude, told }: Answer,
  wanted: ScopeSet | null,
): ScopeSet | null {
  const named =
    scopes !== null && told ? scopeSet({ names: [...scopes.scopes], form: scopes.form }, true) : scopes;
  if (named !== null && named.scopes.length > 0) return wanted && misleads(named, wanted) ? wanted : named;
  return mayConclude && wanted ? wanted : named;
}

function misleads(named: ScopeSet, wanted: ScopeSet): boolean {
  return named.scopes.every((scope) => !scope.includes('.') && !wanted.scopes.includes(scope));
}

function setOf(scopes: RefusedScopes | undefined): ScopeSet {
  const set = scopes ? scopeSet(scopes, false) : UNNAMED_SCOPES;
  return set.scopes.length > 0 ? set : UNNAMED_SCOPES;
}

/** A web page, a sentence about something else or another category has a reason of its own: no scope is concluded. */
function mayConclude(category: string | null, text: string, speaksOfScopes: boolean): boolean {
  if (NOT_PUBLIC.test(text)) return false;
  return category === null ? text === '' || speaksOfScopes : category === MISSING_SCOPES;
}

function policyOf(text: string, category: string | null): string | null {
  return categoryNameIn(rateLimitPolicy(text) ?? POLICY_IN_CATEGORY.exec(category ?? '')?.[1] ?? '');
}

function readBody(text: string): HubSpotErrorBody {
  const said = readErrorBody(text);
  const isRead = said.message !== undefined || said.category !== undefined || said.errors.length > 0;
  return isRead || text.startsWith('<') ? said : readPart(text.replaceAll('\\"', '"'));
}

/** Logs cut long answers off, keep the sentence alone, or wrap the JSON into a text once more. */
function readPart(text: string): HubSpotErrorBody {
  const [, list, names = ''] = SCOPE_LIST.exec(text) ?? [];
  return {
    message: text,
    category: /"category"\s*:\s*"(\w+)"/.exec(text)?.[1],
    subCategory: undefined,
    correlationId: undefined,
    correctHublet: undefined,
    context: list ? { [list]: [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name) } : undefined,
    errors: [],
  };
}

const MOST_KEPT = 500;
const LONGEST_KEPT = 4_096;

/** What is new in every answer and says nothing about the refusal. */
const UNIQUE_IDS = /"(?:correlationId|requestId)"\s*:\s*"[^"]*"/g;
/** Beside scopes, whose names hold digits too, nothing that is concluded from an answer does. */
const DIGITS = /\d+/g;

/** Reads answers, each kind of them once: a log repeats the same refusal thousands of times. */
export class Answers {
  readonly #read = new Map<string, Answer>();

  /** @param category from a column of its own */
  of(status: number, category: string | undefined, body: string | undefined, told = false): Answer {
    const answer = this.#of(status, category, body);
    return told ? { ...answer, told } : answer;
  }

  #of(status: number, category: string | undefined, body: string | undefined): Answer {
    if (!category && !body) return NO_ANSWER;
    if (body !== undefined && body.length > LONGEST_KEPT) return readAnswer(status, category, body);
    const key = `${status} ${category ?? ''}\n${essenceOf(status, body ?? '')}`;
    return this.#read.get(key) ?? this.#keep(key, readAnswer(status, category, body));
  }

  #keep(key: string, answer: Answer): Answer {
    if (this.#read.size >= MOST_KEPT) this.#read.clear();
    this.#read.set(key, answer);
    return answer;
  }
}

function essenceOf(status: number, body: string): string {
  const lasting = body.replaceAll(UNIQUE_IDS, '');
  return status === 403 ? lasting : lasting.replaceAll(DIGITS, '');
}
