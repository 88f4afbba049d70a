import { caseNameIn, likeCaseName } from '../case-name.ts';
import { FORM_KINDS, formKindOf } from '../form-kinds.ts';
import { holdsPassword, isStoreAddress } from '../store-address.ts';

/** Names that are known only to other rooms; the command line looks them up when a shell asks what fits. */
export type WordList =
  | 'answers'
  | 'cases'
  | 'causes'
  | 'checks'
  | 'commands'
  | 'deliveries'
  | 'faults'
  | 'pages'
  | 'portals'
  | 'profiles'
  | 'skip-reasons'
  | 'stories'
  | 'symptoms';

/** What a run does with a file that is named to it. */
export interface FileUse {
  /** What the file is, as messages call it: `report`. */
  role: string;
  /** `extend` adds to what stands in it, `write` replaces that. */
  use: 'read' | 'write' | 'extend';
  /** Where something else is taken too: whether a word names a file. */
  isFile?(word: string): boolean;
}

/** What may stand behind a flag, or as an argument. Without `read` and `choices` any text may, and is taken as it is. */
export interface Value {
  /** What the help calls it: `id` for `<id>`. */
  called: string;
  /** One that is taken, as a shell would want it. */
  example?: string;
  /** The only words there are. */
  choices?: readonly string[];
  /**
   * Reads one word.
   *
   * @param now epoch milliseconds
   */
  read?(word: string, now: number): unknown;
  /** What a shell offers. */
  words?: WordList;
  /** What a shell offers beside those, or alone. */
  offers?: readonly string[];
  /** Several of the words may stand in one, with this between them. */
  joinedBy?: string;
  file?: FileUse;
}

/** Why a word cannot be the value of a flag. */
export class Unusable {
  /** A sentence without its full stop, the flag being its subject: `--port wants …`. */
  readonly says: (flag: string) => string;
  /** What to do about it. */
  readonly next: string | undefined;

  constructor(says: (flag: string) => string, next?: string) {
    this.says = says;
    this.next = next;
  }
}

/** For a word of another form; the sentence goes on with what the flag wants. */
export function wants(what: string): Unusable {
  return new Unusable((flag) => `${flag} wants ${what}`);
}

/** For a word that is repeated, with what is taken instead. */
export function takes(what: string, word: string): Unusable {
  return new Unusable((flag) => `${flag} cannot be "${word}"`, `It takes ${what}.`);
}

export function wholeNumber(least: number, most: number, called = 'number') {
  return {
    called,
    read(word: string): number | Unusable {
      const number = Number(word);
      if (word.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number;
      return takes(`a whole number from ${least} to ${most}`, word);
    },
  } satisfies Value;
}

export const KEY_VALUE = {
  called: 'key=value',
  example: 'objectId=8243595013',
  read(word: string): { key: string; value: string } | Unusable {
    const at = word.indexOf('=');
    if (at < 1) return takes('key=value', word);
    return { key: word.slice(0, at), value: word.slice(at + 1) };
  },
} satisfies Value;

/** An answer as it is typed; which keys there are, and what each takes, is known where the facts are. */
export interface TypedAnswer {
  key: string;
  value: string;
}

/** What was typed is not repeated: it may be an address that is a secret. */
export const ANSWER = {
  called: 'key=value',
  example: 'webhooks.throttle=10',
  words: 'answers',
  read(word: string): TypedAnswer | Unusable {
    const [, key, value] = /^\s*([\w.-]+)\s*=\s*(.*\S)\s*$/s.exec(word) ?? [];
    if (key !== undefined && value !== undefined) return { key, value };
    return new Unusable(
      (flag) => `${flag} wants key=value, such as webhooks.throttle=10`,
      '`opencx-hubspot checks --answers` lists the keys.',
    );
  },
} as const satisfies Value;

/** Checks and areas. None at all is refused: a variable of a script that was not set must not mean "everything". */
export const CHECKS = {
  called: 'ids',
  example: 'scopes/required,webhooks',
  words: 'checks',
  joinedBy: ',',
  read(word: string): string[] | Unusable {
    const ids = word
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean);
    return ids.length > 0 ? ids : wants('checks or areas');
  },
} satisfies Value;

