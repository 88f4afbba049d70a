import type { DeliveryOutcome } from '../../core/delivery-log.ts';
import { readStatus } from '../fields/values.ts';

/** What a row of the log says of how a delivery ended. */
export interface Ending {
  /** HTTP status of the target's answer. */
  status?: number;
  /** Texts of the row that may tell it: `Concurrency limited`, `CONNECTION_TIMEOUT`. */
  words: readonly string[];
  /** The log keeps the moment of an answer and says that there was no error. */
  answeredWithoutError: boolean;
}

/**
 * HubSpot documents no words for these. "Concurrency limited" was seen by others; the rest is what such a word would have
 * to hold. A word that is not known stays `unclear`, and nobody is accused by it.
 */
const WORDS: readonly [RegExp, DeliveryOutcome][] = [
  [/concurren|throttl/i, 'heldBack'],
  [/time[\s_-]*d?[\s_-]*out/i, 'timedOut'],
  [
    /connect(?:ion)?[\s_-]*(?:refused|reset|error|failed|failure|closed)|econn|unreachable|unknown[\s_-]*host|enotfound|\bdns\b|\b(?:ssl|tls)\b/i,
    'unreached',
  ],
  [/\b4xx\b/i, 'refused'],
  [/\b5xx\b/i, 'failed'],
  [/^(?:success(?:ful(?:ly)?)?|succeeded|delivered|ok)$/i, 'answered'],
];

/** A number before a unit is none. */
const STATUS_IN_WORDS =
  /(?:^|[\s_:(])([1-5]\d\d)(?=$|[\s_:;,.)])(?![\s_]*(?:m?s|milliseconds?|sec(?:ond)?s?|min(?:ute)?s?|bytes?|events?)\b)/i;

/** How a delivery ended, and the status behind it. */
export function outcomeOf({ status, words, answeredWithoutError }: Ending): {
  outcome: DeliveryOutcome;
  status?: number;
} {
  const known = status ?? words.map(statusIn).find((each) => each !== undefined);
  const said = WORDS.find(([word]) => words.some((text) => word.test(text.trim())))?.[1];
  if (said === 'heldBack') return { outcome: said };
  if (known !== undefined) return { outcome: outcomeOfStatus(known), status: known };
  if (said !== undefined) return { outcome: said };
  return { outcome: answeredWithoutError ? 'answered' : 'unclear' };
}

function statusIn(words: string): number | undefined {
  return readStatus(STATUS_IN_WORDS.exec(words)?.[1]);
}

/** What HubSpot makes of a redirection is not documented. */
function outcomeOfStatus(status: number): DeliveryOutcome {
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refused';
  return status >= 200 && status < 300 ? 'answered' : 'unclear';
}
