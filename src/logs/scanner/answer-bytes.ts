import { BACKSLASH, COLON, HYPHEN, isHexDigit, QUOTE, SPACE, ZERO } from './bytes.ts';

/** Longer answers are none of the few that HubSpot gives again and again. */
const LONGEST = 4_096;

const KEY = Buffer.from('correlationId');
/** What every correlation id is made. */
const ZEROS = Buffer.from('00000000-0000-0000-0000-000000000000');

/**
 * A refused call's answer as it stands in a log, made the same as those that say the same: every digit of its correlation
 * id is a zero. No two answers get the same bytes that differ in anything else.
 */
export class AnswerBytes {
  readonly #bytes = Buffer.alloc(LONGEST);

  /** @returns undefined: it is too long; otherwise valid until the next one is read */
  read(bytes: Uint8Array, from: number, to: number): Uint8Array | undefined {
    if (to - from > LONGEST) return undefined;
    const answer = this.#bytes.subarray(0, to - from);
    answer.set(bytes.subarray(from, to));
    for (let key = answer.indexOf(KEY); key >= 0; key = answer.indexOf(KEY, key + 1)) {
      const at = afterMarks(answer, key + KEY.length);
      if (isId(answer, at)) answer.set(ZEROS, at);
    }
    return answer;
  }
}

/** However often the quotes between a key and its value are escaped, and in whatever table they stand. */
function afterMarks(bytes: Uint8Array, at: number): number {
  let place = at;
  for (;;) {
    const byte = bytes[place];
    if (byte !== QUOTE && byte !== BACKSLASH && byte !== COLON && byte !== SPACE) return place;
    place += 1;
  }
}

function isId(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < ZEROS.length; index += 1) {
    const byte = bytes[at + index] ?? 0;
    if (ZEROS[index] === ZERO ? !isHexDigit(byte) : byte !== HYPHEN) return false;
  }
  return true;
}
