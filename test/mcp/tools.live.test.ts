/** Each tool as an agent calls it, rightly and wrongly. The server is in this process; its clients are of others. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHAT } from '../cli/engine/engine.ts';
import { KEY, served, withEngine } from '../cli/prove/played-by-lines.ts';
import { followed, serve } from '../cli/served.ts';
import { folderWith } from '../config/folder.ts';
import { ROOT, runHere } from '../support/cli.ts';
import { FENCED, GENERATIONS, openAgentHere } from './client.ts';

const LOGS = join(ROOT, 'fixtures', 'logs');
const BUNDLES = join(ROOT, 'fixtures', 'bundles');

/** 1,000 tokens of four bytes, and the fence. */
const MOST_OF_AN_ANSWER = 4_400;

describe('wrong words', () => {
  test.each<[string, Record<string, unknown>, said: RegExp, next: RegExp]>([
    [
      'diagnose',
      { sandbox: 'owner-scope-missing' },
      /^There is no sandbox portal/,
      /Did you mean owners-scope-missing\?.*list_portals/,
    ],
    ['diagnose', { sandbox: 'healthy-email', profile: 'x' }, /each name a portal/, /Leave one of them out/],
    ['diagnose', { profile: 'shop' }, /needs a configuration file/, /init|--config/],
    [
      'diagnose',
      { sandbox: 'healthy-email', answers: { 'webhooks.throtle': 10 } },
      /"webhooks.throtle" in answers is not a known answer; the nearest one is "webhooks.throttle"/,
      /questions/,
    ],
    [
      'diagnose',
      { sandbox: 'healthy-email', answers: { 'webhooks.throttle': 'many' } },
      /"webhooks.throttle" in answers must be a number/,
      /^$/,
    ],
    [
      'recheck',
      { cause: 'owner-scope-missing', run: 'r1' },
      /There is no cause "owner-scope-missing"/,
      /Did you mean owners-scope-missing\?/,
    ],
    ['recheck', { cause: 'owners-scope-missing', run: 'r7' }, /^There is no run r7\./, /Call diagnose first/],
    ['recheck', { cause: 'owners-scope-missing', run: '../x.json' }, /not below the folders/, /--root/],
    [
      'recheck',
      { cause: 'owners-scope-missing', run: 'two-faults.json' },
      /^What was named cannot be used\.\n<<<FOUND[\s\S]*does not show owners-scope-missing[\s\S]*It shows: /,
      /name another/,
    ],
    ['prove', { test: 't3' }, /^There is no live test t3\./, /call prove without test/],
    [
      'prove',
      {},
      /there is no usable token/,
      /^Whoever starts this server gives it with HUBSPOT_ACCESS_TOKEN.* prove with sandbox healthy-email\.$/,
    ],
    ['explain', {}, /explain needs thread, event or journal/, /inbox/],
    ['explain', { thread: '9001' }, /there is no usable token/, /HUBSPOT_ACCESS_TOKEN/],
    ['explain', { event: '../../package.json' }, /not below the folders/, /--root/],
    [
      'read_logs',
      { files: ['nothing.csv'] },
      /There is no file nothing\.csv below/,
      /Files may be named below/,
    ],
    ['read_logs', { files: [join(ROOT, 'package.json')] }, /is not below the folders/, /--root/],
    [
      'read_logs',
      { files: ['not-a-log.html'] },
      /^What was named cannot be used\.\n<<<FOUND[\s\S]*not-a-log\.html/,
      /name another/,
    ],
    ['compare', { before: 'r1', after: 'r2' }, /There is no run r1/, /Call diagnose first/],
    [
      'describe',
      { id: 'scopes/requird' },
      /There is no check, cause, symptom or key/,
      /Did you mean scopes\/required\?/,
    ],
    ['list_portals', { all: true }, /list_portals takes no "all"/, /It takes none/],
  ])('%s %j: one sentence, and the next step', async (name, given, said, next) => {
    const { call } = await openAgentHere('modern', { args: ['--root', LOGS, '--root', BUNDLES] });
    const { text, failed } = await call(name, given);
    const [first = '', second = ''] = text.split('\nnext: ').map((part, at) => (at === 0 ? part : part));
    expect({ failed, text }).toMatchObject({ failed: true });
    expect(first).toMatch(said);
    expect(first.replace(FENCED, '')).not.toMatch(/\n.|^\s+at |--answer/m);
    expect(second).toMatch(next);
  });
});