/** Emulated portals; two joined with + give both faults. */
export const PORTAL = {
  called: 'name',
  example: 'healthy-email',
  words: 'portals',
  joinedBy: '+',
} as const satisfies Value;

/** A case that is kept over days. */
export const CASE = {
  called: 'name',
  words: 'cases',
  read(word: string): string | Unusable {
    return (
      caseNameIn(word) ??
      takes(
        `a name of letters, digits, ".", "_" and "-", at most 60 of them, such as ${likeCaseName(word)}`,
        word,
      )
    );
  },
} satisfies Value;

/** A file that is read. @param role what it is, as messages call it */
export function fileToRead(role: string) {
  return { called: 'file', file: { role, use: 'read' } } as const satisfies Value;
}

/** A file that is written anew. @param role what it is, as messages call it */
export function fileToWrite(role: string) {
  return { called: 'file', file: { role, use: 'write' } } as const satisfies Value;
}

/** The form that the open questions are written as; its ending says which kind. */
export const FORM = {
  ...fileToWrite('form of questions'),
  example: 'questions.html',
  read(word: string): string | Unusable {
    return formKindOf(word) === undefined
      ? wants(`a file that ends in ${Object.keys(FORM_KINDS).join(', ')}`)
      : word;
  },
} as const satisfies Value;

/** The address of a database. Whoever lists this machine's processes sees what stands on a command line. */
export const STORE = {
  called: 'address',
  example: 'postgres://opencx@127.0.0.1:5432/opencx_hubspot',
  read(word: string): string | Unusable {
    if (!isStoreAddress(word))
      return wants('the address of a Postgres database, such as postgres://user@host:5432/database');
    if (!holdsPassword(word)) return word;
    return new Unusable(
      (flag) => `${flag} holds a password, which whoever lists the processes of this machine can see`,
      'Give the whole address in OPENCX_HUBSPOT_STORE, or leave the password out of it and give that in PGPASSWORD or PGPASSFILE.',
    );
  },
} as const satisfies Value;

/** An engine's journal: a file, or a database. */
function journal(use: 'read' | 'extend') {
  return {
    called: 'file|address',
    read: (word: string): string | Unusable => (isStoreAddress(word) ? STORE.read(word) : word),
    file: { role: 'journal', use, isFile: (word: string) => !isStoreAddress(word) },
  } satisfies Value;
}

/** A journal that is only read. */
export const JOURNAL_TO_READ = journal('read');

/** A journal that events are added to. */
export const JOURNAL_TO_EXTEND = journal('extend');

export const FOLDER_OF_REPORTS = {
  called: 'folder',
  file: { role: 'folder of reports', use: 'extend' },
} as const satisfies Value;

/** A folder whose files are read. */
export const FOLDER_TO_READ = {
  called: 'folder',
  file: { role: 'folder', use: 'read' },
} as const satisfies Value;

/** A file, or the address of an endpoint. */
export function fileOrEndpoint(file: Pick<FileUse, 'role' | 'use'>, offers: readonly string[] = []) {
  const isFile = (word: string) => !offers.includes(word) && !/^https?:\/\//.test(word);
  return { called: 'file|url', offers, file: { ...file, isFile } } satisfies Value;
}

/** A column of a log and the field that it holds. */
export const COLUMN = { called: 'column=field', example: '"Response code=status"' } as const satisfies Value;

/** @param example one that is taken, where its form is special */
export function text(called: string, example?: string) {
  return { called, ...(example !== undefined && { example }) } satisfies Value;
}

/** Everything, where the flag alone stands for what most need. */
export const ALL = { called: 'all', offers: ['all'] } as const satisfies Value;

export function oneOf<const Choices extends readonly string[]>(called: string, choices: Choices) {
  return { called, choices, example: choices[0] ?? '' } satisfies Value;
}

/** Which number of a date with slashes is the day. */
export const DATE_ORDER = oneOf('order', ['dmy', 'mdy']);
