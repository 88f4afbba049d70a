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

/** The path that it folded last: its hash, how long it is, and its bytes with some room behind them. */
export const PATH_HASH = 1_056;
export const PATH_LENGTH = 1_060;
export const PATH_AT = 2_048;
export const LONGEST_PATH = 512;

/** What it read of a row's values: epoch milliseconds and milliseconds, NaN where the row has none. */
export const ROW_AT = 1_064;
export const ROW_DURATION = 1_072;
/** The words that it knows of the row: the last one, before which all others stand. */
export const ROW_WORD = 1_080;
/** Which further roles it read, the sum of their bits. */
export const ROW_ROLES = 1_084;

/** The word that is not known: of the value at this place, read for one of the roles or for 0; where its letters stand. */
export const WORD_PLACE = 1_088;
export const WORD_ROLE = 1_092;
export const WORD_FROM = 1_096;
export const WORD_TO = 1_100;

/** The hour that is not known: where it would be kept, where it stands, and where its zone begins and ends. */
export const HOUR_SLOT = 1_104;
export const HOUR_FROM = 1_108;
export const ZONE_FROM = 1_112;
export const ZONE_TO = 1_116;

/** Of the rows that it read at once: how many, how many lines they take, and where the row ends that it stopped at, or 0. */
export const ROWS_COUNT = 1_120;
export const ROWS_LINES = 1_124;
export const ROWS_STOP = 1_128;

/** Where the values of a row begin, and where they end: a number for each place. */
export const FROM_AT = 4_096;
export const TO_AT = 20_480;
export const MOST_VALUES = 4_096;

/** The answer that it read last, the digits of its correlation ids made zeros; behind it is room. */
export const ANSWER_AT = 36_864;
export const LONGEST_ANSWER = 4_096;

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

/** What is read as what, where the keys of rows are one set. Lists are a number of places, and the places. */
export const SHAPE_WORD = 0;
export const SHAPE_PATHS = 4;
/** The surest place of a time and of a duration; -1 where there is none. */
export const SHAPE_AT = 8;
export const SHAPE_DURATION = 12;
export const SHAPE_MS_PER_UNIT = 16;
export const SHAPE_OTHERS = 24;
/** Three lists, one for each further role in the order of their bits. */
export const SHAPE_FURTHER = 28;
export const SHAPE_SIZE = 40;

/** What is read of few rows alone, one bit for each. */
export const CATEGORY_BIT = 1;
export const BODY_BIT = 2;
export const MESSAGE_BIT = 4;

/** What was done with values, where it is no kind of rows. */
export const UNKNOWN_KIND = -1;
export const UNREADABLE = -2;
export const UNKNOWN_HOUR = -3;
export const UNREAD_TIME = -4;
export const UNREAD_DURATION = -5;
export const UNKNOWN_WORD = -6;
/** What was read by others, one bit for each. */
export const GIVEN_TIME = 1;
export const GIVEN_DURATION = 2;

/** An hour with its zone, `2026-11-22T21:` and `+00:00`: their letters, how many the zone has, whether it is known, its time. */
export const HOUR_LETTERS = 0;
export const HOUR_ZONE = 16;
export const HOUR_ZONE_LENGTH = 32;
export const HOUR_IS_KNOWN = 36;
export const HOUR_TIME = 40;
export const HOUR_SIZE = 48;
export const HOURS = 256;
export const HOUR_LENGTH = 14;
export const LONGEST_ZONE = 16;

/** Room for keys. */
export const KEYS_AT = 65_536;
export const KEYS_END = 2_097_152;
/** First words and first routes by their hashes, the hours, and room for what becomes known of values. */
export const WORDS_AT = KEYS_END;
export const WORDS_HASHES = 8_192;
export const ROUTES_AT = WORDS_AT + 4 * WORDS_HASHES;
export const ROUTES_HASHES = 8_192;
export const HOURS_AT = ROUTES_AT + 4 * ROUTES_HASHES;
/** First shapes by the keys that they are of. */
export const SHAPES_AT = HOURS_AT + HOUR_SIZE * HOURS;
export const SHAPES_HASHES = 256;
/** What it read of rows at once: their kinds, and times and durations as those of one row are. */
export const KINDS_AT = SHAPES_AT + 4 * SHAPES_HASHES;
export const MOST_ROWS = 512;
export const TIMES_AT = KINDS_AT + 4 * MOST_ROWS;
export const DURATIONS_AT = TIMES_AT + 8 * MOST_ROWS;
export const VALUES_AT = DURATIONS_AT + 8 * MOST_ROWS;
export const VALUES_END = 4_194_304;
/** The part of the log that is looked at. */
export const WINDOW_AT = VALUES_END;
export const MEMORY_SIZE = 10_485_760;

/** So much stands behind what is looked at, and may be looked at as well: 16 bytes are compared at once. */
export const SPARE = 64;
