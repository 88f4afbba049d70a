/**
 * What is used of `pg`, the driver of Postgres. It is a package that only whoever keeps a journal in Postgres installs,
 * so it is loaded when a database was named, and its absence is a sentence.
 */
import type { Duplex } from 'node:stream';
import { UsageError } from '../../../files/usage-error.ts';
import type { Row } from '../rows.ts';

export interface Result {
  rows: Row[];
  rowCount: number | null;
}

export interface Client {
  connect(): Promise<void>;
  /** Of several statements in one text an array of results, which nothing but `connection.ts` sends. */
  query(sql: string, values?: readonly unknown[]): Promise<Result>;
  end(): Promise<void>;
  on(name: 'error' | 'end', listener: (error?: Error) => void): void;
  /** The way to the server, which is cut where nothing comes over it any more. */
  readonly connection: { readonly stream: Duplex };
}

export interface ClientOptions {
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
  ssl: false | { rejectUnauthorized: boolean; ca?: string };
  application_name: string;
  connectionTimeoutMillis: number;
  /** Of one query, in milliseconds, by this side's clock. */
  query_timeout: number;
  keepAlive: boolean;
  /** Statements are sent without waiting for the answers to those before. */
  pipeline: boolean;
  /** As the driver does where it is left out. */
  types?: { getTypeParser(oid: number): (text: string) => unknown };
}

export type Driver = new (options: ClientOptions) => Client;

/** A variable, so that neither the compiler nor the bundler wants what need not be installed. */
const PACKAGE: string = 'pg';

/** @throws UsageError where the package is not installed */
export async function loadDriver(): Promise<Driver> {
  try {
    const { default: pg } = (await import(PACKAGE)) as { default: { Client: Driver } };
    return pg.Client;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('A journal in Postgres needs the package "pg", which is not installed here.', {
      hint: 'Run `npm install pg` beside opencx-hubspot (`npm install --global pg` where that is global), or keep the journal in a file with --journal FILE.',
    });
  }
}
