import type { ColumnMapping, Place } from '../fields/columns.ts';
import { ROLE_NAMES, ROLES, type Role } from '../fields/roles.ts';
import { ByteWords } from './byte-words.ts';

/** What is read from bytes row by row, because it differs in each row. */
const READ_EACH: readonly Role[] = ['path', 'at', 'durationMs'];
/** What is read of few rows alone, since to all others it makes no difference: what a call was answered, and in which words. */
export type FurtherRole = 'category' | 'body' | 'message';
/** Writers use few methods, statuses and hosts; a column with more values than these is something else. */
const MOST_WORDS = 250;
const MOST_CONTEXTS = 2_000;
/** HubSpot gives few answers again and again; a log full of others is not to crowd out the contexts. */
const MOST_ANSWERS = 60;

/** Which of a row's values are read as what, where its keys are one set. */
export interface RowShape {
  path: readonly Place[];
  at: readonly Place[];
  durationMs: readonly Place[];
  /** Everything else that makes a difference to a call that was not refused. */
  others: readonly Column[];
  /** What is read of few rows, the surest column first. */
  further: Readonly<Record<FurtherRole, readonly FurtherColumn[]>>;
  /** Of all rows of this shape. */
  context: Context;
}

/** Values that stand at one place of a row. */
export interface Column {
  place: number;
  /** Each with its number. */
  words: ByteWords<number>;
}

export interface FurtherColumn {
  place: Place;
  words: ByteWords<FurtherWord>;
}

export interface FurtherWord {
  number: number;
  /** Something is read from it; otherwise the next column counts. */
  says: boolean;
}

/** All that rows have in common, but for path, time and duration: what they say of those is the same. */
export interface Context {
  /** No other context has it. */
  number: number;
  /** The context of rows with one more value, by the number of that in its column. */
  with: Context[];
}

/** The shapes of a log's rows, and their contexts. */
export class Contexts {
  #count = 0;

  /** Undefined where there are too many contexts. */
  shapeOf({ places }: ColumnMapping): RowShape | undefined {
    const context = this.#create();
    if (context === undefined) return undefined;
    const others = ROLE_NAMES.filter((role) => !ROLES[role].ofRefusal && !READ_EACH.includes(role));
    const columns = new Set(others.flatMap((role) => places[role].map(({ index }) => index)));
    const columnsOf = (role: FurtherRole): FurtherColumn[] =>
      places[role].map((place) => ({ place, words: new ByteWords(MOST_ANSWERS) }));
    return {
      path: places.path,
      at: places.at,
      durationMs: places.durationMs,
      others: [...columns].map((place) => ({ place, words: new ByteWords(MOST_WORDS) })),
      further: { category: columnsOf('category'), body: columnsOf('body'), message: columnsOf('message') },
      context,
    };
  }

  /** The context with one more value; undefined where there are too many. */
  with(context: Context, word: number): Context | undefined {
    const known = context.with[word];
    if (known !== undefined) return known;
    const made = this.#create();
    if (made !== undefined) context.with[word] = made;
    return made;
  }

  #create(): Context | undefined {
    if (this.#count === MOST_CONTEXTS) return undefined;
    this.#count += 1;
    return { number: this.#count, with: [] };
  }
}
