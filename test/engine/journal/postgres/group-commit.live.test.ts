import { describe, expect, test } from 'vitest';
import { targetOf } from '../../../../src/engine/journal/postgres/address.ts';
import { type Connection, connectTo } from '../../../../src/engine/journal/postgres/connection.ts';
import { loadDriver } from '../../../../src/engine/journal/postgres/driver.ts';
import { ConnectionLost } from '../../../../src/engine/journal/postgres/faults.ts';
import { createGroupCommit } from '../../../../src/engine/journal/postgres/group-commit.ts';
import { openPostgresJournal } from '../../../../src/engine/journal/postgres/journal.ts';
import { Line } from '../../../../src/engine/journal/postgres/line.ts';
import { SCHEMA_NAME } from '../../../../src/engine/journal/postgres/schema.ts';
import { ask, startServer, stopServer, WITHOUT_POSTGRES, withServer } from '../../../support/postgres.ts';

async function sessionWith(address: string): Promise<Connection> {
  const connection = await connectTo(targetOf(address), await loadDriver());
  await connection.ask(`SET search_path TO ${SCHEMA_NAME}`);
  return connection;
}

/** A session whose next commit meets `fate` in the place of Postgres, and is never answered. */
async function doomed(address: string, fate: (connection: Connection) => Promise<void>): Promise<Connection> {
  const connection = await sessionWith(address);
  let isMet = false;
  return {
    ...connection,
    isLost: () => isMet || connection.isLost(),
    async ask(sql, values) {
      if (sql !== 'COMMIT' || isMet) return connection.ask(sql, values);
      isMet = true;
      await fate(connection);
      throw new ConnectionLost('The way is cut.');
    },
  };
}

const refusals = async (address: string) =>
  (await ask(address, `SELECT reason FROM ${SCHEMA_NAME}.refusal ORDER BY id`)).map(({ reason }) => reason);

describe.skipIf(WITHOUT_POSTGRES !== undefined)('a commit whose answer never came', () => {
  test.each<[string, number, (connection: Connection, crash: () => Promise<void>) => Promise<void>]>([
    ['came through, and is not made twice', 1, async ({ ask }) => void (await ask('COMMIT'))],
    [
      'never reached the server, which notices late that its session is over',
      2,
      async ({ cut }) => void setTimeout(cut, 400),
    ],
    ['was lost with the server, whose next transaction has its number', 2, async (_, crash) => crash()],
  ])('%s', (_, times, fate) =>
    withServer(async (address, server) => {
      await (await openPostgresJournal(address)).close();
      const crash = async () => {
        stopServer(server);
        startServer(server);
        for (let others = 0; others < 5; others += 1)
          await ask(address, 'CREATE TEMPORARY TABLE other (number integer)');
      };
      const first = await doomed(address, (connection) => fate(connection, crash));
      const line = new Line(first, () => sessionWith(address));
      const commits = createGroupCommit(line);
      let made = 0;
      await commits.write(async (within) => {
        made += 1;
        await within(`INSERT INTO refusal (at, status, reason, bytes) VALUES (0, 400, 'once', 0)`);
      }, 10_000);
      expect(made).toBe(times);
      expect(await refusals(address)).toEqual(['once']);
      await line.close();
    }),
  );
});
