import { UsageError } from '../../../files/usage-error.ts';
import { MissingJournal } from '../journal.ts';
import { QUEUE_SCHEMA, SCHEMA_NAME, SCHEMA_VERSION } from './schema.ts';

/** Why a journal in Postgres cannot be used, as sentences that name the database and say what to do about it. */

/** @param shown the address without its password, in all of them */
export function noJournal(shown: string): MissingJournal {
  return new MissingJournal(`There is no journal in ${shown}.`, {
    hint: '`opencx-hubspot engine start --store ADDRESS` makes one.',
  });
}

export function foreignDatabase(shown: string, tables: number): UsageError {
  const what = tables === 1 ? 'a table' : `${tables} tables`;
  return new UsageError(`The database ${shown} is of something else: it holds ${what} and no journal.`, {
    hint: 'Make one for the journal alone, such as with `createdb opencx_hubspot`, and name that.',
  });
}

export function foreignSchema(shown: string): UsageError {
  return new UsageError(
    `The schema ${SCHEMA_NAME} of ${shown} is not a journal of opencx-hubspot; it was left as it was.`,
    { hint: 'Name another database.' },
  );
}

export function newerStore(shown: string, version: number): UsageError {
  return new UsageError(
    `The journal in ${shown} is of version ${version}, written by a newer version of opencx-hubspot; this one reads version ${SCHEMA_VERSION}.`,
    { hint: 'Update opencx-hubspot, or name another database.' },
  );
}

export function olderStore(shown: string, version: number): UsageError {
  return new UsageError(
    `The journal in ${shown} is of version ${version}, written by an older version of opencx-hubspot; this one reads version ${SCHEMA_VERSION}.`,
    { hint: 'It is brought up to date as soon as it is opened for writing, such as by `engine start`.' },
  );
}

export function storeInUse(shown: string): UsageError {
  return new UsageError(`The journal in ${shown} is in use by another engine.`, {
    hint: 'Stop that engine, or name another database. Reading the journal is possible meanwhile.',
  });
}

export function storeShared(shown: string): UsageError {
  return new UsageError(`Engines that let others in have the journal in ${shown}.`, {
    hint: 'Start this one beside them with --shared, or name another database.',
  });
}

export function storeNotShared(shown: string): UsageError {
  return new UsageError(
    `An engine has the journal in ${shown} for itself, or works again what stands in it.`,
    {
      hint: 'Start each engine on it with --shared, or name another database.',
    },
  );
}

/** The engine was away from its database, and another one has the journal since. Nothing is written any more. */
export class TakenOver extends UsageError {}

export function takenOver(shown: string): TakenOver {
  return new TakenOver(
    `Another engine has taken over the journal in ${shown} while this one could not reach it.`,
    { hint: 'Stop this engine.' },
  );
}

export function pooled(shown: string): UsageError {
  return new UsageError(
    `What answers at ${shown} is a pooler that lends a session for one transaction; an engine keeps one to hold its journal.`,
    { hint: 'Name the port of Postgres itself, or one of the pooler that is in session mode.' },
  );
}

export function oldServer(shown: string, version: string): UsageError {
  return new UsageError(
    `The server of ${shown} is Postgres ${version}; a journal needs version 13 or later.`,
    {
      hint: 'Name a newer server.',
    },
  );
}

export function notUnicode(shown: string, encoding: string): UsageError {
  return new UsageError(`The database ${shown} keeps texts as ${encoding}, which cannot hold all of them.`, {
    hint: 'Make one with `createdb --encoding=UTF8 --template=template0`, and name that.',
  });
}

/** The transaction was taken back for no fault of its own, such as a deadlock: done again, it comes through. */
export class TakenBack extends UsageError {}

/** Nothing can be asked over the connection any more; what was under way may have been done. */
export class ConnectionLost extends UsageError {}

interface Failure {
  code?: string;
  /** Postgres gives it, with a code of its own; what comes from the way there has none. */
  severity?: string;
  message?: string;
  routine?: string;
}

type Said = (shown: string, failure: Failure) => [message: string, hint?: string];

const IS_THERE = 'Is the server running, and are its name and port right?';

/** The queue holds nothing that the journal does not: whoever starts next makes it anew, and calls what waits. */
const MADE_ANEW = `Where it is one of ${QUEUE_SCHEMA}, run \`DROP SCHEMA ${QUEUE_SCHEMA} CASCADE\` and start an engine once more, which makes it anew; nothing that waits is lost. Any other comes back with a backup.`;

