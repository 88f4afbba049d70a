/**
 * What is used of `pg-boss`, a queue in Postgres. It is a package that only whoever lets several engines share a journal
 * installs, so it is loaded when that was asked for, and its absence is a sentence.
 */
import { UsageError } from '../../../files/usage-error.ts';
import type { Row } from '../rows.ts';

/** Runs its statements: a session of its own, or the transaction of whoever calls. */
export interface Statements {
  executeSql(sql: string, values?: unknown[]): Promise<unknown>;
}

/** Which time a job was taken; whatever is said of it later than that is not heard. */
export interface Attempt {
  id: string;
  retryCount: number;
}

export interface Job extends Attempt {
  /** What it was given, as an object or as JSON. */
  data: { lane: string } | string;
}

interface Within {
  db: { executeSql(sql: string, values?: unknown[]): Promise<{ rows: Row[] }> };
}

export interface Boss {
  start(): Promise<unknown>;
  stop(options: { graceful: boolean; close: boolean }): Promise<void>;
  on(name: 'error' | 'warning', listener: (error: unknown) => void): void;
  createQueue(name: string, options: QueueOptions): Promise<void>;
  insert(
    name: string,
    jobs: readonly { singletonKey: string; data: { lane: string } }[],
    options: Within,
  ): Promise<unknown>;
  fetch(name: string, options: Within & { batchSize: number }): Promise<Job[]>;
  touch(name: string, attempts: readonly Attempt[]): Promise<unknown>;
  deleteJob(name: string, attempt: Attempt, options: Within): Promise<unknown>;
  /** Gives to others what was taken by somebody who is not heard of any more. */
  supervise(name: string): Promise<void>;
}

interface QueueOptions {
  policy: 'exclusive';
  heartbeatSeconds: number;
  expireInSeconds: number;
  retentionSeconds: number;
  retryLimit: number;
}

interface BossOptions {
  db: Statements;
  schema: string;
  supervise: boolean;
  schedule: boolean;
  registerInstance: boolean;
  monitorIntervalSeconds: number;
  openTelemetry: { enabled: boolean };
}

type BossDriver = new (options: BossOptions) => Boss;

/** A variable, so that neither the compiler nor the bundler wants what need not be installed. */
const PACKAGE: string = 'pg-boss';

/** @throws UsageError where the package is not installed */
export async function loadBoss(): Promise<BossDriver> {
  try {
    const { PgBoss } = (await import(PACKAGE)) as { PgBoss: BossDriver };
    return PgBoss;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      'Engines that share a journal need the package "pg-boss", which is not installed here.',
      {
        hint: 'Run `npm install pg-boss` beside opencx-hubspot (`npm install --global pg-boss` where that is global), or leave out --shared: one engine can have the journal alone.',
      },
    );
  }
}

/** The transaction that these statements run in, as the library takes it. */
export function within(ask: (sql: string, values?: readonly unknown[]) => Promise<Row[]>): Within {
  return { db: { executeSql: async (sql, values) => ({ rows: await ask(sql, values) }) } };
}
