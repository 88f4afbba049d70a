import { BACKSLASH, COLON, HYPHEN, isHexDigit, QUOTE, SPACE, ZERO } from './bytes.ts';

/** Longer answers are none of the few that HubSpot gives again and again. */
const LONGEST = 4_096;
/** `00000000-0000-4000-8000-000000000000`: where its hyphens stand. */
const HYPHENS = [8, 13, 18, 23];
const ID_LENGTH = 36;
const FIRST_HYPHEN = 8;

const KEY = Buffer.from('correlationId');

/**
 * A refused call's answer as it stands in a log, made the same as those that say the same: every digit of its correlation
 * id is a zero. No two answers get the same bytes that differ in anything else.
 */
export class AnswerBytes {
  readonly #bytes = new Uint8Array(LONGEST);

  /** @returns undefined: it is too long; otherwise valid until the next one is read */
  read(bytes: Uint8Array, from: number, to: number): Uint8Array | undefined {
    if (to - from > LONGEST) return undefined;
    const answer = this.#bytes.subarray(0, to - from);
    answer.set(bytes.subarray(from, to));
    for (let hyphen = answer.indexOf(HYPHEN); hyphen >= 0; hyphen = answer.indexOf(HYPHEN, hyphen + 1)) {
      const at = hyphen - FIRST_HYPHEN;
      if (isId(answer, at) && isBehindKey(answer, at)) hideDigits(answer, at);
    }
    return answer;
  }
}

function isId(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < ID_LENGTH; index += 1) {
    const byte = bytes[at + index] ?? 0;
    if (!(HYPHENS.includes(index) ? byte === HYPHEN : isHexDigit(byte))) return false;
  }
  return true;
}

/** However often the quotes between the two are escaped, and whatever table they stand in. */
function isBehindKey(bytes: Uint8Array, at: number): boolean {
  let end = at;
  while ([QUOTE, BACKSLASH, COLON, SPACE].includes(bytes[end - 1] ?? 0)) end -= 1;
  return end < at && KEY.every((letter, index) => bytes[end - KEY.length + index] === letter);
}

function hideDigits(bytes: Uint8Array, at: number): void {
  for (let place = at; place < at + ID_LENGTH; place += 1) {
    if (bytes[place] !== HYPHEN) bytes[place] = ZERO;
  }
}
