/** Engines that share a database. */
import { expect, test } from 'vitest';
import { folderWith } from '../../config/folder.ts';
import { runHere } from '../../support/cli.ts';
import { ask as askDatabase, WITHOUT_QUEUE, withDatabase } from '../../support/postgres.ts';
import { expectUsageError } from '../expectations.ts';
import { ask, engineHere, portal, until } from './engine.ts';

test.skipIf(WITHOUT_QUEUE !== undefined)('two engines on one database answer each message once', () =>
  withDatabase(async (address) => {
    const [{ sandbox, env: ofPortal }, cwd] = await Promise.all([
      portal(),
      folderWith({ 'answers.yaml': 'rules: [{ reply: "Yes, on Saturdays too." }]' }),
    ]);
    const env = { ...ofPortal, OPENCX_HUBSPOT_STORE: address };
    const flags = ['--shared', '--default-user', 'A-7001', '--responder', 'answers.yaml'];
    const engines = [await engineHere(flags, { env, cwd }), await engineHere(flags, { env, cwd })];
    // The same delivery to both: one of them answers, and the other knows it as a redelivery.
    for (const engine of engines) expect(await ask(engine)).toMatchObject({ out: '1 answered 200\n' });
    await until(() => /#1 /.test(engines.map(({ printed }) => printed.out).join('')));
    await until(() => /#2 /.test(engines.map(({ printed }) => printed.out).join('')));
    const answers = sandbox
      .thread('8243601188')
      ?.messages.filter(({ text }) => text === 'Yes, on Saturdays too.');
    expect(answers).toHaveLength(1);

    const alone = await runHere(['engine', 'start', '--port', '0'], { env, cwd });
    expectUsageError(alone, 'Engines that let others in have the journal in ', '--shared');
    for (const engine of engines) expect(await engine.stop()).toBe(0);
    const told = await runHere(['engine', 'journal'], { env, cwd });
    expect(told.out).toContain('2 received: 1 done, 1 skipped');
  }),
);

test.skipIf(WITHOUT_QUEUE !== undefined)('what engines share is replayed and pruned beside them', () =>
  withDatabase(async (address) => {
    const [{ sandbox, env: ofPortal }, cwd] = await Promise.all([
      portal(),
      folderWith({ 'answers.yaml': 'rules: [{ reply: "Yes, on Saturdays too." }]' }),
    ]);
    const env = { ...ofPortal, OPENCX_HUBSPOT_STORE: address };
    const parts = ['--default-user', 'A-7001', '--responder', 'answers.yaml'];
    const engine = await engineHere(['--shared', ...parts], { env, cwd });
    expect(await ask(engine)).toMatchObject({ out: '1 answered 200\n' });
    await until(() => /#1 /.test(engine.printed.out));
    const again = await runHere(['engine', 'replay', '--id', '1', '--run', ...parts], { env, cwd });
    expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/^#2 [^\n]+done: [^\n]+\n$/) });
    const answers = sandbox
      .thread('8243601188')
      ?.messages.filter(({ text }) => text === 'Yes, on Saturdays too.');
    expect(answers).toHaveLength(2);
    const pruned = await runHere(['engine', 'journal', '--prune', '0s'], { env, cwd });
    expect(pruned).toMatchObject({ code: 0, err: expect.stringMatching(/^2 ended events /) });
    expect(await engine.stop()).toBe(0);
    expect((await runHere(['engine', 'journal'], { env, cwd })).out).toContain('0 received');
  }),
);

test.skipIf(WITHOUT_QUEUE !== undefined)('an engine says why it cannot write, and goes on when it can', () =>
  withDatabase(async (address) => {
    const store = new URL(address);
    const owner = `owner_of_${store.pathname.slice(1)}`;
    await askDatabase(
      address,
      `CREATE ROLE ${owner} LOGIN`,
      `ALTER DATABASE ${store.pathname.slice(1)} OWNER TO ${owner}`,
    );
    store.username = owner;
    const { env: ofPortal } = await portal();
    const env = { ...ofPortal, OPENCX_HUBSPOT_STORE: store.href };
    const engine = await engineHere(['--shared', '--default-user', 'A-7001'], {
      env,
      cwd: await folderWith({}),
    });
    await askDatabase(
      address,
      `ALTER ROLE ${owner} CONNECTION LIMIT 0`,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${owner}'`,
    );
    await until(() =>
      engine.printed.err.includes(`Postgres says "too many connections for role "${owner}"".`),
    );
    expect(engine.printed.err).toMatch(/waits until it can\. \S+ takes no more connections: /);
    await askDatabase(address, `ALTER ROLE ${owner} CONNECTION LIMIT -1`);
    expect(await ask(engine)).toMatchObject({ out: '1 answered 200\n' });
    expect(await engine.stop()).toBe(0);
  }),
);

test('a journal file is not shared', async () => {
  const env = { HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000' };
  const cwd = await folderWith({});
  const outcome = await runHere(['engine', 'start', '--shared'], { env, cwd });
  expectUsageError(outcome, 'One engine at a time writes to a journal file');
});