/** By Postgres's codes (PostgreSQL docs, "Error Codes") and those of the system. */
const SAID: Readonly<Record<string, Said>> = {
  '28P01': (shown, { message }) => [
    `Postgres refused the password for ${shown}: it says "${message}".`,
    'Give the right one in OPENCX_HUBSPOT_STORE, PGPASSWORD or PGPASSFILE.',
  ],
  '28000': (shown, { message = '' }) =>
    /no encryption|SSL off/i.test(message)
      ? [
          `The server of ${shown} takes encrypted connections only.`,
          'Add ?sslmode=verify-full to the address, or ?sslmode=require where it has no certificate that can be checked.',
        ]
      : [`Postgres lets nobody in as this user: it says "${message}" (${shown}).`, 'Ask whoever runs it.'],
  '3D000': (shown, { message }) => [
    `The server of ${shown} has no such database: it says "${message}".`,
    'Make it with `createdb`, or name another one at the end of the address.',
  ],
  '42501': (shown, { message, severity }) => [
    `This user may not keep a journal in ${shown}: Postgres says "${message}".`,
    severity === 'FATAL'
      ? 'Let its owner run `GRANT CONNECT, CREATE ON DATABASE …`, or name a user that owns the database.'
      : 'Let its owner run `GRANT CREATE ON DATABASE …`, or name a user that owns the database.',
  ],
  '42P01': (shown, { message }) => [
    `A table of the journal in ${shown} is missing: Postgres says "${message}".`,
    MADE_ANEW,
  ],
  '25006': (shown) => [
    `${shown} can only be read: it follows another server.`,
    'Name the server that it follows.',
  ],
  '53100': (shown) => [`The disk of ${shown} is full.`, 'Make room for it.'],
  '53300': (shown, { message }) => [
    `${shown} takes no more connections: Postgres says "${message}".`,
    'An engine needs two, and three where it shares its journal: end others, or raise the limit of the server, the database or the user.',
  ],
  '57P03': (shown) => [`${shown} is starting up or shutting down.`, 'Try again in a moment.'],
  ECONNREFUSED: (shown) => [`Nothing answers at ${shown}.`, IS_THERE],
  ENOENT: (shown) => [`There is no such socket: ${shown}.`, IS_THERE],
  ENOTFOUND: (shown) => [`The host of ${shown} is not known.`, 'Mend its name in the address.'],
  EAI_AGAIN: (shown) => [`The host of ${shown} cannot be looked up now.`, 'Is this machine on the network?'],
  ETIMEDOUT: (shown) => [`${shown} does not answer.`, IS_THERE],
};

const WITHOUT_CODE: readonly [pattern: RegExp, said: Said][] = [
  [
    /does not support SSL/i,
    (shown) => [`The server of ${shown} knows no encryption.`, 'Leave sslmode out of the address.'],
  ],
  [
    /password must be a(?: non-empty)? string/i,
    (shown) => [
      `${shown} wants a password, and none was given.`,
      'Give it in OPENCX_HUBSPOT_STORE, PGPASSWORD or PGPASSFILE.',
    ],
  ],
  [
    /terminated unexpectedly/i,
    (shown) => [`What answers at ${shown} ended the connection.`, 'Is it a Postgres server, and is it up?'],
  ],
  [/timeout/i, (shown) => [`${shown} does not answer in time.`, IS_THERE]],
  [
    /certificate|altname/i,
    (shown, { message }) => [
      `The certificate of ${shown} cannot be trusted: ${message}.`,
      'Name the certificate of who signed it with &sslrootcert=FILE, or take sslmode=require, which trusts whoever answers.',
    ],
  ],
];

/** From any error of the driver; what is a sentence already is passed on. */
export function unusableStore(shown: string, cause: unknown): UsageError {
  if (cause instanceof UsageError) return cause;
  const failure = cause as Failure;
  const [message, hint] = sentenceFor(shown, failure);
  const Fault = isLoss(failure) ? ConnectionLost : isTakenBack(failure) ? TakenBack : UsageError;
  return new Fault(message, hint === undefined ? {} : { hint });
}

/** From whatever keeps a session from being opened: whoever had one before may have one later. */
export function unreachableStore(shown: string, cause: unknown): ConnectionLost {
  if (cause instanceof ConnectionLost) return cause;
  const [message, hint] = sentenceFor(shown, cause as Failure);
  return new ConnectionLost(message, hint === undefined ? {} : { hint });
}

function sentenceFor(shown: string, failure: Failure): [message: string, hint?: string] {
  const said =
    SAID[failure.code ?? ''] ??
    WITHOUT_CODE.find(([pattern]) => pattern.test(failure.message ?? ''))?.[1] ??
    ((): [string] => [`The journal in ${shown} cannot be used: "${failure.message ?? String(failure)}".`]);
  return said(shown, failure);
}

/**
 * Whether the session is gone: what Postgres did not say came from the way there, and some of its codes end a session, such
 * as that of one which was silent in the middle of a transaction.
 */
function isLoss({ code = '', severity }: Failure): boolean {
  return severity === undefined || /^(?:08|57P|25P03)/.test(code);
}

/** A deadlock, another conflict with what others write, or somebody who cancelled the statement. */
function isTakenBack({ code = '' }: Failure): boolean {
  return /^(?:40001|40P01|57014)$/.test(code);
}