describe.each(GENERATIONS)('a tool that is not there, in the %s generation', (generation) => {
  test.each([
    ['diagnoze', 'There is no tool "diagnoze". Did you mean diagnose? There are: diagnose, recheck, '],
    ['readLogs', 'There is no tool "readLogs". Did you mean read_logs? '],
    ['toString', 'There is no tool "toString". There are: '],
    ['x'.repeat(10_000), `There is no tool "${'x'.repeat(60)}…". There are: `],
    ['pat-na1-00000000-0000-0000-0000-000000000000', 'There is no tool "pat-na1-[secret]". There are: '],
  ])('%.20s: the nearest one and all there are are named', async (name, said) => {
    const { client } = await openAgentHere(generation);
    await expect(client.callTool({ name, arguments: {} })).rejects.toThrow(said);
  });
});

test('what is wrong, whether it is mended, and what changed: run by run', async () => {
  const { printed } = await serve('owner-not-ai-user');
  const { env } = followed(printed).around;
  const { call } = await openAgentHere('legacy', { env });
  const look = { symptom: 'ai-stopped-replying', thread: CHAT.threadId };
  expect((await call('diagnose', look)).text).toMatch(/^run r1: [\s\S]*\ncause owner-not-ai-user \(likely; /);
  const again = { cause: 'owner-not-ai-user', run: 'r1' };
  expect((await call('recheck', again)).text).toMatch(/^run r2: owner-not-ai-user is still there\n/);
  expect((await runHere(['sandbox', 'mend', '--assign', 'A-7001'], { env })).code).toBe(0);
  const mended = await call('recheck', again);
  expect(mended.text).toMatch(/^run r3: owner-not-ai-user is mended\n[\s\S]*\nnext: call diagnose again/);
  expect((await call('diagnose', look)).text).not.toContain('cause owner-not-ai-user');
  const compared = await call('compare', { before: 'r1', after: 'r4' });
  expect(compared.text).toMatch(/^nothing got worse\n[\s\S]*Mended\n[\s\S]*owner-not-ai-user/);
});

test('a cause that only an answer clears is looked at with the new one', async () => {
  const { call } = await openAgentHere('modern');
  const { text } = await call('diagnose', { sandbox: 'throttle-too-low' });
  expect(text).toContain('cause throttle-too-low (likely; ');
  const again = await call('recheck', {
    cause: 'throttle-too-low',
    run: 'r1',
    answers: { 'webhooks.throttle': 100 },
  });
  expect(again.text).toMatch(/^run r2: throttle-too-low is mended/);
});

test('logs and saved runs are read below the roots, for few tokens', async () => {
  const { call } = await openAgentHere('modern', { args: ['--root', LOGS, '--root', BUNDLES] });
  for (const file of [
    'owners-403.har',
    'token-died.csv',
    'burst-429.ndjson',
    'healthy.csv',
    'server-errors.csv',
  ]) {
    const { text, failed } = await call('read_logs', { files: [file] });
    expect({ file, failed }).toEqual({ file, failed: false });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_OF_AN_ANSWER);
  }
  expect((await call('read_logs', { files: 'owners-403.har' })).text).toContain(
    'cause owners-scope-missing (confirmed;',
  );
  const brief = await call('read_logs', { files: ['owners-403.har'] });
  const full = await call('read_logs', { files: ['owners-403.har'], full: true });
  expect(full.failed).toBe(false);
  expect(full.text.length).toBeGreaterThan(brief.text.length);
  const compared = await call('compare', { before: 'two-faults.json', after: 'one-mended.json' });
  expect(compared.text).toContain('Mended');
});

test('a log whose columns have names of their own is read once it is said what they hold', async () => {
  const { call } = await openAgentHere('modern', { args: ['--root', LOGS] });
  const files = ['renamed-columns.csv'];
  const unsaid = await call('read_logs', { files });
  expect(unsaid.failed).toBe(true);
  expect(unsaid.text).toMatch(
    /map "Moment=FIELD"[\s\S]*next: say with map which column holds what, name another/,
  );
  const map = ['Target=path', 'Result=status', 'Moment=at', 'Action=method', 'Answer=body'];
  const said = await call('read_logs', { files, map, dates: 'mdy' });
  expect(said.text).toContain('cause owners-scope-missing (confirmed;');
});

test('a cause that a run does not show is looked for by a call', async () => {
  const { call } = await openAgentHere('modern');
  await call('diagnose', { sandbox: 'healthy-email', symptom: 'connection-test-fails', ask: false });
  const { text } = await call('recheck', { cause: 'token-rejected', run: 'r1' });
  expect(text).toMatch(
    /^run r1 does not show token-rejected, .*\nnext: .* To look for token-rejected alone, call diagnose\.$/,
  );
});

