/**
 * A Postgres of the tests' own: Debian's programs, a cluster in a scratch folder, started by the first test that wants one
 * and shared by all of a run, each with a database of its own.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { env, getuid } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBoss } from '../../src/engine/journal/postgres/boss.ts';
import { loadDriver } from '../../src/engine/journal/postgres/driver.ts';
import type { Row } from '../../src/engine/journal/rows.ts';

/** Names the folder of a run's cluster; set by `postgres-setup.ts`. */
const CLUSTER_VARIABLE = 'TEST_POSTGRES_FOLDER';

const INSTALLED = '/usr/lib/postgresql';

/** Folder of the server's programs; undefined where they are not installed. */
const PROGRAMS = existsSync(INSTALLED)
  ? readdirSync(INSTALLED)
      .map((version) => join(INSTALLED, version, 'bin'))
      .findLast((folder) => existsSync(join(folder, 'initdb')))
  : undefined;

/** Why tests with Postgres are skipped, where they are. */
export const WITHOUT_POSTGRES = await whyNot();

async function whyNot(): Promise<string | undefined> {
  if (PROGRAMS === undefined) return `no Postgres is installed in ${INSTALLED}`;
  return loadDriver().then(
    () => undefined,
    (error: Error) => error.message,
  );
}

/** Why tests of several engines on one Postgres are skipped, where they are. */
export const WITHOUT_QUEUE =
  WITHOUT_POSTGRES ??
  (await loadBoss().then(
    () => undefined,
    (error: Error) => error.message,
  ));

if (WITHOUT_POSTGRES !== undefined)
  process.stderr.write(`Tests of the journal in Postgres are skipped: ${WITHOUT_POSTGRES}.\n`);
else if (WITHOUT_QUEUE !== undefined)
  process.stderr.write(`Tests of engines that share a journal are skipped: ${WITHOUT_QUEUE}\n`);

/** Whom the server runs as: it refuses to be root. */
const OWNER = getuid?.() === 0 ? ownerNamed('postgres') : undefined;

function ownerNamed(name: string): { uid: number; gid: number } {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

export interface Cluster {
  port: number;
  /** Of its sockets and data. */
  folder: string;
}

let started: Promise<Cluster> | undefined;

/** The run's cluster; started where nobody did before. */
export function cluster(): Promise<Cluster> {
  started ??= start(env[CLUSTER_VARIABLE] ?? '');
  return started;
}

/** Starts one in the folder, or waits until whoever is at it has. */
async function start(folder: string): Promise<Cluster> {
  const ready = join(folder, 'ready');
  try {
    mkdirSync(folder);
  } catch {
    while (!existsSync(ready)) await sleep(50);
    return { folder, port: Number(readdirSync(ready)[0]) };
  }
  const started = await make(folder);
  mkdirSync(join(ready, String(started.port)), { recursive: true });
  return started;
}

async function make(folder: string): Promise<Cluster> {
  if (OWNER) chownSync(folder, OWNER.uid, OWNER.gid);
  const port = await freePort();
  const data = join(folder, 'data');
  program('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
  writeFileSync(join(data, 'pg_hba.conf'), ACCESS);
  startServer({ folder, port });
  return { folder, port };
}

/** Runs with the address of a database in a cluster of its own, which it may stop and start. */
export async function withServer<T>(run: (address: string, server: Cluster) => Promise<T>): Promise<T> {
  const folder = `${env[CLUSTER_VARIABLE]}-${randomUUID().slice(0, 8)}`;
  mkdirSync(folder);
  try {
    const server = await make(folder);
    return await run(`postgres://postgres@127.0.0.1:${server.port}/postgres`, server);
  } finally {
    clearAway(folder);
  }
}

/** Who gets in how: `secretive` with a password, `encrypted` with TLS, which this server does not have. */
const ACCESS = `
local   all secretive              scram-sha-256
local   all all                    trust
host    all secretive 127.0.0.1/32 scram-sha-256
hostssl all encrypted 127.0.0.1/32 trust
host    all encrypted 127.0.0.1/32 reject
host    all all       127.0.0.1/32 trust
`;

/** @param settings over those of the tests, as `name=value` */
export function startServer({ folder, port }: Cluster, ...settings: readonly string[]): void {
  const given = [
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'listen_addresses=127.0.0.1',
    'fsync=off',
    'max_connections=200',
    'shared_buffers=32MB',
    'log_min_messages=fatal',
    ...settings,
  ];
  program('pg_ctl', [
    'start',
    '-w',
    ...['-D', join(folder, 'data')],
    ...['-l', join(folder, 'log')],
    ...['-o', given.map((one) => `-c ${one}`).join(' ')],
  ]);
}

/** As a crash of the server. */
export function stopServer({ folder }: Pick<Cluster, 'folder'>): void {
  program('pg_ctl', ['stop', '-w', '-m', 'immediate', '-D', join(folder, 'data')]);
}

function program(name: string, args: readonly string[]): void {
  execFileSync(join(PROGRAMS ?? '', name), args, { ...OWNER, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

let databases = 0;

/** A new database of the run's cluster: its address. */
async function newDatabase(): Promise<string> {
  const { port } = await cluster();
  databases += 1;
  const name = `test_${process.pid}_${databases}`;
  await ask(`postgres://postgres@127.0.0.1:${port}/postgres`, `CREATE DATABASE ${name}`);
  return `postgres://postgres@127.0.0.1:${port}/${name}`;
}

/** Runs statements over a connection of their own; the rows of the last. */
export async function ask(address: string, ...statements: readonly string[]): Promise<Row[]> {
  const Client = await loadDriver();
  const { hostname, port, username, pathname } = new URL(address);
  const client = new Client({
    host: hostname,
    port: Number(port),
    user: username,
    database: pathname.slice(1),
    ssl: false,
    application_name: 'test',
    connectionTimeoutMillis: 5_000,
    query_timeout: 20_000,
    keepAlive: true,
    pipeline: false,
    types: { getTypeParser: () => (text) => text },
  });
  client.on('error', () => {});
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** Runs with the address of a new database, which is dropped afterwards. */
export async function withDatabase<T>(run: (address: string) => Promise<T>): Promise<T> {
  const address = await newDatabase();
  try {
    return await run(address);
  } finally {
    const { port } = await cluster();
    const name = new URL(address).pathname.slice(1);
    await ask(`postgres://postgres@127.0.0.1:${port}/postgres`, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/** Ends a cluster and clears it away, where one was started in the folder. */
export function clearAway(folder: string): void {
  if (!existsSync(folder)) return;
  if (existsSync(join(folder, 'data', 'postmaster.pid'))) stopServer({ folder });
  rmSync(folder, { recursive: true, force: true });
}
