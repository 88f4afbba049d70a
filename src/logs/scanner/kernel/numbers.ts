/** Numbers as they stand in logs: `12`, `12.5` and `12,5`. JSON's other spellings, with a sign or an exponent, are not read. */
import { COMMA, isDigit, POINT, ZERO } from './letters';

/** So many digits go into 64 bits. */
const MOST_DIGITS: i32 = 19;
/** Below it a whole number is exact as a floating point number, and so is the power of ten that it is divided by. */
const EXACT: u64 = (<u64>1) << 53;
/** Behind a comma three digits may as well be thousands. */
const MOST_BEHIND_COMMA: i32 = 2;

let digits: u64 = 0;
let decimal: f64 = 0;

/** The number that was read last. */
export function decimalRead(): f64 {
  return decimal;
}

/** Whether all of it is a number, as near to a floating point number as `Number` makes it. */
export function readDecimal(from: usize, to: usize, mayHaveComma: bool): bool {
  digits = 0;
  const whole = readDigits(from, to);
  const leadsWithZero = load<u8>(from) === ZERO && whole > from + 1;
  if (whole === from || leadsWithZero || <i32>(whole - from) > MOST_DIGITS) return false;
  if (whole === to) {
    decimal = <f64>digits;
    return true;
  }
  const mark = load<u8>(whole);
  if (mark !== POINT && !(mayHaveComma && mark === COMMA)) return false;
  const end = readDigits(whole + 1, to);
  const behind = <i32>(end - whole) - 1;
  if (end !== to || behind === 0 || <i32>(whole - from) + behind > MOST_DIGITS || digits >= EXACT)
    return false;
  if (mark === COMMA && behind > MOST_BEHIND_COMMA) return false;
  decimal = <f64>digits / powerOfTen(behind);
  return true;
}

function readDigits(at: usize, to: usize): usize {
  while (at < to && isDigit(load<u8>(at))) {
    digits = digits * 10 + <u64>(load<u8>(at) - ZERO);
    at += 1;
  }
  return at;
}

function powerOfTen(exponent: i32): f64 {
  let power: f64 = 1;
  for (let left = exponent; left > 0; left -= 1) power *= 10;
  return power;
}
