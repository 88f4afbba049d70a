/** Refusals that something between a caller and HubSpot gave: a gateway's key check, a proxy's limit, a captive portal. */
import { isHubSpotsOwn, readErrorBody } from '../../core/hubspot/error-words.ts';
import { isObject, parsed } from '../../core/json.ts';
import type { ApiCall } from './roles.ts';

/** What a bare status is concluded from. With a 403 it is the words that count, whoever said them. */
const STATUSES: ReadonlySet<number | undefined> = new Set([401, 429]);

/** Keys that HubSpot has in its documents, wherever they stand: loggers wrap an answer, and write it as a text in a text. */
const MARKS = /\\*"(?:correlationId|correctHublet|policyName|category|errorType)\\*"\s*:/;
const SAYS_ERROR = /\\*"status\\*"\s*:\s*\\*"error\\*"/;

/** How an HTTP client writes its own error into a log in the place of the answer. */
const OF_A_CLIENT = /status code \d{3}|"(?:stack|config|request|isAxiosError)"\s*:|"code"\s*:\s*"ERR_/;

/**
 * Whether a refusal was kept whole and is not HubSpot's: a page, or a JSON object without any of HubSpot's marks. A part of
 * an answer, a sentence alone, and no answer at all leave open whose it is.
 */
export function isAnsweredBetween({ status, body = '' }: ApiCall): boolean {
  if (!STATUSES.has(status)) return false;
  const text = body.trim();
  if (text.startsWith('<')) return true;
  if (MARKS.test(text) || SAYS_ERROR.test(text) || OF_A_CLIENT.test(text)) return false;
  const json = parsed(text);
  return isObject(json) && Object.keys(json).length > 0 && !isHubSpotsOwn(readErrorBody(text));
}
