import { type Target, targetOf } from './address.ts';
import { type Claim, claim, isShared, lockMigration, share } from './claim.ts';
import { type Connection, connectTo, type SessionUse } from './connection.ts';
import { loadDriver } from './driver.ts';
import {
  foreignDatabase,
  foreignSchema,
  newerStore,
  noJournal,
  notUnicode,
  olderStore,
  oldServer,
  pooled,
} from './faults.ts';
import { Line } from './line.ts';
import { MARK, MIGRATIONS, QUEUE_SCHEMA, SCHEMA, SCHEMA_NAME, SCHEMA_VERSION } from './schema.ts';

/** Nothing older was ever tried. */
const OLDEST_SERVER = 130_000;

const USE_SCHEMA = `SET search_path TO ${SCHEMA_NAME}`;

/** A process that stops in the middle of a transaction, such as one that is frozen, holds nobody up for longer. */
const AMONG_OTHERS = `${USE_SCHEMA}; SET idle_in_transaction_session_timeout = 2000`;

/** A journal's database, open. */
export interface Store {
  /** Without a password. */
  shown: string;
  reading: Line;
  /** Of the session that holds the claim; absent where it is only read. */
  writing?: Line;
  /** A session for the queue's library, where several engines share the journal. */
  library?: Line;
  close(): Promise<void>;
  /** As `close`; tables that were made by this opening go again where nothing has come into them. */
  abandon(): Promise<void>;
}

/** @throws UsageError */
export async function openStoreForReading(address: string): Promise<Store> {
  const target = targetOf(address);
  const { shown } = target;
  const open = await opener(target);
  const first = await open();
  try {
    const version = await versionOf(first, shown);
    if (version === null) throw noJournal(shown);
    if (version < SCHEMA_VERSION) throw olderStore(shown, version);
  } catch (error) {
    await first.end();
    throw error;
  }
  const reading = new Line(first, open);
  const close = () => reading.close();
  return { shown, reading, close, abandon: close };
}

export interface WritingOptions {
  mustExist: boolean;
  /** Other engines may write to it too; `as found` where they do. */
  shared: boolean | 'as found';
}

/**
 * Opens the database for an engine that writes to it, and makes the tables where there are none and need not be any. A
 * journal of an older version is brought up to date first.
 *
 * @throws UsageError
 */
export async function openStoreForWriting(
  address: string,
  { mustExist, ...wanted }: WritingOptions,
): Promise<Store> {
  const target = targetOf(address);
  const { shown } = target;
  const shared = wanted.shared === 'as found' ? await looking(target, isShared) : wanted.shared;
  const open = await opener(target, shared ? AMONG_OTHERS : USE_SCHEMA);
  const first = await open();
  const opened = [first];
  try {
    const isNew = await migrate(first, shown, mustExist);
    const second = await open();
    opened.push(second);
    await expectOwnSession(first, second, shown);
    const claimed = await (shared ? share : claim)(first, shown);
    await expectWritable(first);
    const store = openStore(shown, first, second, claimed, open, isNew);
    return shared ? withLibrary(store, await opener(target, USE_SCHEMA, 'library')) : store;
  } catch (error) {
    await Promise.all(opened.map((one) => one.end()));
    throw error;
  }
}

async function looking<T>(target: Target, look: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connectTo(target, await loadDriver());
  try {
    return await look(connection);
  } finally {
    await connection.end();
  }
}

function openStore(
  shown: string,
  first: Connection,
  second: Connection,
  claimed: Claim,
  open: () => Promise<Connection>,
  isNew: boolean,
): Store {
  const reading = new Line(second, open);
  const writing = new Line(first, async () => {
    const next = await open();
    try {
      await claimed.renew(next);
    } catch (error) {
      await next.end();
      throw error;
    }
    return next;
  });
  const close = async () => {
    await Promise.all([reading.close(), writing.close()]);
  };
  return {
    shown,
    reading,
    writing,
    close,
    async abandon() {
      if (isNew) await writing.ask(dropWhereEmpty, 0).catch(() => {});
      await close();
    },
  };
}

async function withLibrary(store: Store, open: () => Promise<Connection>): Promise<Store> {
  const library = new Line(await open(), open);
  const also = (end: () => Promise<void>) => async () => {
    await library.close();
    await end();
  };
  return { ...store, library, close: also(store.close), abandon: also(store.abandon) };
}

/**
 * @param set what is said in each of them first
 * @returns opens one session after another, each of which finds the journal's tables
 */
async function opener(
  target: Target,
  set = USE_SCHEMA,
  use?: SessionUse,
): Promise<() => Promise<Connection>> {
  const driver = await loadDriver();
  return async () => {
    const connection = await connectTo(target, driver, use);
    await connection.ask(set);
    return connection;
  };
}

/**
 * Makes the tables, or brings those of an older journal up to date, in one transaction under a lock: a failure or a crash
 * on the way leaves the database as it was.
 *
 * @returns whether they were made
 */
