/** An engine that takes events in from outside. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../../config/folder.ts';
import { runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { silentHost, TOKEN } from '../hosts.ts';
import { ask, CHAT, CHAT_EVENT, engineHere, entriesOf, eventsIn, portal, until } from './engine.ts';

const SECRET = '00000000-0000-4000-8000-0000000000e5';
const AI_USER = ['--default-user', 'A-7001'];
const ANSWERS = { 'answers.yaml': 'rules: [{ reply: "Yes, on Saturdays too." }]' };

/** A portal, a folder of its own, and the file in it where the engine keeps its journal. */
async function surroundings(files: Record<string, unknown> = {}) {
  const [{ sandbox, env }, cwd] = await Promise.all([portal(), folderWith(files)]);
  return { sandbox, env, cwd, file: join(cwd, 'opencx-hubspot.journal') };
}

describe('an event that comes in', () => {
  test('is answered, journalled and acted on', async () => {
    const { sandbox, env, cwd, file } = await surroundings(ANSWERS);
    const engine = await engineHere([...AI_USER, '--responder', 'answers.yaml'], { env, cwd });
    expect(await ask(engine)).toMatchObject({ code: 0, out: '1 answered 200\n' });
    await until(() => engine.printed.out.includes('#1 '));
    expect(engine.printed.out).toMatch(
      /^#1 .*conversation\.newMessage 8243601188 \w+ +done: The AI answered with/,
    );
    expect(sandbox.thread(CHAT.threadId)?.messages.at(-1)).toMatchObject({
      from: 'ai',
      text: 'Yes, on Saturdays too.',
    });
    expect(await engine.stop()).toBe(0);
    expect(engine.printed.err).toMatch(/\n1 received: 1 done, 0 skipped, 0 failed\n$/);
    expect(await eventsIn(file)).toMatchObject([{ id: 1, status: 'done', replayOf: null }]);
  });

  test('from the portal itself reaches it', async () => {
    const { sandbox, env, cwd } = await surroundings();
    const engine = await engineHere(AI_USER, { env: { ...env, HUBSPOT_CLIENT_SECRET: SECRET }, cwd });
    sandbox.deliverTo({ url: engine.url, secret: SECRET });
    await sandbox.customerWrites(CHAT.threadId, 'And on Sundays?');
    await sandbox.settled();
    await until(() => engine.printed.out.includes('#1 '));
    expect(sandbox.deliveries).toMatchObject([{ status: 200, outcome: 'delivered' }]);
    expect(engine.printed.out).toContain('conversation.newMessage 8243601188');
  });

  test('is not worked on twice', async () => {
    const { env, cwd, file } = await surroundings();
    const engine = await engineHere(AI_USER, { env, cwd });
    await ask(engine);
    await ask(engine);
    await until(() => engine.printed.out.includes('#2 '));
    await engine.stop();
    expect(await eventsIn(file, '--status', 'skipped')).toMatchObject([{ id: 2, reason: 'duplicate' }]);
  });

  test('gets no answer while nobody is known to be the AI', async () => {
    const { env, cwd } = await surroundings(ANSWERS);
    const engine = await engineHere(['--responder', 'answers.yaml'], { env, cwd });
    expect(engine.printed.err).toContain('give it with --default-user');
    await ask(engine);
    await until(() => engine.printed.out.includes('#1 '));
    expect(engine.printed.out).toContain('skipped owner-not-ai-user');
  });

  test('is taken but for what is no event in it, which is told and counts as no refusal', async () => {
    const { env, cwd, file } = await surroundings();
    const engine = await engineHere(AI_USER, { env, cwd });
    const body = JSON.stringify([{ canary: 1 }, { subscriptionType: 'contact.merge', portalId: 1020304 }]);
    const { status } = await fetch(engine.url, { method: 'POST', body: `\ufeff${body}` });
    expect(status).toBe(200);
    await until(() => engine.printed.out.includes('#1 '));
    await engine.stop();
    expect(await eventsIn(file)).toMatchObject([{ status: 'skipped', reason: 'unsupported-type' }]);
    expect(engine.printed.err).toContain(
      'Of a delivery that was taken, 1 of 2 elements could not be read and were left out: element 1 has no subscriptionType',
    );
    expect(engine.printed.err).toMatch(/\n1 received: [^\n]+, 0 failed\n$/);
  });

  test('is taken at the path that is set, and nowhere else', async () => {
    const { env, cwd, file } = await surroundings();
    const engine = await engineHere(['--path', '/hubspot'], { env, cwd });
    expect(engine.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hubspot$/);
    const elsewhere = { url: new URL('/', engine.url).href };
    expect(await ask(elsewhere)).toMatchObject({ code: 1, out: '1 answered 404\n' });
    expect(await ask(engine)).toMatchObject({ code: 0, out: '1 answered 200\n' });
    await engine.stop();
    expect(await eventsIn(file)).toHaveLength(1);
    expect(engine.printed.err).toMatch(/\n1 received: [^\n]+, 1 delivery refused\n$/);
  });
});

