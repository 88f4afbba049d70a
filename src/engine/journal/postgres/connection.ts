import type { Row } from '../rows.ts';
import type { Target } from './address.ts';
import type { Client, Driver, Result } from './driver.ts';
import { ConnectionLost, unreachableStore, unusableStore } from './faults.ts';
import type { Ask } from './reads.ts';

/** One session with a database. */
export interface Connection {
  /**
   * One statement after the other; of several in one text, the rows of the last.
   *
   * @throws ConnectionLost; UsageError with what Postgres said
   */
  ask: Ask;
  /** As `ask`, with whatever the driver makes of it. */
  query(sql: string, values?: readonly unknown[]): Promise<Result | Result[]>;
  /** Nothing more can be asked. */
  isLost(): boolean;
  /** Without waiting for what is under way. */
  cut(): void;
  end(): Promise<void>;
}

const CONNECTING_MS = 5_000;

/** The longest that a statement may take: counting an old journal of many millions takes its time. */
const ANSWERING_MS = 60_000;

/** Type of whole numbers of 64 bits, which the driver hands out as text: none here is larger than a number can be. */
const INT8 = 20;
const NUMBERS: ReadonlySet<number> = new Set([INT8, 21, 23]);

const TYPES = {
  getTypeParser: (oid: number) => (text: string) => {
    if (NUMBERS.has(oid)) return Number(text);
    return oid === 16 ? text === 't' : text;
  },
};

/**
 * Of every session: what is committed is on the disk, whatever the server's own setting is, and a machine that is gone
 * without a word loses its session within some ten seconds. A statement sees what others committed before it, which the
 * locks count on.
 */
const SETTINGS = `
  SET synchronous_commit = on; SET statement_timeout = 0;
  SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0;
  SET default_transaction_isolation = 'read committed';
  SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
  SET tcp_user_timeout = 10000`;

/** How a session is used: by the journal, or by a library that knows the driver as it is. */
const USES = { journal: { pipeline: true, types: TYPES }, library: { pipeline: false } };

export type SessionUse = keyof typeof USES;

/** @throws ConnectionLost: for whoever had a session before it may be there later */
export async function connectTo(
  { shown, options }: Target,
  Driver: Driver,
  use: SessionUse = 'journal',
): Promise<Connection> {
  const client: Client = new Driver({
    ...options,
    application_name: 'opencx-hubspot',
    connectionTimeoutMillis: CONNECTING_MS,
    query_timeout: ANSWERING_MS,
    keepAlive: true,
    ...USES[use],
  });
  let lost = false;
  client.on('error', () => {
    lost = true;
  });
  client.on('end', () => {
    lost = true;
  });
  const cut = () => {
    lost = true;
    client.connection.stream.destroy();
  };

  async function ask(sql: string, values?: readonly unknown[]): Promise<Row[]> {
    const result = await query(sql, values);
    return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
  }

  async function query(sql: string, values?: readonly unknown[]): Promise<Result | Result[]> {
    try {
      return await client.query(sql, values);
    } catch (error) {
      const fault = unusableStore(shown, error);
      if (fault instanceof ConnectionLost) cut();
      throw fault;
    }
  }

  try {
    await client.connect();
    await ask(SETTINGS);
  } catch (error) {
    cut();
    throw unreachableStore(shown, error);
  }
  return {
    ask,
    query,
    isLost: () => lost,
    cut,
    async end() {
      if (lost) return cut();
      await client.end().catch(cut);
    },
  };
}
