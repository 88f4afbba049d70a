import { readTime } from '../fields/time.ts';
import { COLON, isDigit, POINT, ZERO } from './bytes.ts';

/** `2026-11-22T21:` */
const HOUR_LENGTH = 14;
/** `2026-11-22T21:34:40` */
const SECOND_LENGTH = 19;
/** `.123456789+00:00` */
const LONGEST_REST = 16;
const MOST_DECIMALS = 9;
const MINUTE_MS = 60_000;

/**
 * Reads times such as `2026-11-22T21:34:40.123Z` from bytes.
 *
 * Neighbouring lines of a log are mostly of one hour and of one zone, so these are parsed when they change only; what
 * is left are a few digits.
 */
export class ClockTimes {
  /** Epoch milliseconds of the time that was read last. */
  time = 0;
  #hour = Number.NaN;
  readonly #hourWords = new Int32Array(4);
  #zone = new Uint8Array();

  /** False: it is written in another way. */
  read(bytes: Uint8Array, view: DataView, at: number, end: number): boolean {
    if (at + SECOND_LENGTH > end || at + SECOND_LENGTH + LONGEST_REST < end) return false;
    const minute = twoDigits(bytes, at + HOUR_LENGTH);
    const second = twoDigits(bytes, at + HOUR_LENGTH + 3);
    if (minute > 59 || second > 59 || bytes[at + HOUR_LENGTH + 2] !== COLON) return false;
    let place = at + SECOND_LENGTH;
    let thousandths = 0;
    if (place < end && bytes[place] === POINT) {
      place = afterDigits(bytes, place + 1);
      const decimals = place - at - SECOND_LENGTH - 1;
      if (decimals < 3 || decimals > MOST_DECIMALS || place > end) return false;
      thousandths = twoDigits(bytes, at + 20) * 10 + (bytes[at + 22] ?? 0) - ZERO;
    }
    if (!this.#isKnownHour(view, at) || !this.#isKnownZone(bytes, place, end)) {
      if (!this.#learn(bytes, view, at, place, end)) return false;
    }
    this.time = this.#hour + minute * MINUTE_MS + second * 1_000 + thousandths;
    return true;
  }

  #isKnownHour(view: DataView, at: number): boolean {
    const words = this.#hourWords;
    return (
      !Number.isNaN(this.#hour) &&
      view.getInt32(at + 10, true) === words[3] &&
      view.getInt32(at + 8, true) === words[2] &&
      view.getInt32(at + 4, true) === words[1] &&
      view.getInt32(at, true) === words[0]
    );
  }

  #isKnownZone(bytes: Uint8Array, at: number, end: number): boolean {
    const zone = this.#zone;
    if (end - at !== zone.length) return false;
    for (let index = 0; index < zone.length; index += 1) {
      if (bytes[at + index] !== zone[index]) return false;
    }
    return true;
  }

  #learn(bytes: Uint8Array, view: DataView, at: number, zoneAt: number, zoneEnd: number): boolean {
    const zone = new Uint8Array(bytes.subarray(zoneAt, zoneEnd));
    const hour = String.fromCharCode(...bytes.subarray(at, at + HOUR_LENGTH));
    const time = readTime(`${hour}00:00${String.fromCharCode(...zone)}`);
    if (time === undefined) return false;
    this.#hour = time;
    this.#zone = zone;
    [0, 4, 8, 10].forEach((offset, word) => {
      this.#hourWords[word] = view.getInt32(at + offset, true);
    });
    return true;
  }
}

/** Above 99: not two digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at] ?? 0;
  const ones = bytes[at + 1] ?? 0;
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + (ones - ZERO) : 100;
}

function afterDigits(bytes: Uint8Array, at: number): number {
  let place = at;
  while (isDigit(bytes[place] ?? 0)) place += 1;
  return place;
}
