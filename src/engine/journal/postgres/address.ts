import { readFileSync } from 'node:fs';
import { shownAddress, takenApart } from '../../../core/store-address.ts';
import { nearestHint } from '../../../files/nearest.ts';
import { UsageError } from '../../../files/usage-error.ts';
import type { ClientOptions } from './driver.ts';

/** What is asked of the driver for one address, and how the address may be shown. */
export interface Target {
  /** Without a password, and without a user: with one it looks like somebody's email address, and is masked as such. */
  shown: string;
  options: Pick<ClientOptions, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'>;
}

const SSL_MODES = ['disable', 'require', 'verify-full'] as const;
const PARAMETERS = ['host', 'user', 'password', 'sslmode', 'sslrootcert'] as const;

/**
 * `postgres://USER@HOST:PORT/DATABASE?sslmode=verify-full&sslrootcert=FILE`, as libpq writes it; `?host=/run/postgresql`
 * is a socket of this machine. What is left out comes from PGUSER, PGPASSWORD, PGPASSFILE and their like (PostgreSQL
 * docs, "Connection URIs").
 *
 * @throws UsageError
 */
export function targetOf(address: string): Target {
  const url = takenApart(address);
  if (url === null) throw unreadable(address);
  const given = url.searchParams;
  for (const name of given.keys()) expectKnown(name, address);
  const host = given.get('host') ?? decoded(url.hostname, address);
  const user = given.get('user') ?? decoded(url.username, address);
  const password = given.get('password') ?? decoded(url.password, address);
  const database = decoded(url.pathname.slice(1), address);
  return {
    shown: shownAddress(address, { user: false }),
    options: {
      ...(host !== '' && { host }),
      ...(url.port !== '' && { port: Number(url.port) }),
      ...(user !== '' && { user }),
      ...(password !== '' && { password }),
      ...(database !== '' && { database }),
      ssl: sslOf(given.get('sslmode') ?? 'disable', given.get('sslrootcert'), address),
    },
  };
}

/** `require` encrypts and trusts whoever answers; `verify-full` trusts who can show a certificate for the host. */
function sslOf(mode: string, rootFile: string | null, address: string): ClientOptions['ssl'] {
  if (!SSL_MODES.some((known) => known === mode)) {
    throw new UsageError(`The address ${shownAddress(address, { user: false })} has the sslmode "${mode}".`, {
      hint: `It takes ${SSL_MODES.join(', ')}.`,
    });
  }
  if (mode === 'disable') return false;
  return { rejectUnauthorized: mode === 'verify-full', ...(rootFile !== null && { ca: read(rootFile) }) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`The certificate file ${file}, which sslrootcert names, cannot be read (${code}).`);
  }
}

function expectKnown(name: string, address: string): void {
  if (PARAMETERS.some((known) => known === name)) return;
  throw new UsageError(`The address ${shownAddress(address, { user: false })} has the parameter "${name}".`, {
    hint: `${nearestHint(name, PARAMETERS)}It takes ${PARAMETERS.join(', ')}.`,
  });
}

function decoded(text: string, address: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable(address);
  }
}

function unreadable(address: string): UsageError {
  return new UsageError(`${shownAddress(address, { user: false })} is no address of a Postgres database.`, {
    hint: 'One looks like postgres://user@host:5432/database; a character such as @, / or # in a name or a password is written as %40, %2F or %23.',
  });
}
