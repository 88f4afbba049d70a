// The doctor of a console that is started from a terminal, beside the account that flags, variables and files name.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { About } from '../../src/console/words.ts';
import type { Request } from '../../src/run/prove/script.ts';
import { folderWith } from '../config/folder.ts';
import { atWork } from '../console/doctor-at-work.ts';
import { ROOT, runHere, type Surroundings, terminal } from '../support/cli.ts';
import { CANARIES, expectNoTrace } from './canaries.ts';
import { ask, engineHere, portal, until } from './engine/engine.ts';
import { DONE, journalOf } from './engine/journals.ts';
import { expectUsageError } from './expectations.ts';
import { TOKEN } from './hosts.ts';
import { served, withEngine } from './prove/played-by-lines.ts';

/** The API of the console that a terminal was told of. */
function doorsOf(printed: string) {
  const [, address = '', key = ''] = /^The console is at (http:\S+)#key=(\S+)$/m.exec(printed) ?? [];
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, address), { ...init, headers: { ...init.headers, Authorization: `Bearer ${key}` } });
  return { ask };
}

async function consoleHere(args: readonly string[], around: Partial<Surroundings> = {}) {
  const stopping = new AbortController();
  const { io, printed } = terminal({ cwd: await folderWith(), ...around, signal: stopping.signal });
  const done = run(['console', ...args], io);
  onTestFinished(async () => {
    stopping.abort();
    await done;
  });
  const ended = done.then(() => Promise.reject(new Error(printed.err)));
  await Promise.race([until(() => /Stop with Ctrl-C/.test(printed.err)), ended]);
  ended.catch(() => {});
  const { ask } = doorsOf(printed.err);
  const about = async () => (await (await ask('api/about')).json()) as About;
  return { printed, ask, about, ...atWork({ ask }) };
}

test('looks at the account that variables name, where no journal lies', async () => {
  const { sandbox, env } = await portal('healthy-email');
  const { about, diagnose, printed } = await consoleHere([], { env });
  expect(await about()).toMatchObject({ kind: 'portal', title: 'HubSpot', doctor: { canAskMe: false } });
  expect(printed.err).not.toContain('No HubSpot token');
  const { checklist, way } = await diagnose({ symptom: 'connection-test-fails' });
  expect(checklist.find(({ id }) => id === 'token/accepted')).toMatchObject({ status: 'pass' });
  expect(way[0]).toMatchObject({ title: 'HubSpot', tone: 'open' });
  sandbox.setFaults(['everything-401']);
  const broken = await diagnose({ symptom: 'connection-test-fails' });
  expect(broken.causes.map(({ id }) => id)).toEqual(['token-rejected']);
  expect(broken.way[0]).toMatchObject({ tone: 'bad' });
});

test.each([
  ['--token-file', [], 'eins.txt', undefined],
  ['--token-file', [], '-', TOKEN],
  ['--config', ['--config', 'other.json'], undefined, undefined],
  ['--profile', ['--config', 'other.json', '--profile', 'shop'], undefined, undefined],
] as const)('is shown the account by %s %j %s', async (flag, words, file, stdin) => {
  const { env } = await portal('healthy-email');
  const cwd = await folderWith({
    'eins.txt': TOKEN,
    'other.json': { hubspot: { tokenFile: 'eins.txt' }, profiles: { shop: { portal: { id: 1020304 } } } },
  });
  const { HUBSPOT_API_URL = '' } = env;
  const args = file === undefined ? words : [flag, file];
  const { about, diagnose } = await consoleHere(args, {
    cwd,
    env: { HUBSPOT_API_URL },
    ...(stdin !== undefined && { stdin }),
  });
  expect((await about()).title).toBe(flag === '--profile' ? 'shop' : 'HubSpot');
  // Each look reads anew what it is given, standard input too.
  for (const _look of [1, 2]) {
    const { checklist } = await diagnose({ symptom: 'connection-test-fails' });
    expect(checklist.find(({ id }) => id === 'token/accepted')?.status).toBe('pass');
  }
});

