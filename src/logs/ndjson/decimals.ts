import { isDigit, POINT, ZERO } from './bytes.ts';

/** So many digits are exact in a floating point number, and so is the power of ten that they are divided by. */
const MOST_DIGITS = 15;

/** Reads `12` and `12.5` from bytes. JSON's other spellings, with a sign or an exponent, are not read here. */
export class Decimals {
  /** The number that was read last. */
  value = 0;

  /** The place behind the number that begins at `at`, or -1: it is not written so. */
  read(bytes: Uint8Array, at: number): number {
    const whole = this.#readDigits(bytes, at, 0);
    const leadsWithZero = bytes[at] === ZERO && whole > at + 1;
    if (whole === at || leadsWithZero || whole - at > MOST_DIGITS) return -1;
    if (bytes[whole] !== POINT) return whole;
    const end = this.#readDigits(bytes, whole + 1, this.value);
    const decimals = end - whole - 1;
    if (decimals === 0 || whole - at + decimals > MOST_DIGITS) return -1;
    this.value /= 10 ** decimals;
    return end;
  }

  #readDigits(bytes: Uint8Array, at: number, before: number): number {
    let value = before;
    let place = at;
    for (let byte = bytes[place] ?? 0; isDigit(byte); byte = bytes[place] ?? 0) {
      value = value * 10 + (byte - ZERO);
      place += 1;
    }
    this.value = value;
    return place;
  }
}
