/** An engine that keeps its journal in Postgres, and the commands that read it there. */
import { expect, test } from 'vitest';
import type { EventList } from '../../../src/console/words.ts';
import { folderWith } from '../../config/folder.ts';
import { runHere } from '../../support/cli.ts';
import { ask as askDatabase, WITHOUT_POSTGRES, withDatabase } from '../../support/postgres.ts';
import { askConsole, consoleHere } from '../consoles.ts';
import { expectUsageError } from '../expectations.ts';
import { ask, engineHere, portal, until } from './engine.ts';

const PASSWORD = 'geheim-0000';

test.skipIf(WITHOUT_POSTGRES !== undefined)(
  'a journal in Postgres is written, told, explained, looked at and shown',
  () =>
    withDatabase(async (address) => {
      const [{ sandbox, env: ofPortal }, cwd] = await Promise.all([
        portal(),
        folderWith({ 'answers.yaml': 'rules: [{ reply: "Yes, on Saturdays too." }]' }),
      ]);
      const name = new URL(address).pathname.slice(1);
      const owner = `owner_of_${name}`;
      await askDatabase(
        address,
        `CREATE ROLE ${owner} LOGIN PASSWORD '${PASSWORD}'`,
        `GRANT CREATE ON DATABASE ${name} TO ${owner}`,
      );
      const store = new URL(address);
      store.username = owner;
      store.password = PASSWORD;
      const env = { ...ofPortal, OPENCX_HUBSPOT_STORE: store.href };
      const engine = await engineHere(['--default-user', 'A-7001', '--responder', 'answers.yaml'], {
        env,
        cwd,
      });
      expect(await ask(engine)).toMatchObject({ code: 0, out: '1 answered 200\n' });
      await until(() => engine.printed.out.includes('#1 '));
      expect(sandbox.thread('8243601188')?.messages.at(-1)).toMatchObject({ text: 'Yes, on Saturdays too.' });

      const second = await runHere(['engine', 'start', '--port', '0'], { env, cwd });
      expectUsageError(second, 'is in use by another engine.');
      const said = [second];
      for (const line of [
        ['engine', 'journal'],
        ['engine', 'journal', '--id', '1'],
        ['engine', 'replay', '--id', '1'],
        ['explain', '--journal', address],
        ['doctor', '--journal', address, '--only', 'processing/skipped', '--offline', '--no-input'],
      ]) {
        const outcome = await runHere(line, { env, cwd });
        expect(`${outcome.out}${outcome.err}`, line.join(' ')).not.toMatch(/cannot be|no journal/);
        said.push(outcome);
      }
      expect(said[1]?.out).toContain('1 received: 1 done');
      expect(said[2]?.out).toContain('The AI answered with message');
      expect(said[4]?.out).toContain('1 explained: 1 acted on');
      const console = await consoleHere(['--journal', address], env);
      const shown = await askConsole<EventList>(console.printed, 'api/events');
      expect(shown.events).toMatchObject([{ id: 1, status: 'done' }]);
      expect(await console.stop()).toBe(0);
      said.push({ code: 0, ...console.printed });
      expect(await engine.stop()).toBe(0);
      for (const { out, err } of [...said, engine.printed]) expect(`${out}${err}`).not.toContain(PASSWORD);
      await askDatabase(address, `DROP OWNED BY ${owner} CASCADE`, `DROP ROLE ${owner}`);
    }),
);

test.each([
  [
    'a password on the command line',
    ['--store', `postgres://me:${PASSWORD}@127.0.0.1/x`],
    '--store holds a password',
  ],
  [
    'one in a journal that is named',
    ['--journal', `postgres://me:${PASSWORD}@127.0.0.1/x`],
    '--journal holds a password',
  ],
  [
    'another kind of address',
    ['--store', 'mysql://127.0.0.1/x'],
    '--store wants the address of a Postgres database',
  ],
  ['two places', ['--store', 'postgres://127.0.0.1/x', '--journal', 'x'], 'Both --journal and --store'],
])('%s is refused before anything is asked', async (_what, flags, sentence) => {
  const env = { HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000' };
  const outcome = await runHere(['engine', 'start', ...flags], { env });
  expectUsageError(outcome, sentence);
  expect(outcome.err).not.toContain(PASSWORD);
});

test('a variable that holds no address is refused, and what it holds is not repeated', async () => {
  for (const line of [
    ['engine', 'journal'],
    ['doctor', '--offline', '--no-input'],
  ]) {
    const outcome = await runHere(line, { env: { OPENCX_HUBSPOT_STORE: PASSWORD } });
    expectUsageError(outcome, 'OPENCX_HUBSPOT_STORE holds no address of a Postgres database.');
    expect(outcome.err).not.toContain(PASSWORD);
  }
});