test('takes what is known beforehand, and what the journal shows', async () => {
  const { env } = await portal('healthy-email');
  const journal = await journalOf({ outcome: DONE });
  const cwd = await folderWith({
    'answers.json': { answers: { 'webhooks.throttle': 10 } },
    'webhooks.json': await readFile(join(ROOT, 'fixtures/webhooks/wrong-list-hsmeta.json'), 'utf8'),
  });
  const words = ['--journal', journal, '--answers', 'answers.json', '--webhook-config', 'webhooks.json'];
  const { about, diagnose } = await consoleHere(
    [...words, '--portal', '99', '--mode', 'project-app', '--default-user', 'A-9999'],
    { cwd, env },
  );
  expect(await about()).toMatchObject({ kind: 'journal', doctor: {} });
  const { causes, checklist } = await diagnose();
  const expected = ['token-other-portal', 'subscription-missing'];
  expect(causes.map(({ id }) => id)).toEqual(expect.arrayContaining(expected));
  const told = new Map(checklist.map(({ id, status, summary }) => [id, `${status}: ${summary}`]));
  expect(told.get('processing/outcome')).toContain('pass: Events were acted on');
  expect(told.get('default-user/known')).toContain('fail: No user of the portal has the id 9999');
  expect(told.get('webhooks/throttle')).toContain('10');
});

test.each([
  ['an account', []],
  ['an emulated portal', ['--sandbox', 'owners-scope-missing']],
] as const)('reads logs at every look: %s', async (_where, words) => {
  const { env } = await portal('owners-scope-missing');
  const log = (name: string) => join(ROOT, 'fixtures', name);
  const { diagnose } = await consoleHere(
    [...words, '--api-log', log('logs/owners-403.csv'), '--delivery-log', log('delivery-logs/export.csv')],
    { env },
  );
  const checks = async () => {
    const { causes, checklist } = await diagnose();
    expect(causes.map(({ id }) => id)).toContain('owners-scope-missing');
    return new Map(checklist.map(({ id, status, summary }) => [id, `${status}: ${summary}`]));
  };
  const first = await checks();
  expect(first.get('logs/missing-scopes')).toMatch(/^fail: /);
  expect(first.get('deliveries/accepted')).toContain('The delivery log holds 8 deliveries');
  expect(await checks()).toEqual(first);
});

test('reads a log as it is told to, and none from a pipe', async () => {
  const { env } = await portal('healthy-email');
  const log = (name: string) => join(ROOT, 'fixtures/logs', name);
  const mapped = ['Target=path', 'Result=status', 'Action=method'];
  for (const words of [
    ['--api-log', log('renamed-columns.csv'), '--map', ...mapped],
    ['--api-log', log('slashes-unsaid.csv'), '--dates', 'dmy'],
  ]) {
    const { diagnose } = await consoleHere(words, { env });
    const { checklist } = await diagnose();
    // What is not read so is unknown.
    expect(checklist.find(({ id }) => id === 'logs/missing-scopes')?.status).toMatch(/^(?:pass|warn)$/);
  }
  expectUsageError(
    await runHere(['console', '--api-log', '-'], { env, stdin: '' }),
    'Standard input is there once, and a console reads its logs at every look.',
    'Keep the log in a file',
  );
});

test('asks hosts that were allowed alone, and waits no longer than it was told', async () => {
  const { sandbox, env } = await portal('healthy-email');
  const elsewhere = { HUBSPOT_API_URL: 'https://hubspot.example.test' };
  expectUsageError(await runHere(['console'], { env: elsewhere }), 'hubspot.example.test', '--allow-host');
  await consoleHere(['--allow-host', 'hubspot.example.test'], { env: elsewhere });
  sandbox.setFaults(['slow']);
  const { diagnose } = await consoleHere(['--timeout', '0.05'], { env });
  const { checklist } = await diagnose({ symptom: 'connection-test-fails' });
  expect(checklist.find(({ id }) => id === 'token/accepted')).toMatchObject({ status: 'unknown' });
});