async function migrate(connection: Connection, shown: string, mustExist: boolean): Promise<boolean> {
  const { ask } = connection;
  await ask('BEGIN');
  try {
    await lockMigration(connection);
    const version = await versionOf(connection, shown);
    if (version === null) {
      if (mustExist) throw noJournal(shown);
      await expectNothingElse(connection, shown);
      await ask(SCHEMA);
    } else if (version < SCHEMA_VERSION) {
      for (let from = version; from < SCHEMA_VERSION; from += 1) await ask(MIGRATIONS.get(from) ?? '');
      await ask('UPDATE version SET number = $1', [SCHEMA_VERSION]);
    }
    await ask('COMMIT');
    return version === null;
  } catch (error) {
    if (!connection.isLost()) await ask('ROLLBACK');
    throw error;
  }
}

/**
 * The version of the journal in the database, from 1 to this tool's own; null where there is none.
 *
 * @throws UsageError where the schema is somebody else's, or of a version that this tool does not know
 */
async function versionOf({ ask }: Connection, shown: string): Promise<number | null> {
  const [server] = await ask(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
      current_setting('server_encoding') AS encoding`,
  );
  if (Number(server?.['number']) < OLDEST_SERVER) throw oldServer(shown, String(server?.['version']));
  if (server?.['encoding'] !== 'UTF8') throw notUnicode(shown, String(server?.['encoding']));
  const [schema] = await ask(
    `SELECT obj_description(oid, 'pg_namespace') AS mark FROM pg_namespace WHERE nspname = $1`,
    [SCHEMA_NAME],
  );
  if (schema === undefined) return null;
  if (schema['mark'] !== MARK) throw foreignSchema(shown);
  const [row] = await ask(`SELECT number FROM ${SCHEMA_NAME}.version`);
  const version = Number(row?.['number']);
  if (version > SCHEMA_VERSION) throw newerStore(shown, version);
  return version;
}

/** A database in which others keep something was named by mistake. */
async function expectNothingElse({ ask }: Connection, shown: string): Promise<void> {
  const [row] = await ask(
    `SELECT count(*) AS count FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p') AND nspname NOT IN ('information_schema', '${QUEUE_SCHEMA}')
      AND nspname NOT LIKE 'pg\\_%'`,
  );
  const tables = Number(row?.['count']);
  if (tables > 0) throw foreignDatabase(shown, tables);
}

/**
 * A pooler may give a session to somebody else after each transaction, and with it the lock that it holds. It gives the
 * one that was freed last, so that two that take turns see theirs change.
 */
async function expectOwnSession(first: Connection, second: Connection, shown: string): Promise<void> {
  const processOf = async ({ ask }: Connection) => {
    const [row] = await ask('SELECT pg_backend_pid() AS pid');
    return row?.['pid'];
  };
  await first.ask('BEGIN');
  const before = [await processOf(first), await processOf(second)];
  await first.ask('COMMIT');
  await second.ask('BEGIN');
  const after = [await processOf(first), await processOf(second)];
  await second.ask('COMMIT');
  if (before.join() !== after.join()) throw pooled(shown);
}

/** Each table is written to and nothing of it kept: a right that is missing would otherwise show with the first delivery. */
async function expectWritable({ ask }: Connection): Promise<void> {
  await ask('BEGIN');
  try {
    await ask(TRIAL);
  } finally {
    await ask('ROLLBACK');
  }
}

/** Writes a row to each table; to be rolled back. */
const TRIAL = `
  INSERT INTO event (id, received_at, type, lane, key, status, personal, body)
    VALUES (0, 0, '', '', '', '', false, '');
  UPDATE event SET status = '' WHERE id = 0;
  DELETE FROM event WHERE id = 0;
  INSERT INTO forgotten_key (id, key, received_at) VALUES (0, '', 0);
  INSERT INTO entry (event_id, line, at, kind, data) VALUES (0, 1, 0, '', '');
  INSERT INTO refusal (at, status, reason, bytes) VALUES (0, 0, '', 0);
  INSERT INTO session (thread_id, body) VALUES ('', '');
  INSERT INTO pending_close (thread_id, due_at) VALUES ('', 0);
  INSERT INTO hold (key, lane, token) VALUES ('', '', 0);
  INSERT INTO writer (id, last_commit) VALUES (gen_random_uuid(), 0)`;

async function dropWhereEmpty({ ask }: Connection): Promise<void> {
  const [row] = await ask(
    'SELECT EXISTS (SELECT 1 FROM event UNION ALL SELECT 1 FROM refusal) AS holds_anything',
  );
  if (row?.['holds_anything'] === false)
    await ask(`DROP SCHEMA ${SCHEMA_NAME} CASCADE; DROP SCHEMA IF EXISTS ${QUEUE_SCHEMA} CASCADE`);
}
