/** `explain` on a live conversation: the rules, without running anything. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../../config/folder.ts';
import { ROOT, runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { deadHost, TOKEN } from '../hosts.ts';
import { CHAT, engineHere, eventsIn, portal, until } from './engine.ts';
import { explain, inShort } from './explaining.ts';

const AI_USER = ['--default-user', 'A-7001'];

describe('a conversation', () => {
  test('that a rep took over: what the AI left alone, and what would turn it', async () => {
    const { env } = await portal('owner-not-ai-user');
    const { code, out, err, decisions } = await explain(['--thread', CHAT.threadId, ...AI_USER], { env });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(decisions.map(inShort)).toEqual([
      '01 skip welcome-message',
      '02 skip owner-not-ai-user',
      '03 skip self-caused',
      '05 skip owner-not-ai-user',
    ]);
    expect(decisions.at(-1)?.flip).toBe('assign the thread to A-7001');
    expect(decisions.at(-1)?.rules.at(-1)).toEqual({
      id: 'owner-gate',
      input: { owner: 'A-7002', aiUser: 'A-7001', assistMode: false },
      outcome: 'skip',
    });
    expect(out).toMatch(/^ {2}\d\d:\d\d:\d\d {2}customer +skipped {2}owner-not-ai-user$/m);
    expect(out).toMatch(/\n4 explained: 0 acted on, 4 skipped; rule by rule: --full\n$/);
    const full = await runHere(['explain', '--thread', CHAT.threadId, ...AI_USER, '--full'], { env });
    expect(full.out).toContain('SKIP  owner-not-ai-user');
    expect(full.out).toContain('To turn it:  assign the thread to A-7001');
    expect(full.out).toMatch(/\n4 explained: 0 acted on, 4 skipped\n$/);
  });

  test('may be named by its link, and the AI user by the bare id', async () => {
    const { env } = await portal();
    const link = `https://app.hubspot.com/live-messages/1020304/inbox/${CHAT.threadId}`;
    const { code, decisions } = await explain(['--thread', link, '--default-user', '7001'], { env });
    expect(code).toBe(0);
    expect(decisions.map(inShort)).toEqual(['01 skip welcome-message', '02 act', '03 skip self-caused']);
    expect(decisions[1]?.effects).toEqual(['save-session', 'post-message']);
  });

  test('of another portal is told as that, and not looked for', async () => {
    const { env } = await portal();
    const link = `https://app-eu1.hubspot.com/live-messages/5060708/inbox/${CHAT.threadId}`;
    const { code, err } = await explain(['--thread', link, ...AI_USER], { env });
    expect(code).toBe(3);
    expect(err).toContain('The link leads to portal 5060708, and the token belongs to portal 1020304.');
  });

  test('is explained as the engine decided, through a handoff and back', async () => {
    const cwd = await folderWith();
    const { sandbox, env } = await portal('healthy-email');
    const engine = await engineHere(
      [...AI_USER, '--responder', join(ROOT, 'fixtures', 'responders', 'demo.yaml')],
      { env, cwd },
    );
    sandbox.deliverTo({ url: engine.url, secret: 'none' });
    const from = { channel: 'chat', email: 'lee.park@example.test' } as const;
    const { threadId } = await sandbox.customerWrites('new', 'Where is my order?', from);
    const file = join(cwd, 'opencx-hubspot.journal');
    /** What the engine writes comes back to it as events of their own. */
    const worked = async () => {
      for (const _ of ['the events', 'their echoes']) {
        await sandbox.settled();
        await until(async () => (await eventsIn(file)).every(({ endedAt }) => endedAt !== null));
      }
    };
    await worked();
    await sandbox.customerWrites(threadId, 'I want to speak to a person.');
    await worked();
    await sandbox.assign(threadId, 'A-7002');
    await sandbox.repReplies(threadId, 'I found your order.');
    await worked();
    await sandbox.assign(threadId, 'A-7001');
    await sandbox.customerWrites(threadId, 'My order is still missing.');
    await worked();
    expect(await engine.stop()).toBe(0);

    const { decisions } = await explain(['--thread', threadId, ...AI_USER], { env });
    const journalled = await explain(['--journal', file, '--thread', threadId]);
    const taken = new Map(journalled.decisions.map((each) => [each.messageId, inShort(each)]));
    expect(decisions.length).toBeGreaterThan(5);
    expect(decisions.map(inShort)).toEqual(decisions.map(({ messageId }) => taken.get(messageId)));
  });

  test('is explained one message at a time', async () => {
    const { env } = await portal();
    const args = ['--thread', CHAT.threadId, '--message', CHAT.messageId, ...AI_USER];
    const { code, decisions } = await explain(args, { env });
    expect({ code, decisions: decisions.map(inShort) }).toEqual({ code: 0, decisions: ['02 act'] });
  });

  test.each<[string, string[], string, string | null]>([
    ['Assist Mode drafts', ['--assist-mode'], 'act', null],
    ['without an AI user nobody answers', ['--default-user', ''], 'skip', 'owner-not-ai-user'],
    ['G3 knows the same', ['--generation', 'G3'], 'act', null],
  ])('under other settings: %s', async (_, flags, outcome, reason) => {
    const { env } = await portal();
    const args = ['--thread', CHAT.threadId, '--message', CHAT.messageId, ...AI_USER, ...flags];
    expect((await explain(args, { env })).decisions).toMatchObject([{ outcome, reason }]);
  });

  test('sends nothing', async () => {
    const { sandbox, env } = await portal();
    await explain(['--thread', CHAT.threadId, ...AI_USER], { env });
    const asked = new Set(sandbox.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`));
    const changing = [...asked].filter((call) => !call.startsWith('GET '));
    // Introspection of the token is a POST by HubSpot's choice.
    expect(changing).toEqual(['POST /oauth/v2/private-apps/get/access-token-info']);
  });

  test.each([
    ['the portal does not have', ['--thread', '404404'], 'This portal has no conversation 404404.'],
    [
      'has no such message',
      ['--thread', CHAT.threadId, '--message', 'm9'],
      `Conversation ${CHAT.threadId} has no message m9. Leave --message out to see those that it has.`,
    ],
  ])('that %s cannot be explained', async (_, args, said) => {
    const { env } = await portal();
    const { code, out, err, json } = await explain([...args, ...AI_USER], { env });
    expect({ code, out, err }).toEqual({
      code: 3,
      out: '0 explained: 0 acted on, 0 skipped\n',
      err: `opencx-hubspot: ${said}\n`,
    });
    expect(JSON.parse(json.out)).toEqual({ schemaVersion: 1, decisions: [] });
  });

  test('cannot be explained while HubSpot is out of reach', async () => {
    const env = { HUBSPOT_API_URL: await deadHost(), HUBSPOT_ACCESS_TOKEN: TOKEN };
    const { code, err } = await explain(['--thread', CHAT.threadId], { env });
    expect(code).toBe(3);
    expect(err).toMatch(/^opencx-hubspot: No connection to 127\.0\.0\.1:\d+ [^\n]+\n {2}Why, [^\n]+\n$/);
    expect(err).toContain(`\`opencx-hubspot doctor --thread ${CHAT.threadId}\``);
  });

  test.each(['everything-401', 'gated'])('cannot be explained under %s', async (fault) => {
    const { sandbox, env } = await portal();
    sandbox.setFaults([fault]);
    const { code, err } = await explain(['--thread', CHAT.threadId], { env });
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/^opencx-hubspot: HubSpot [^\n]+\n {2}Why, [^\n]+\n$/),
    });
  });
});