test('stands beside an engine too, and looks at the account that it works for', async () => {
  const { env } = await portal('healthy-chat');
  const cwd = await folderWith();
  const engine = await engineHere(['--console', '--default-user', 'A-7001'], { env, cwd });
  const { ask: asking } = doorsOf(engine.printed.err);
  const { diagnose } = atWork({ ask: asking });
  await ask(engine);
  await until(async () => JSON.stringify(await (await asking('api/events')).json()).includes('"done"'));
  const { checklist } = await diagnose();
  const told = new Map(checklist.map(({ id, status }) => [id, status]));
  expect(told.get('default-user/known')).toBe('pass');
  // What the engine does this moment is in its journal.
  expect(told.get('processing/outcome')).not.toBe('n/a');
});

test('says where nothing is given, and what to do', async () => {
  const { printed, about, diagnose } = await consoleHere([], { env: {} });
  expect(printed.err).toMatch(
    /No HubSpot token is given here.*HUBSPOT_ACCESS_TOKEN.*--sandbox healthy-chat/s,
  );
  expect((await about()).doctor?.note?.error).toContain('No HubSpot token');
  expect(await diagnose()).toMatchObject({
    status: 'incomplete',
    causes: [],
    obstacle: /token/,
    mend: expect.arrayContaining([expect.stringContaining('--token-file FILE')]),
  });
});

test('refuses at the start what cannot be used', async () => {
  const cwd = await folderWith();
  await writeFile(join(cwd, 'broken.json'), '{"hubspott": {}}');
  expectUsageError(await runHere(['console', '--config', 'broken.json'], { cwd }), 'hubspott');
  for (const flag of ['--token-file', '--personal-access-key-file'])
    expectUsageError(await runHere(['console', flag, 'none.txt'], { cwd }), 'none.txt');
});

/** What stands on the page, as whoever reads it would do it. */
function requestIn(text: string): Request {
  const [mark = ''] = /PROOF \w{4}/.exec(text) ?? [];
  const [id = ''] = /(?<=conversation |ticket )\d+/.exec(text) ?? [];
  if (text.startsWith('Write')) return { do: 'write-message', mark, to: { mailboxes: [], chat: false } };
  if (text.startsWith('Now answer')) return { do: 'reply-in-public', mark, threadId: id };
  return { do: 'move-ticket', ticketId: id };
}

test('follows a message that a person writes, as the page asks for it', async () => {
  const setting = await served();
  const act = await withEngine(setting);
  const { post, watch } = await consoleHere(['--patience', '20'], { env: setting.env });
  const done = new Set<string>();
  const watched = watch(({ isBusy, test }) => {
    const asked = test?.asks.join(' ') ?? '';
    if (asked !== '' && !done.has(asked)) void act(requestIn(asked));
    done.add(asked);
    return !isBusy && test !== undefined;
  });
  await post('api/doctor/prove');
  const { test: last, diagnosis } = (await watched).at(-1) ?? {};
  expect(last?.hops.map(({ tone }) => tone)).toEqual(Array(5).fill('good'));
  expect(diagnosis?.causes).toEqual([]);
});

test('waits no longer for a person than it was told, and says what a test needs', async () => {
  const { sandbox, env } = await served();
  const { post, watch } = await consoleHere(['--patience', '0.05'], { env });
  const watched = watch(({ isBusy, test }) => !isBusy && test !== undefined);
  await post('api/doctor/prove');
  expect((await watched).at(-1)?.test?.hops[0]).toMatchObject({
    words: expect.stringMatching(/^not within/),
  });
  const without = await consoleHere([], { env: { HUBSPOT_API_URL: sandbox.url } });
  const refused = without.watch(({ trouble }) => trouble !== undefined);
  await without.post('api/doctor/prove');
  expect((await refused).at(-1)?.trouble).toMatchObject({ error: expect.stringMatching(/no usable token/) });
});

test('keeps every secret to itself, whatever becomes of the looks', async () => {
  const { env } = await portal('healthy-email');
  const { printed, ask, post, diagnose } = await consoleHere([], { env: { ...env, ...CANARIES } });
  const told: unknown[] = [
    await diagnose(),
    await post('api/doctor', { answers: { 'webhooks.targetUrl': 'x' } }),
  ];
  for (const path of ['api/about', 'api/doctor', 'api/doctor/runs/1/bundle', 'api/doctor/runs/1/html'])
    told.push(await (await ask(path)).text());
  await expectNoTrace({ out: JSON.stringify(told), err: printed.err });
});
