/** `explain` on what was saved: a webhook delivery, or the journal of an engine. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../../config/folder.ts';
import { ROOT, runHere, runProcess } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { CHAT, portal } from './engine.ts';
import { explain, inShort } from './explaining.ts';
import { DONE, journalOf, OWNED_BY_A_REP } from './journals.ts';

const AI_USER = ['--default-user', 'A-7001'];
const NEW_MESSAGE = join(ROOT, 'fixtures', 'deliveries', 'new-message.json');
const OWNER_CHANGED = join(ROOT, 'fixtures', 'deliveries', 'owner-changed.json');
const ASSOCIATION_CHANGED = join(ROOT, 'fixtures', 'deliveries', 'association-changed.json');
const BATCH = join(ROOT, 'fixtures', 'deliveries', 'batch.json');

describe('a saved delivery', () => {
  test('is explained together with the message that it names', async () => {
    const { env } = await portal('healthy-email');
    const { code, decisions } = await explain(['--event', NEW_MESSAGE, ...AI_USER], { env });
    expect(code).toBe(0);
    expect(decisions).toMatchObject([
      {
        messageId: 'e1000000000000000000000000000004',
        eventId: 3814323381,
        outcome: 'act',
        reason: null,
        flip: 'assign the thread to a rep instead of the AI user',
      },
    ]);
    expect(decisions[0]?.effects).toContain('wait 5000 ms (email)');
  });

  test('may come from standard input, as users pipe it', async () => {
    const { env } = await portal('healthy-email');
    const stdin = await readFile(NEW_MESSAGE, 'utf8');
    const { code, out } = await runProcess(['explain', '--event', '-', ...AI_USER], { env, stdin });
    expect(code).toBe(0);
    expect(out).toMatch(/ACT {3}reply[\s\S]*\n1 explained: 1 acted on, 0 skipped\n$/);
  });

  test('of another portal is not worked, and says which token would', async () => {
    const { env } = await portal('healthy-email');
    const [event] = JSON.parse(await readFile(NEW_MESSAGE, 'utf8'));
    const cwd = await folderWith({ 'saved.json': [{ body: [{ ...event, portalId: 62515 }] }] });
    const { code, out, decisions } = await explain(['--event', 'saved.json', ...AI_USER], { env, cwd });
    expect({ code, decisions: decisions.map(inShort) }).toEqual({
      code: 0,
      decisions: ['04 skip other-portal'],
    });
    expect(out).toMatch(/portal: 62515,\s+portalOfToken: 1020304/);
    expect(out).toContain('work it with a token of portal 62515');
  });

  test('about two objects is explained without one', async () => {
    const { code, out } = await explain(['--event', ASSOCIATION_CHANGED]);
    expect(code).toBe(0);
    expect(out).toContain('ticket.associationChange  57774743');
    expect(out).toContain('SKIP  unsupported-type');
  });

  test('needs no token where the event itself decides', async () => {
    const { code, decisions } = await explain(['--event', OWNER_CHANGED]);
    expect({ code, decisions: decisions.map(inShort) }).toEqual({
      code: 0,
      decisions: ['none skip unsupported-type'],
    });
  });

  test('is explained as far as it can be without a token', async () => {
    const { code, out, decisions, json } = await explain(['--event', BATCH]);
    expect(code).toBe(3);
    expect(out).toContain(
      'Could not be explained: the rules need its message, and there is no HubSpot token',
    );
    expect(out).toMatch(/\n4 explained: 2 acted on, 1 skipped, 1 that could not be explained\n$/);
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['skip', 'act', 'act']);
    // The document has no place for what has no decision, so it is told beside it.
    expect(json.err).toBe(
      'opencx-hubspot: conversation.newMessage c2000000000000000000000000000002 could not be explained: ' +
        'the rules need its message, and there is no HubSpot token to read it with.\n',
    );
  });

  test('whose message is not there cannot be explained', async () => {
    const { env } = await portal('healthy-chat');
    const gone = [
      { subscriptionType: 'conversation.newMessage', objectId: 404404, messageId: 'm1', occurredAt: 1 },
    ];
    const cwd = await folderWith({ 'gone.json': gone });
    const { code, out } = await explain(['--event', 'gone.json', ...AI_USER], { env, cwd });
    expect(code).toBe(3);
    expect(out).toContain('this portal has no conversation 404404.');
  });

  test.each([
    ['nowhere.json', undefined, 'nowhere.json does not exist.'],
    ['broken.json', '{"eventId":', 'broken.json is no webhook delivery'],
    ['text.json', '"hello"', 'text.json is no webhook delivery'],
  ])('%s is wrong usage', async (name, content, said) => {
    const cwd = await folderWith(content === undefined ? {} : { [name]: content });
    expectUsageError(await runHere(['explain', '--event', name], { cwd }), said);
  });
});

describe('a journal', () => {
  const past = () => journalOf({ outcome: DONE }, { outcome: OWNED_BY_A_REP }, { outcome: OWNED_BY_A_REP });

  test('says what was decided at the time', async () => {
    const { code, out, decisions } = await explain(['--journal', await past(), '--id', '2']);
    expect(code).toBe(0);
    expect(decisions.map(inShort)).toEqual(['m2 skip owner-not-ai-user']);
    expect(out).toMatch(/\n1 explained: 0 acted on, 1 skipped\n$/);
  });

  test('may hold events without a decision', async () => {
    const { code, out, decisions } = await explain(['--journal', await past(), '--thread', CHAT.threadId]);
    expect(code).toBe(3);
    expect(decisions.map(inShort)).toEqual(['m2 skip owner-not-ai-user', 'm3 skip owner-not-ai-user']);
    expect(out).toContain('the journal holds no decision on it (done).');
  });

  test('has no such conversation', async () => {
    const { code, out } = await explain(['--journal', await past(), '--thread', '404404']);
    expect({ code, out }).toEqual({ code: 3, out: '0 explained: 0 acted on, 0 skipped\n' });
  });

  test('has no such event, is missing, or is none', async () => {
    const file = await past();
    expectUsageError(
      await runHere(['explain', '--journal', file, '--id', '4']),
      'The journal has no event 4.',
    );
    expectUsageError(await runHere(['explain', '--journal', '/nowhere/engine.journal']), 'does not exist');
    expectUsageError(await runHere(['explain', '--journal', NEW_MESSAGE]), 'is not a journal');
  });
});