test('what a message meets, rule by rule, is explained', async () => {
  const { env } = followed((await serve('owner-not-ai-user')).printed).around;
  const { call } = await openAgentHere('modern', { env });
  const { text } = await call('explain', { thread: CHAT.threadId });
  expect(text).toContain('owner-not-ai-user');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_OF_AN_ANSWER);
  const [, message = ''] =
    /^ +\d\d:\d\d:\d\d +(\S+) +customer +skipped +owner-not-ai-user$/m.exec(text) ?? [];
  const alone = await call('explain', { thread: CHAT.threadId, message });
  expect(alone.text).toMatch(/SKIP +owner-not-ai-user[\s\S]*To turn it[\s\S]*\n1 explained: /);
  const other = await call('explain', { thread: CHAT.threadId, message: 'none' });
  expect(other).toEqual({
    failed: true,
    text: expect.stringMatching(/^There is no message none in .*\nnext: Call/),
  });
  const { text: none, failed } = await call('explain', { thread: '999' });
  expect({ none, failed }).toEqual({ none: expect.stringMatching(/999/), failed: true });
});

describe('a live test in steps', () => {
  test('asks for what a person does, waits, and ends with where the message stops', async () => {
    const setting = await served('reply-internal', { OPENCX_API_KEY: KEY });
    const act = await withEngine(setting);
    const { call } = await openAgentHere('legacy', { env: setting.env });
    const begun = await call('prove', { patience: 10 });
    const mark = /PROOF \w{4}/.exec(begun.text)?.[0] ?? '';
    expect(begun.text).toMatch(/^test t1 is under way\n[\s\S]*Write to support@example\.test/);
    expect(begun.text).toMatch(/next: have a person do what stands above, .* call prove again with test t1$/);
    expect((await call('prove', { test: 't1', wait: 0 })).text).toContain(mark);
    await act({ do: 'write-message', mark, to: { mailboxes: [], chat: true } });
    const { text } = await call('prove', { test: 't1', wait: 30 });
    expect(text).toMatch(/in HubSpot +seen after/);
    expect(text).toMatch(/Now answer conversation \d+ in HubSpot as a rep, in public/);
  });

  test('is one of three at most, and one that could not begin is none', async () => {
    const { env } = await served('healthy-email');
    const { call } = await openAgentHere('modern', { env });
    expect((await call('prove', { sandbox: 'healthy-emial' })).failed).toBe(true);
    expect((await call('prove', { test: 't1' })).text).toMatch(/^There is no live test t1\./);
    for (const id of ['t2', 't3', 't4'])
      expect((await call('prove', { wait: 5 })).text).toContain(`test ${id} is under way`);
    const { text, failed } = await call('prove');
    expect(failed).toBe(true);
    expect(text).toMatch(
      /^3 live tests are under way already\.\nnext: .* call prove with test t2 or t3 or t4\.$/,
    );
  });

  test('is played on an emulated portal', async () => {
    const { call } = await openAgentHere('modern');
    let { text } = await call('prove', { sandbox: 'session-missing' });
    for (let step = 0; step < 5 && !text.includes('is over'); step++)
      text = (await call('prove', { test: 't1', wait: 40 })).text;
    expect(text).toMatch(/^run r1: \w+\ntest t1 is over\nin HubSpot +seen after/);
    expect(text).toMatch(/\nnext: /);
  });
});

test('a call that the client gives up is broken off, and the next one is answered', async () => {
  const { env } = followed((await serve('healthy-email', '--latency', '400')).printed).around;
  const { client, call } = await openAgentHere('modern', { env });
  const given = { name: 'diagnose', arguments: { symptom: 'connection-test-fails', ask: false } };
  await expect(client.callTool(given, { signal: AbortSignal.timeout(150) })).rejects.toThrow();
  expect((await call('describe', {})).text).toContain('symptom connection-test-fails: ');
});

test('no secret of the server comes out, wherever an agent has it repeated', async () => {
  const token = 'pat-na1-00000000-0000-0000-0000-000000000000';
  const hook = 'https://hooks.example.test/hubspot/secret-path-0000';
  const cwd = await folderWith({ 'token.csv': `${token}\n` });
  const env = {
    HUBSPOT_ACCESS_TOKEN: token,
    OPENCX_WEBHOOK_URL: hook,
    HUBSPOT_API_URL: 'http://127.0.0.1:9',
  };
  const { call } = await openAgentHere('modern', { env, cwd, args: ['--root', cwd] });
  for (const [name, given] of [
    ['diagnose', { ask: false }],
    ['diagnose', { thread: token }],
    ['diagnose', { [token]: 'x' }],
    ['describe', { id: token }],
    ['read_logs', { files: ['token.csv', token] }],
    ['recheck', { cause: token, run: token }],
    ['explain', { thread: '1', message: token }],
    ['list_portals', {}],
  ] as const) {
    const { text } = await call(name, given);
    expect(text).not.toContain(token);
    expect(text).not.toContain('secret-path');
  }
});
