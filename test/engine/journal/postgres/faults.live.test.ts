import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPostgresJournal } from '../../../../src/engine/journal/postgres/journal.ts';
import { UsageError } from '../../../../src/files/usage-error.ts';
import { ask, cluster, WITHOUT_POSTGRES, WITHOUT_QUEUE, withDatabase } from '../../../support/postgres.ts';
import { arrival, T0 } from '../builders.ts';

/** What is wrong with an address, or with what it leads to; the sentence that says so. */
interface Wrong {
  what: string;
  /** Makes it so. */
  by?: readonly string[];
  address?: (address: URL) => void;
  says: RegExp;
}

const PASSWORD = 'geheim-0000';

const WRONG: readonly Wrong[] = [
  {
    what: 'a database that there is not',
    address: (url) => {
      url.pathname = '/nothing';
    },
    says: /^The server of .* has no such database: it says "database "nothing" does not exist"\.$/,
  },
  {
    what: 'a port that nobody listens on',
    address: (url) => {
      url.port = '9';
    },
    says: /^Nothing answers at /,
  },
  {
    what: 'a host that there is not',
    address: (url) => {
      url.hostname = 'nowhere.invalid';
    },
    says: /^The host of .* (?:is not known|cannot be looked up now)\.$/,
  },
  {
    what: 'a wrong password',
    by: [`CREATE ROLE secretive LOGIN PASSWORD 'another-0000'`],
    address: (url) => {
      url.username = 'secretive';
      url.password = PASSWORD;
    },
    says: /^Postgres refused the password for /,
  },
  {
    what: 'no password where one is wanted',
    by: [`CREATE ROLE secretive LOGIN PASSWORD 'another-0000'`],
    address: (url) => {
      url.username = 'secretive';
    },
    says: /wants a password, and none was given\.$/,
  },
  {
    what: 'a server that takes encrypted connections only',
    by: ['CREATE ROLE encrypted LOGIN'],
    address: (url) => {
      url.username = 'encrypted';
    },
    says: /takes encrypted connections only\.$/,
  },
  {
    what: 'encryption that the server does not know',
    address: (url) => {
      url.searchParams.set('sslmode', 'verify-full');
    },
    says: /knows no encryption\.$/,
  },
  {
    what: 'an sslmode that there is not',
    address: (url) => {
      url.searchParams.set('sslmode', 'perhaps');
    },
    says: /has the sslmode "perhaps"\.$/,
  },
  {
    what: 'a parameter that is not known',
    address: (url) => {
      url.searchParams.set('sslmod', 'require');
    },
    says: /has the parameter "sslmod"\.$/,
  },
  {
    what: 'a user who may make no tables',
    by: ['CREATE ROLE weak LOGIN'],
    address: (url) => {
      url.username = 'weak';
    },
    says: /^This user may not keep a journal in /,
  },
  {
    what: 'a user who may not come in',
    by: [
      'CREATE ROLE weak LOGIN',
      'DO $$ BEGIN EXECUTE format($q$REVOKE CONNECT ON DATABASE %I FROM PUBLIC$q$, current_database()); END $$',
    ],
    address: (url) => {
      url.username = 'weak';
    },
    says: /^This user may not keep a journal in /,
  },
  {
    what: 'a user who may have no connection',
    by: ['CREATE ROLE weak LOGIN CONNECTION LIMIT 0'],
    address: (url) => {
      url.username = 'weak';
    },
    says: /takes no more connections: Postgres says "too many connections for role "weak""\.$/,
  },
  {
    what: 'a database of something else',
    by: ['CREATE TABLE orders (id integer)'],
    says: /is of something else: it holds a table and no journal\.$/,
  },
  {
    what: 'a schema of the same name that is none',
    by: ['CREATE SCHEMA opencx_hubspot'],
    says: /^The schema opencx_hubspot of .* is not a journal of opencx-hubspot/,
  },
  {
    what: 'a server that can only be read',
    by: [
      'DO $$ BEGIN EXECUTE format($q$ALTER DATABASE %I SET default_transaction_read_only = on$q$, current_database()); END $$',
    ],
    says: /can only be read/,
  },
];

const TO_VERSION_2 = ['DROP TABLE writer', 'UPDATE version SET number = 2'];
const TO_VERSION_1 = [
  ...TO_VERSION_2,
  'ALTER TABLE event DROP COLUMN held',
  'DROP TABLE hold',
  'DROP SEQUENCE hold_token',
  'DROP INDEX pending_close_due',
  'UPDATE version SET number = 1',
];

