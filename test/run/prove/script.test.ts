/** The live test as a script: what is asked, what is looked for, and where it stops. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EvidenceFailure } from '../../../src/core/evidence.ts';
import { HOPS } from '../../../src/core/proof.ts';
import { MOST_IN_LOOK, MOST_IN_WINDOW, WINDOW_MS } from '../../../src/run/prove/allowance.ts';
import { runs } from '../../support/proof.ts';
import { type Arrivals, HEALTHY, type Kind, PACE, play, SESSION, THREAD } from './played.ts';

const { message, session, answer, ticket, reply, stage } = HEALTHY;

/** What OpenCX takes before it acts on an email, as its page says. */
const SESSION_DELAY_MS = 5_000;

const REFUSED = new EvidenceFailure({
  kind: 'http',
  status: 401,
  message: 'HubSpot did not accept the token (401).',
});
const DOWN = new EvidenceFailure({
  kind: 'http',
  status: 502,
  message: 'HubSpot could not answer just now (502).',
});

const WAY = ['ask: write-message', 'message: seen', 'session: seen', 'answer: seen'];
const REPLIED = [...WAY, 'ask: reply-in-public', 'reply: seen'];

const STOPS: [where: string, arrivals: Arrivals, story: string[]][] = [
  ['nowhere', HEALTHY, [...REPLIED, 'ask: move-ticket', 'property: seen']],
  ['before HubSpot', {}, ['ask: write-message', 'message: missed']],
  [
    'before OpenCX',
    { message },
    ['ask: write-message', 'message: seen', 'session: missed', 'answer: missed'],
  ],
  [
    'at the token, which is refused midway',
    { message, session: REFUSED },
    ['ask: write-message', 'message: seen', 'session: unseen', 'answer: missed'],
  ],
  [
    'at a silent AI, which keeps no rep from answering',
    { message, session },
    [...WAY.slice(0, 3), 'answer: missed', 'ask: reply-in-public', 'reply: missed'],
  ],
  [
    'at a rep who writes a comment',
    {
      message,
      session,
      answer,
      reply: { after: Number.POSITIVE_INFINITY, found: reply.found, soFar: { kind: 'internal', text: '' } },
    },
    [...WAY, 'ask: reply-in-public', 'reply: missed'],
  ],
  ['at the reply', { message, session, answer, reply }, [...WAY, 'ask: reply-in-public', 'reply: missed']],
  [
    'at a conversation without a ticket',
    { message, session, answer, reply, 'reply-in-session': { after: 0, found: {} } },
    [...REPLIED, 'property: why'],
  ],
  [
    'at a ticket that nobody moves',
    { message, session, answer, reply, 'reply-in-session': { after: 0, found: {} }, ticket },
    [...REPLIED, 'ask: move-ticket', 'property: missed'],
  ],
  [
    'at the property',
    { message, session, answer, reply, 'reply-in-session': { after: 0, found: {} }, ticket, stage },
    [...REPLIED, 'ask: move-ticket', 'property: missed'],
  ],
];

