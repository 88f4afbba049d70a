import type { ErrorKind } from '../core/evidence.ts';

/** One request as the wire saw it, tries together. Everything in it is safe to print. */
export interface CallRecord {
  method: string;
  host: string;
  /** Path with ids folded, without its query. */
  route: string;
  /** null: no answer came. */
  status: number | null;
  errorKind?: ErrorKind;
  tries: number;
  /** Waits between tries included. */
  durationMs: number;
  /** HubSpot's id of the last try, for its support. */
  correlationId?: string;
}

/** Stands in records for a path that is itself a secret: a webhook URL. */
export const CONCEALED_PATH = '(webhook URL)';

const VERSION = /^(v\d+|\d{4}-\d{2}(-beta)?)$/;
const ACTOR_ID = /^[A-Z]-/;
const LONGEST_WORD = 40;

/**
 * The path of a request with ids, addresses and anything else that could be personal or secret folded to `{id}`, and
 * without its query: `/crm/v3/owners/7001` becomes `/crm/v3/owners/{id}`. Safe to print.
 */
export function foldPath(path: string): string {
  const [plain = ''] = path.split(/[?#]/);
  return plain
    .replace(/(?<=.)\/$/, '')
    .split('/')
    .map((segment) => (isWord(segment) ? segment : '{id}'))
    .join('/');
}

function isWord(segment: string): boolean {
  if (VERSION.test(segment)) return true;
  const looksLikeId = /\d|@|%/.test(segment) || ACTOR_ID.test(segment);
  return !looksLikeId && segment.length <= LONGEST_WORD;
}