describe.skipIf(WITHOUT_POSTGRES !== undefined)('a journal in Postgres is refused in one sentence', () => {
  test.each(WRONG)('$what', ({ by = [], address: change = () => {}, says }) =>
    withDatabase(async (address) => {
      const roles = ['secretive', 'encrypted', 'weak'].map((role) => `DROP ROLE IF EXISTS ${role}`);
      await ask(address, ...roles, ...by);
      const url = new URL(address);
      change(url);
      const refused = await openPostgresJournal(url.href).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(UsageError);
      const { message, hint } = refused as UsageError;
      expect(message).toMatch(says);
      expect(hint ?? '').not.toBe('');
      expect(`${message} ${hint}`).not.toContain(PASSWORD);
    }),
  );

  test.skipIf(WITHOUT_QUEUE !== undefined)(
    'tables of the queue that somebody dropped; without the rest of them it is made anew',
    () =>
      withDatabase(async (address) => {
        await (await openPostgresJournal(address, { shared: true })).close();
        await ask(address, 'DROP TABLE opencx_hubspot_queue.job CASCADE');
        const broken = await openPostgresJournal(address, { shared: true });
        await expect(broken.accept([arrival()], T0)).rejects.toMatchObject({
          message: expect.stringContaining('A table of the journal in'),
          hint: expect.stringContaining('`DROP SCHEMA opencx_hubspot_queue CASCADE`'),
        });
        await broken.close();
        await ask(address, 'DROP SCHEMA opencx_hubspot_queue CASCADE');
        const anew = await openPostgresJournal(address, { shared: true });
        expect(await anew.accept([arrival()], T0)).toHaveLength(1);
        await anew.close();
      }),
  );

  test('a socket that there is not', async () => {
    const { folder } = await cluster();
    const address = `postgres:///postgres?host=${join(folder, 'nowhere')}&user=postgres`;
    await expect(openPostgresJournal(address)).rejects.toThrow('There is no such socket');
  });

  test('what is only read and is not there, and what must be there to be written to', () =>
    withDatabase(async (address) => {
      await expect(openPostgresJournal(address, { readOnly: true })).rejects.toThrow(
        'There is no journal in',
      );
      await expect(openPostgresJournal(address, { mustExist: true })).rejects.toThrow(
        'There is no journal in',
      );
      expect(await ask(address, "SELECT 1 FROM pg_namespace WHERE nspname = 'opencx_hubspot'")).toEqual([]);
    }));

  test('a newer version, whether it is read or written, and it is left as it was', () =>
    withDatabase(async (address) => {
      await (await openPostgresJournal(address)).close();
      await ask(address, 'UPDATE opencx_hubspot.version SET number = 99');
      for (const readOnly of [true, false]) {
        await expect(openPostgresJournal(address, { readOnly })).rejects.toThrow(
          'is of version 99, written by a newer version of opencx-hubspot',
        );
      }
      expect(await ask(address, 'SELECT number FROM opencx_hubspot.version')).toEqual([{ number: '99' }]);
    }));

  test.each([
    [1, TO_VERSION_1],
    [2, TO_VERSION_2],
  ])('but for one of version %i, which is brought up to date with all that it holds', (version, statements) =>
    withDatabase(async (address) => {
      const older = await openPostgresJournal(address);
      const [event] = await older.accept([arrival()], T0);
      await older.close();
      await ask(address, 'SET search_path TO opencx_hubspot', ...statements);
      const reading = openPostgresJournal(address, { readOnly: true });
      await expect(reading).rejects.toThrow(`is of version ${version}`);
      const journal = await openPostgresJournal(address);
      await journal.begin(event?.id ?? 0, T0);
      expect(await journal.interrupt(T0)).toMatchObject([{ id: event?.id, status: 'interrupted' }]);
      await journal.close();
      expect(await ask(address, 'SELECT number FROM opencx_hubspot.version')).toEqual([{ number: '3' }]);
    }),
  );

  test('one that another engine has, which goes on; whoever reads is free', () =>
    withDatabase(async (address) => {
      const first = await openPostgresJournal(address);
      await expect(openPostgresJournal(address)).rejects.toThrow('is in use by another engine.');
      const reader = await openPostgresJournal(address, { readOnly: true });
      await first.refuse({ at: 1, status: 400, reason: 'x', bytes: 1 });
      expect(await reader.refusals(0)).toHaveLength(1);
      await expect(reader.prune(0)).rejects.toThrow('was opened for reading only.');
      await reader.close();
      await first.close();
      await (await openPostgresJournal(address)).close();
    }));

  test('of several that start at once, all but one', () =>
    withDatabase(async (address) => {
      const opened = await Promise.allSettled(Array.from({ length: 4 }, () => openPostgresJournal(address)));
      const journals = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(journals).toHaveLength(1);
      for (const journal of journals) await journal.close();
    }));
});
