/** `--thread` given several times: each conversation is looked at, and no finding is taken for another's. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { REPORT_FORMATS } from '../../src/core/formats.ts';
import type { Report } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';
import { TOKEN } from './hosts.ts';

const FIRST = '8243601188';
const SECOND = '8243609999';
const REP = 'A-7002';
const AI_USER = 'A-7001';

/** A portal with two conversations: the rep holds the first, and whoever is named the second. */
async function twoConversations(owner: string, name = 'owner-not-ai-user'): Promise<Sandbox> {
  const portal = await loadPortal(name);
  const { threads } = portal.state;
  const thread = threads[FIRST];
  if (thread === undefined) throw new Error(`${name} has no conversation ${FIRST}.`);
  threads[SECOND] = { ...structuredClone(thread), assignedTo: owner };
  const sandbox = await startSandbox(portal);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function look(sandbox: Sandbox, args: readonly string[], cwd?: string) {
  const env = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: TOKEN,
    OPENCX_DEFAULT_USER_ID: AI_USER,
  };
  const line = ['doctor', '--no-input', '--answer', 'opencx.assistMode=no', ...args];
  return runHere(line, { env, ...(cwd && { cwd }) });
}

async function reportOn(sandbox: Sandbox, threads: readonly string[], ...args: readonly string[]) {
  const named = threads.flatMap((thread) => ['--thread', thread]);
  return JSON.parse((await look(sandbox, [...named, '--format', 'json', ...args])).out) as Report;
}

describe('a fault of one of two', () => {
  test('is told with the conversation that it is of', async () => {
    const sandbox = await twoConversations(AI_USER);
    const { checks, causes, status, evidence } = await reportOn(sandbox, [SECOND, FIRST]);
    expect(status).toBe('problems');
    expect(checks['conversation/owner']).toMatchObject({
      status: 'fail',
      threads: { [FIRST]: 'fail', [SECOND]: 'pass' },
      summary: expect.stringMatching(new RegExp(`^Conversation ${FIRST}: `)),
    });
    expect(checks['token/accepted']?.threads).toBeUndefined();
    expect(causes[0]).toMatchObject({ id: 'owner-not-ai-user', thread: FIRST });
    expect(causes[0]?.fixes[0]?.url).toContain(FIRST);
    expect(causes[0]?.evidence).toContain(`conversation.thread@${FIRST}`);
    expect(Object.keys(evidence)).toEqual(
      expect.arrayContaining([`conversation.thread@${FIRST}`, `conversation.thread@${SECOND}`]),
    );
  });

  test.each(REPORT_FORMATS)('in %s names no other conversation with it', async (format) => {
    const sandbox = await twoConversations(AI_USER);
    const args = ['--thread', FIRST, '--thread', SECOND, '--only', 'conversation', '--format', format];
    const { out } = await look(sandbox, args);
    expect(out).toContain(`Conversation ${FIRST}: `);
    expect(out).not.toContain(`Conversation ${SECOND}: The conversation is assigned to Robin`);
  });
});

test('one fault in both has an entry and a way out for each', async () => {
  const sandbox = await twoConversations(REP);
  const { checks, causes } = await reportOn(sandbox, [FIRST, SECOND]);
  const found = causes.filter(({ id }) => id === 'owner-not-ai-user');
  expect(found.map(({ thread }) => thread)).toEqual([FIRST, SECOND]);
  for (const { thread, fixes } of found) expect(fixes[0]?.url).toContain(thread);
  expect(checks['conversation/owner']?.summary).toMatch(new RegExp(`^Conversations ${FIRST}, ${SECOND}: `));
});

test('what is of the portal is asked for once', async () => {
  const sandbox = await twoConversations(AI_USER);
  await reportOn(sandbox, [FIRST, SECOND]);
  const introspections = sandbox.requests.filter(({ path }) => path.includes('access-token'));
  expect(introspections).toHaveLength(1);
  for (const thread of [FIRST, SECOND])
    expect(sandbox.requests.some(({ path }) => path.includes(`/threads/${thread}`))).toBe(true);
});

test('one conversation named twice is one', async () => {
  const sandbox = await twoConversations(AI_USER);
  const once = await reportOn(sandbox, [FIRST]);
  const twice = await reportOn(sandbox, [FIRST, FIRST]);
  expect(twice.checks['conversation/owner']).toEqual({
    ...once.checks['conversation/owner'],
    durationMs: expect.any(Number),
  });
});

test.each([
  ['--ticket', '77', '--ticket is of one'],
  ['--session', '00000000-0000-4000-8000-000000000000', '--session is of one'],
  ['--save', 'run.json', '--case NAME'],
  ['--wait', '5s', '--wait is of one'],
])('%s has no place beside several', async (flag, value, said) => {
  const line = ['doctor', '--no-input', '--thread', FIRST, '--thread', SECOND, flag, value];
  expectUsageError(await runHere(line, { cwd: await folderWith() }), said);
});

test('a case keeps a bundle of each, and compares each with itself', async () => {
  const cwd = await folderWith();
  const broken = await twoConversations(REP);
  const both = ['--thread', FIRST, '--thread', SECOND, 'ai-stopped-replying', '--case', 'ACME-123'];
  await look(broken, both, cwd);
  const mended = await twoConversations(AI_USER);
  const { out } = await look(mended, ['--case', 'ACME-123', '--format', 'json'], cwd);
  const { since } = JSON.parse(out) as Report;
  expect(since?.mended).toEqual([{ id: 'owner-not-ai-user', thread: SECOND }]);
  expect(since?.open).toEqual([{ id: 'owner-not-ai-user', thread: FIRST }]);
  const { out: told } = await runHere(['case', 'show', 'ACME-123', '--format', 'json'], { cwd });
  const [first] = (JSON.parse(told) as { entries: { bundles: string[] }[] }).entries;
  expect(first?.bundles).toHaveLength(2);
  for (const [place, thread] of [FIRST, SECOND].entries()) {
    const file = join(cwd, '.opencx-hubspot', 'cases', 'ACME-123', first?.bundles[place] ?? '');
    expect(JSON.parse(await readFile(file, 'utf8')).context.threadId).toBe(thread);
  }
});
