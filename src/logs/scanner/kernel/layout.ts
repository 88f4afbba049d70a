/**
 * Where things stand in the kernel's memory, in bytes from its beginning. Both sides read this file: the kernel, which is
 * AssemblyScript, and the TypeScript around it.
 */

/** What the kernel says of the row that it read last. */
export const ROW_SET = 1_024;
export const ROW_CELLS = 1_032;
export const ROW_LINES = 1_036;
export const ROW_IS_EMPTY = 1_040;

/** Why it did not read a row to its end: within these keys one is unknown, whose letters begin there. 0: not that. */
export const UNKNOWN_WITHIN = 1_044;
export const UNKNOWN_AT = 1_048;
/** Or this key holds what it was not seen to hold. 0: not that. */
export const UNUSUAL_KEY = 1_052;

/** The path that it folded last: its hash, and its bytes with some room behind them. */
export const PATH_HASH = 1_056;
export const PATH_AT = 2_048;
export const LONGEST_PATH = 512;

/** Where the values of a row begin, and where they end: a number for each place. */
export const FROM_AT = 4_096;
export const TO_AT = 20_480;
export const MOST_VALUES = 4_096;

/** A key: its place, -1 where nothing is made of it. */
export const KEY_PLACE = 0;
/** How many letters it has, with the quote behind them, and where they stand. */
export const KEY_LENGTH = 4;
export const KEY_LETTERS = 8;
/** The keys within it; 0 where an object that it holds is not searched. */
export const KEY_WITHIN = 12;
/** The key that came after it before, and is likely to again; 0 where none has. */
export const KEY_FOLLOWER = 16;
/** The row in which it was seen last: no key may come twice. */
export const KEY_ROW = 20;
/** Another one with the same hash, or 0. */
export const KEY_NEXT = 24;
/** What it was seen to hold. */
export const KEY_HELD = 28;
export const HELD_OBJECT = 1;
export const HELD_VALUE = 2;
export const KEY_SIZE = 32;

/** The keys of one object: a key that stands before the first one, and behind it the first key of each hash. */
export const KEYS_FIRST = KEY_SIZE;
export const KEYS_HASHES = 256;
export const KEYS_SIZE = KEYS_FIRST + 4 * KEYS_HASHES;

/** Room for keys, and behind them for the part of the log that is looked at. */
export const KEYS_AT = 65_536;
export const WINDOW_AT = 2_097_152;
export const MEMORY_SIZE = 8_388_608;

/** So much stands behind what is looked at, and may be looked at as well: 16 bytes are compared at once. */
export const SPARE = 64;