test('the document for programs has the documented form', async () => {
  const { env } = await portal();
  const { json } = await explain(['--thread', CHAT.threadId, ...AI_USER], { env });
  const document = JSON.parse(json.out);
  expect(Object.keys(document)).toEqual(['schemaVersion', 'decisions']);
  expect(document.schemaVersion).toBe(1);
  for (const decision of document.decisions) {
    expect(Object.keys(decision)).toEqual([
      'messageId',
      'eventId',
      'outcome',
      'reason',
      'rules',
      'effects',
      'flip',
    ]);
    for (const rule of decision.rules) expect(Object.keys(rule)).toEqual(['id', 'input', 'outcome']);
  }
});

describe('wrong usage', () => {
  test.each<[string[], string]>([
    [[], 'Nothing was named to explain.'],
    [['--message', 'm1'], 'Nothing was named to explain.'],
    [['--event', 'delivery.json', '--message', 'm1'], '--message goes with the --thread that it stands in.'],
    [['--thread', 'not a thread'], 'thread'],
    [['--thread', '1', '--generation', 'G1'], 'Allowed choices are G2, G3'],
  ])('%j', async (args, said) => {
    expectUsageError(await runHere(['explain', ...args]), said);
  });

  test('a conversation without a token to read it with', async () => {
    const outcome = await runHere(['explain', '--thread', CHAT.threadId]);
    expectUsageError(outcome, 'there is no usable token to read it with.', 'HUBSPOT_ACCESS_TOKEN');
  });
});