describe('a signature', () => {
  const signing = { HUBSPOT_CLIENT_SECRET: SECRET };

  test.each([
    ['enforced by default where the secret is known', []],
    ['enforced', ['--signature', 'enforce']],
  ])('is %s', async (_, flags) => {
    const { env, cwd, file } = await surroundings();
    const engine = await engineHere(flags, { env: { ...env, ...signing }, cwd });
    expect(await ask(engine)).toMatchObject({ code: 1, out: '1 answered 401\n' });
    expect(engine.printed.err).toMatch(/\nA delivery was answered 401: [^\n]+\n/);
    expect(await ask(engine, { HUBSPOT_CLIENT_SECRET: 'another secret' })).toMatchObject({ code: 1 });
    expect(await eventsIn(file)).toEqual([]);
    expect(await ask(engine, signing)).toMatchObject({ code: 0, out: '1 answered 200\n' });
    expect(await eventsIn(file)).toHaveLength(1);
  });

  test('is made for the public URL behind a tunnel', async () => {
    const { env, cwd } = await surroundings();
    const publicUrl = ['--public-url', 'https://tunnel.example.test/'];
    const engine = await engineHere(publicUrl, { env: { ...env, ...signing }, cwd });
    const triggered = ['engine', 'trigger', ...CHAT_EVENT, '--url', engine.url, ...publicUrl];
    expect(await runHere(triggered, { env: signing })).toMatchObject({ code: 0, out: '1 answered 200\n' });
  });

  test('may be reported alone: the delivery is taken, and its event carries a note', async () => {
    const { env, cwd, file } = await surroundings();
    const engine = await engineHere(['--signature', 'report'], { env: { ...env, ...signing }, cwd });
    expect(await ask(engine)).toMatchObject({ code: 0 });
    await until(() => engine.printed.out.includes('#1 '));
    const { story } = await entriesOf(file, 1);
    expect(story[0]).toMatchObject({ kind: 'note', data: { note: expect.stringMatching(/signature/i) } });
  });

  test('is not looked at when it is off', async () => {
    const { env, cwd, file } = await surroundings();
    const engine = await engineHere(['--signature', 'off'], { env: { ...env, ...signing }, cwd });
    expect(await ask(engine)).toMatchObject({ code: 0 });
    await until(() => engine.printed.out.includes('#1 '));
    expect((await entriesOf(file, 1)).story.filter(({ kind }) => kind === 'note')).toEqual([]);
  });
});

describe('a token', () => {
  const start = ['engine', 'start', '--port', '0', ...AI_USER];

  test.each(['everything-401', 'bare-401'])('that HubSpot refuses ends the start: %s', async (fault) => {
    const { sandbox, env, cwd, file } = await surroundings();
    sandbox.setFaults([fault]);
    const outcome = await runHere(start, { env, cwd });
    expectUsageError(outcome, 'HubSpot did not accept the token', '(401', 'opencx-hubspot doctor');
    sandbox.setFaults([]);
    const engine = await engineHere(AI_USER, { env, cwd });
    await engine.stop();
    expect(await eventsIn(file)).toEqual([]);
  });

  test('of another region does, too', async () => {
    const { env, cwd } = await surroundings();
    const elsewhere = { ...env, HUBSPOT_ACCESS_TOKEN: TOKEN.replace('na1', 'eu1') };
    expectUsageError(
      await runHere(start, { env: elsewhere, cwd }),
      'does not start',
      'opencx-hubspot doctor',
    );
  });

  test.each([
    'rate-limited',
    'daily-limit',
    'unavailable',
    'server-errors',
    'account-moving',
    'reset',
    'html-instead-of-json',
    'invalid-json',
    'gated',
  ])('of which HubSpot says nothing is not accused: %s', async (fault) => {
    const { sandbox, env, cwd } = await surroundings();
    sandbox.setFaults([fault]);
    const engine = await engineHere(AI_USER, { env, cwd });
    expect(engine.printed.err).toMatch(/^Taking events at /);
  });

  test('of an app that lacks a scope is told at the start, with what fails without it', async () => {
    const { env } = await portal('owners-scope-missing');
    const engine = await engineHere(AI_USER, { env, cwd: await folderWith() });
    expect(engine.printed.err).toMatch(/^The token lacks [^\n]+: crm\.objects\.owners\.read \([^\n]+\)\. /);
    expect(engine.printed.err).toContain('opencx-hubspot doctor');
  });
});

