/**
 * Reads times such as `2026-11-22T21:34:40.123Z`, and numbers since 1970.
 *
 * Rows of a log are of few hours and of few zones, so the other side reads these when they come up for the first time;
 * what is left are a few digits.
 */
import { areAlike, firstBytes, ONE_FACTOR } from './alike';
import {
  HOUR_FROM,
  HOUR_IS_KNOWN,
  HOUR_LENGTH,
  HOUR_LETTERS,
  HOUR_SIZE,
  HOUR_SLOT,
  HOUR_TIME,
  HOUR_ZONE,
  HOUR_ZONE_LENGTH,
  HOURS,
  HOURS_AT,
  LONGEST_ZONE,
  ROW_AT,
  UNKNOWN_HOUR,
  UNREAD_TIME,
  ZONE_FROM,
  ZONE_TO,
} from './layout';
import { afterDigits, COLON, isDigit, POINT, ZERO } from './letters';
import { decimalRead, readDecimal } from './numbers';

/** `2026-11-22T21:34:40` */
const SECOND_LENGTH: usize = 19;
const LEAST_DECIMALS: usize = 3;
const MOST_DECIMALS: usize = 9;

const SLOTS: usize = HOURS_AT;

/** As `fields/time.ts` has it: the first of January of 2000 and of 2100. */
const EARLIEST: f64 = 946684800000;
const LATEST: f64 = 4102444800000;

/** @returns 0, or why it was not read */
export function readTime(from: usize, to: usize): i32 {
  if (to - from >= SECOND_LENGTH && load<u8>(from + HOUR_LENGTH + 2) === COLON) return readClock(from, to);
  return readDecimal(from, to, false) && isEpoch(decimalRead()) ? 0 : UNREAD_TIME;
}

function readClock(from: usize, to: usize): i32 {
  const minute = twoDigits(from + HOUR_LENGTH);
  const second = twoDigits(from + HOUR_LENGTH + 3);
  if (minute > 59 || second > 59) return UNREAD_TIME;
  let zone = from + SECOND_LENGTH;
  let thousandths = 0;
  if (zone < to && load<u8>(zone) === POINT) {
    const decimals = zone + 1;
    zone = afterDigits(decimals);
    const count = zone - decimals;
    if (count < LEAST_DECIMALS || count > MOST_DECIMALS || zone > to) return UNREAD_TIME;
    thousandths = twoDigits(decimals) * 10 + load<u8>(decimals + 2) - ZERO;
  }
  if (<i32>(to - zone) > LONGEST_ZONE) return UNREAD_TIME;
  const slot = slotOf(from, zone, to);
  if (!isHour(slot, from, zone, to)) {
    store<u32>(HOUR_SLOT, <u32>slot);
    store<u32>(HOUR_FROM, <u32>from);
    store<u32>(ZONE_FROM, <u32>zone);
    store<u32>(ZONE_TO, <u32>to);
    return UNKNOWN_HOUR;
  }
  store<f64>(ROW_AT, load<f64>(slot, HOUR_TIME) + <f64>(minute * 60_000 + second * 1_000 + thousandths));
  return 0;
}

/** One place for each hour, which it shares with others. */
function slotOf(from: usize, zone: usize, to: usize): usize {
  // The day and the hour, and as much of the zone as tells it.
  const hash = (load<u64>(from + 6) ^ (load<u64>(zone) & firstBytes(<i32>(to - zone)))) * ONE_FACTOR;
  return SLOTS + <usize>((hash >> 40) & (HOURS - 1)) * HOUR_SIZE;
}

function isHour(slot: usize, from: usize, zone: usize, to: usize): bool {
  const length = <i32>(to - zone);
  return (
    load<i32>(slot, HOUR_IS_KNOWN) === 1 &&
    load<i32>(slot, HOUR_ZONE_LENGTH) === length &&
    areAlike(slot + HOUR_LETTERS, from, HOUR_LENGTH) &&
    areAlike(slot + HOUR_ZONE, zone, length)
  );
}

/** Seconds, milliseconds, microseconds or nanoseconds, whichever makes it a time of this century. */
function isEpoch(value: f64): bool {
  return (
    isOfCentury(value * 1000) ||
    isOfCentury(value) ||
    isOfCentury(value * 0.001) ||
    isOfCentury(value * 0.000001)
  );
}

function isOfCentury(milliseconds: f64): bool {
  const at = Math.floor(milliseconds);
  store<f64>(ROW_AT, at);
  return at >= EARLIEST && at < LATEST;
}

/** Above 99: not two digits. */
function twoDigits(at: usize): i32 {
  const tens = load<u8>(at);
  const ones = load<u8>(at + 1);
  return isDigit(tens) && isDigit(ones) ? <i32>(tens - ZERO) * 10 + <i32>(ones - ZERO) : 100;
}
