// An event made by hand: what would come of it is told first, and it reaches the engine by the way of all others.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { EventList, EventPage, Foreseen, Kinds } from '../../src/console/words.ts';
import { CHAT, engineHere, portal } from '../cli/engine/engine.ts';
import { folderWith } from '../config/folder.ts';
import { asked } from './asked.ts';
import { consoleOnPortal, consoleOver } from './consoles.ts';

type Fields = Record<string, string>;

async function opened() {
  const { get, post, ended } = asked(await consoleOnPortal());
  const foresee = async (fields: Fields) =>
    (await post('api/trigger/foresee', { fields })).answer as Foreseen;
  const send = (fields: Fields) => post('api/trigger/send', { fields });
  const page = async (answer: unknown) => get<EventPage>(`api/events/${(answer as { id: number }).id}`);
  const kindOf = async (title: RegExp, query = '') => {
    const found = (await get<Kinds>(`api/trigger${query}`)).kinds.find((kind) => title.test(kind.title));
    if (found === undefined) throw new Error(`There is no kind ${title}.`);
    return { ...found.fields };
  };
  const question = async () => ({
    ...(await kindOf(/customer writes/)),
    objectId: CHAT.threadId,
    messageId: CHAT.messageId,
  });
  return { get, post, ended, foresee, send, page, kindOf, question };
}

it('says what would be decided about each kind as it is changed, and does nothing by asking', async () => {
  const { get, foresee, question, kindOf } = await opened();
  expect(await foresee(await question())).toMatchObject({
    decision: { outcome: 'act', action: 'reply' },
    effects: expect.arrayContaining(['post-message']),
  });
  const changes: [Fields, string][] = [
    [{ messageType: 'COMMENT' }, 'internal-comment'],
    [{ portalId: '99' }, 'other-portal'],
    [{ subscriptionType: 'contact.creation' }, 'unsupported-type'],
  ];
  for (const [change, reason] of changes)
    expect(await foresee({ ...(await question()), ...change })).toMatchObject({
      decision: { outcome: 'skip', reason },
      effects: [],
    });
  expect(await foresee({ ...(await question()), objectId: '1' })).toEqual({
    decision: null,
    why: 'this portal has no conversation 1.',
    effects: [],
  });
  expect((await foresee(await kindOf(/property is emptied/))).decision).toMatchObject({ outcome: 'skip' });
  expect((await get<EventList>('api/events')).events).toEqual([]);
});

it('sends it as HubSpot would, and knows it again when it comes once more', async () => {
  const { foresee, send, page, ended, kindOf, question } = await opened();
  const first = await send(await question());
  await ended(1);
  const { event, story } = await page(first.answer);
  expect(event).toMatchObject({ id: 1, status: 'done', type: 'conversation.newMessage' });
  expect(story.map(({ effect }) => effect)).toContain('post-message');

  const again = await kindOf(/Event 1, as it came/, '?event=1');
  expect(again).toMatchObject({ objectId: CHAT.threadId, messageId: CHAT.messageId, attemptNumber: '0' });
  const isKnown = { outcome: 'skip', reason: 'duplicate', rules: expect.any(Array) };
  const before = await foresee(again);
  expect(before.decision).toMatchObject(isKnown);
  expect(before.decision?.rules.at(-1)?.input).toEqual({ duplicateOf: 1 });
  const repeated = await send(again);
  await ended((repeated.answer as { id: number }).id);
  expect((await page(repeated.answer)).decision).toMatchObject(isKnown);

  const stage = await kindOf(/moves to another stage/);
  const moved = await send({ ...stage, propertyValue: 'null' });
  await ended((moved.answer as { id: number }).id);
  expect((await page(moved.answer)).fields).toContainEqual({
    name: 'propertyName',
    value: stage['propertyName'],
  });
});

it('refuses in a sentence what is no event, and what nothing takes', async () => {
  const { post, send } = await opened();
  expect(await send({ subscriptionTyp: 'conversation.newMessage' })).toMatchObject({
    status: 409,
    answer: { error: "HubSpot's events have no subscriptionTyp.", next: /Did you mean subscriptionType\?/ },
  });
  for (const fields of [{}, { subscriptionType: 'nothing' }, { subscriptionType: 'null' }])
    expect(await send(fields)).toMatchObject({
      status: 409,
      answer: { error: 'HubSpot sends no event without a subscriptionType like conversation.newMessage.' },
    });
  for (const body of [{}, { fields: [] }, { fields: 'x' }, { fields: { objectId: 1 } }])
    expect((await post('api/trigger/send', body)).status).toBeGreaterThanOrEqual(400);
  const huge = await send({
    subscriptionType: 'ticket.propertyChange',
    propertyValue: 'x'.repeat(2_000_000),
  });
  expect(huge).toMatchObject({ status: 409, answer: { error: /^The engine answered 413: / } });
});

it('is not offered over a journal that is only read', async () => {
  const { get, post } = asked(await consoleOver());
  expect(await get('api/about')).toMatchObject({ canReplay: false });
  expect(await get('api/trigger')).toEqual({ error: 'The console has no /api/trigger.' });
  expect((await post('api/trigger/send', { fields: {} })).status).toBe(404);
});

it('signs what it sends to an engine that wants a signature, for the URL that HubSpot knows', async () => {
  const { env } = await portal();
  const cwd = await folderWith();
  const engine = await engineHere(
    [
      '--console',
      '--no-open',
      ...['--journal', join(cwd, 'engine.journal')],
      ...['--default-user', 'A-7001'],
      ...['--public-url', 'https://engine.example.test/hubspot'],
    ],
    { env: { ...env, HUBSPOT_CLIENT_SECRET: 'a-client-secret' }, cwd },
  );
  const [, address = '', key] = /^The console is at (http:\S+)#key=(\S+)$/m.exec(engine.printed.err) ?? [];
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(address + path, { ...init, headers: { Authorization: `Bearer ${key}` } });
  const { get, post, ended } = asked({ ask });
  const [first] = (await get<Kinds>('api/trigger')).kinds;
  const fields = { ...first?.fields, objectId: CHAT.threadId, messageId: CHAT.messageId };
  expect(await post('api/trigger/send', { fields })).toEqual({ status: 200, answer: { id: 1 } });
  await ended(1);
  const refused = await fetch(engine.url, { method: 'POST', body: JSON.stringify([first?.fields]) });
  expect(refused.status).toBe(401);
  expect((await get<EventPage>('api/events/1')).event.status).toBe('done');
  expect(await engine.stop()).toBe(0);
});