describe('wrong usage', () => {
  const start = ['engine', 'start', '--port', '0'];

  test.each(['enforce', 'report'])('--signature %s without a client secret', async (mode) => {
    const { env, cwd } = await surroundings();
    const outcome = await runHere([...start, '--signature', mode], { env, cwd });
    expectUsageError(withoutWarning(outcome), `--signature ${mode} needs`, 'HUBSPOT_CLIENT_SECRET');
  });

  test('a path without a slash', async () => {
    const { env, cwd } = await surroundings();
    const outcome = await runHere([...start, '--path', 'hubspot', ...AI_USER], { env, cwd });
    expectUsageError(outcome, '--path begins with a slash, such as /hubspot.');
  });

  test.each([
    ['nobody', ''],
    ['jo.doe@example.test', ''],
    ['V-7001', ''],
    ['user 7001', 'Did you mean A-7001?'],
    ['a7001', 'Did you mean A-7001?'],
  ])('a Default User ID that is none: %s', async (word, meant) => {
    const { env, cwd } = await surroundings();
    const named = await runHere([...start, '--default-user', word], { env, cwd });
    expectUsageError(named, 'does not have the form of a user id', meant, '--default-user A-7001');
    expect(named.err).not.toContain(word);
    const held = { ...env, OPENCX_DEFAULT_USER_ID: word };
    expect(await runHere(start, { env: held, cwd })).toEqual(named);
    const played = ['engine', 'start', '--sandbox', 'healthy-chat', '--default-user', word];
    expect(await runHere(played, { cwd })).toEqual(named);
  });

  test('a port that is taken', async () => {
    const { env, cwd } = await surroundings();
    const { port } = new URL((await silentHost()).url);
    const outcome = await runHere(['engine', 'start', '--port', port, ...AI_USER], { env, cwd });
    expectUsageError(outcome, `Port ${port} of 127.0.0.1 is taken by another program.`, '--port');
  });

  test('a public URL that is none', async () => {
    const { env, cwd } = await surroundings();
    const outcome = await runHere([...start, '--public-url', 'tunnel', ...AI_USER], { env, cwd });
    expectUsageError(outcome, 'The public URL is not an http or https address.');
  });

  test('no token, with the way to do without one', async () => {
    const outcome = await runHere(start, { cwd: await folderWith() });
    expectUsageError(
      outcome,
      'no usable token',
      'HUBSPOT_ACCESS_TOKEN',
      'engine start --sandbox healthy-email',
    );
  });

  test('a responder in the clear that is not on this machine', async () => {
    const { env, cwd } = await surroundings();
    const outcome = await runHere([...start, '--responder', 'http://answers.example.test/x'], { env, cwd });
    expectUsageError(outcome, 'The URL of the responder must use https');
  });

  test('a journal that another engine holds', async () => {
    const { env, cwd } = await surroundings();
    await engineHere(AI_USER, { env, cwd });
    const outcome = await runHere(start, { env, cwd });
    expectUsageError(outcome, 'is in use by another engine.', 'Stop that engine, or name another file.');
  });

  test('a journal that is something else, which is left as it was', async () => {
    const { env, cwd } = await surroundings({ 'notes.txt': 'Buy milk.\n' });
    const outcome = await runHere([...start, '--journal', 'notes.txt'], { env, cwd });
    expectUsageError(outcome, 'is not a journal of opencx-hubspot; it was left as it was.');
    expect(await readdir(cwd)).toEqual(['notes.txt']);
  });
});

/** What is known to be missing is said before what is wrong. */
function withoutWarning<T extends { err: string }>(outcome: T): T {
  return { ...outcome, err: outcome.err.replace(/^No Default User ID [^\n]+\n/, '') };
}