describe('a live test', () => {
  test.each(STOPS)('stops %s', async (_where, arrivals, story) => {
    expect((await play(arrivals)).story).toEqual(story);
  });

  test('tells a comment from a public reply, and a ticket that stood still from one that moved', async () => {
    const comment = await play(STOPS[5]?.[1] ?? {});
    expect(comment.proof.reply).toMatchObject({ value: { seen: false, written: 'internal' } });
    const unmoved = await play(STOPS[8]?.[1] ?? {});
    expect(unmoved.proof.property).toMatchObject({ value: { seen: false, changed: false } });
    const moved = await play(STOPS[9]?.[1] ?? {});
    expect(moved.proof.property).toMatchObject({ value: { seen: false, changed: true } });
  });

  test('takes no stage for arrived that the session held before', async () => {
    const back = { after: Number.POSITIVE_INFINITY, found: stage.found, soFar: stage.found };
    const { story, proof } = await play({ ...HEALTHY, stage: back });
    expect(story).toEqual([...REPLIED, 'ask: move-ticket', 'property: why']);
    expect(proof.property).toMatchObject({ why: expect.stringContaining('held already') });
  });

  test('keeps a session in which the message does not come to stand', async () => {
    const empty = { after: Number.POSITIVE_INFINITY, found: session.found, soFar: session.found };
    const { proof } = await play({ message, session: empty });
    expect(proof.session).toMatchObject({ value: { seen: false, sessionId: SESSION } });
  });

  test("without a key of OpenCX shows HubSpot's side and asks for nothing that nobody could see", async () => {
    const { story, proof } = await play(HEALTHY, { plan: { seesOpenCx: false } });
    expect(story).toEqual([
      'ask: write-message',
      'message: seen',
      'session: why',
      'reply: why',
      'property: why',
      'answer: seen',
    ]);
    expect(proof.session).toMatchObject({ why: expect.stringContaining('OPENCX_API_KEY') });
    const named = await play(HEALTHY, { plan: { seesOpenCx: false, keyVariable: 'SHOP_KEY' } });
    expect(named.proof.session).toMatchObject({ why: expect.stringContaining('(SHOP_KEY)') });
  });

  test('changes what was planned in the place of asking somebody to move the ticket', async () => {
    const plan = { change: { property: 'hs_ticket_priority', sessionId: SESSION, byTokensApp: false } };
    const value = { property: 'hs_ticket_priority', changed: true, byTokensApp: false };
    const arrived = await play(HEALTHY, { plan });
    expect(arrived.story).toEqual([...REPLIED, 'change', 'property: seen']);
    expect(arrived.proof.property).toMatchObject({ value: { seen: true, ...value } });
    const { 'value-in-session': _never, ...rest } = HEALTHY;
    const missed = await play(rest, { plan });
    expect(missed.proof.property).toMatchObject({ value: { seen: false, ...value } });
    const refused = await play(HEALTHY, { plan, changed: REFUSED });
    expect(refused.proof.property).toEqual({ error: REFUSED.error });
  });

  test('goes on over what passes by itself, and says what was in the way where it does not', async () => {
    let left = 3;
    const passing = Object.defineProperty({ ...HEALTHY }, 'session', {
      get: () => (left-- > 0 ? DOWN : session),
    });
    expect((await play(passing)).story).toContain('session: seen');
    expect((await play({ ...HEALTHY, session: DOWN })).proof.session).toEqual({ error: DOWN.error });
  });

  test('broken off at any moment it keeps what it came to', async () => {
    const whole = (await play(HEALTHY)).story;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 120_000 }), async (abortAfter) => {
        const { story, proof } = await play(HEALTHY, { abortAfter });
        expect(whole.slice(0, story.length)).toEqual(story);
        const told = story.filter((line) => !line.startsWith('ask')).map((line) => line.split(':')[0]);
        const ended = expect.stringContaining('ended before');
        const untold = Object.entries(proof).filter(([hop]) => !told.includes(hop));
        expect(told.length + untold.length).toBe(HOPS.length);
        for (const [, result] of untold) expect(result).toMatchObject({ error: { message: ended } });
      }),
      { numRuns: runs(200), seed: 7 },
    );
  });
});

describe('whenever things arrive', () => {
  const KINDS = Object.keys(HEALTHY) as Kind[];
  const times = fc.record(
    Object.fromEntries(KINDS.map((kind) => [kind, fc.integer({ min: 0, max: 700_000 })])),
  );
  const at = (after: Record<string, number>): Arrivals =>
    Object.fromEntries(KINDS.map((kind) => [kind, { ...HEALTHY[kind], after: after[kind] }]));

  test('what comes in its time is seen, what comes later is not, and the first that is late ends it', async () => {
    const { patience } = PACE;
    const inTime = (after: Record<string, number>, kind: Kind) =>
      (after[kind] ?? 0) <= (kind === 'message' ? patience.person : patience.system + SESSION_DELAY_MS);
    // The last look may have to wait for the calls that came before it, and sees what came meanwhile.
    const isOnTheEdge = (after: Record<string, number>, kind: Kind) =>
      !inTime(after, kind) && inTime({ ...after, [kind]: (after[kind] ?? 0) - WINDOW_MS }, kind);
    await fc.assert(
      fc.asyncProperty(times, async (after) => {
        fc.pre(!isOnTheEdge(after, 'message') && !isOnTheEdge(after, 'session'));
        const { proof } = await play(at(after));
        expect(proof.message).toMatchObject({ value: { seen: inTime(after, 'message') } });
        const hasSession = inTime(after, 'message') && inTime(after, 'session');
        expect(proof.reply !== undefined).toBe(hasSession);
        if (proof.message && 'value' in proof.message && proof.message.value.seen)
          expect(proof.message.value.threadId).toBe(THREAD);
      }),
      { numRuns: runs(300), seed: 11 },
    );
  });

  test('no ten seconds hold more calls than a tenth of the smallest limit, but for what one look may take', async () => {
    await fc.assert(
      fc.asyncProperty(times, async (after) => {
        const { looks } = await play(at(after), { pace: { betweenMs: 10 } });
        for (const from of looks) {
          const calls = 2 * looks.filter((look) => look >= from && look < from + WINDOW_MS).length;
          expect(calls).toBeLessThanOrEqual(MOST_IN_WINDOW + MOST_IN_LOOK);
        }
      }),
      { numRuns: runs(50), seed: 13 },
    );
  });
});
