// The console as a small HubSpot: what people do there reaches the engine, and what is broken shows.
import { expect, it } from 'vitest';
import type {
  EventList,
  EventPage,
  EventRow,
  Foreseen,
  PortalPage,
  ThreadList,
} from '../../src/console/words.ts';
import { FAULTS } from '../../src/sandbox/faults/faults.ts';
import { until } from '../cli/engine/engine.ts';
import { some } from '../support/proof.ts';
import { asked } from './asked.ts';
import { consoleOnPortal } from './consoles.ts';

async function opened(portal?: string) {
  const { get, post, ended } = asked(await consoleOnPortal(portal));
  const write = (text: string, thread = 'new') => post('api/portal/act/customer-writes', { text, thread });
  const threadOf = async (id: string) => {
    const found = (await get<ThreadList>('api/portal/threads')).threads.find((thread) => thread.id === id);
    if (found === undefined) throw new Error(`The page shows no conversation ${id}.`);
    return found;
  };
  return { get, post, ended, write, threadOf };
}

it('has the AI answer a customer, and leave a conversation alone that a rep took over', async () => {
  const { post, ended, write, threadOf } = await opened();
  const { answer } = await write('Where is my order?');
  const { threadId } = answer as { threadId: string };
  await ended(4);
  const thread = await threadOf(threadId);
  expect(thread.messages.map(({ from }) => from)).toEqual(['hubspot', 'customer', 'ai']);
  await post('api/portal/act/assign', { thread: threadId, actorId: 'A-7002' });
  await write('Are you there?', threadId);
  const last = (await ended(5)).at(-1);
  expect(last).toMatchObject({ lane: `thread:${threadId}`, status: 'skipped', reason: 'owner-not-ai-user' });
});

it('says what would happen before an event is run again, and then runs it as a new one', async () => {
  const { get, post, ended, write } = await opened();
  const { threadId } = (await write('Where is my order?')).answer as { threadId: string };
  const events = await ended(4);
  const asked = events.find(({ status, words }) => status === 'done' && words === 'New message');
  const foreseen = async () => (await post(`api/events/${asked?.id}/foresee`)).answer as Foreseen;
  expect(await foreseen()).toMatchObject({
    decision: { outcome: 'act', action: 'reply' },
    effects: ['post-message'],
  });
  await post('api/portal/act/assign', { thread: threadId, actorId: 'A-7002' });
  expect(await foreseen()).toMatchObject({
    decision: { outcome: 'skip', reason: 'owner-not-ai-user' },
    effects: [],
  });
  expect((await get<EventList>('api/events')).events, 'nothing is done by asking').toHaveLength(4);
  const { id } = (await post(`api/events/${asked?.id}/replay`)).answer as { id: number };
  await ended(5);
  expect((await get<EventPage>(`api/events/${id}`)).event).toMatchObject({
    replayOf: asked?.id,
    reason: 'owner-not-ai-user',
  });
});

it.each([
  ['subscription-paused', 'nothing comes in'],
  ['webhook-url-stale', 'nothing arrives'],
  ['server-errors', 'what comes in fails'],
] as const)('is broken with %s, so that %s, and mended again', async (name, what) => {
  const { get, post, ended, write, threadOf } = await opened();
  const broken = async () => {
    const { settings, faults } = await get<PortalPage>('api/portal');
    return [...settings, ...faults].filter(({ isBroken }) => isBroken).map((each) => each.name);
  };
  expect(await broken()).toEqual([]);
  expect((await post(`api/portal/break/${name}`)).status).toBe(200);
  expect(await broken()).toEqual([name]);
  await write('Where is my order?');
  const arrived = async () => (await get<PortalPage>('api/portal')).deliveries;
  if (what === 'nothing arrives') {
    await until(async () => (await arrived()).length > 0);
    expect((await arrived()).map(({ isDelivered, words }) => [isDelivered, words])).toEqual([
      [false, 'ECONNREFUSED, sent again later'],
    ]);
    expect((await get<EventList>('api/events')).events).toEqual([]);
  }
  if (what === 'what comes in fails')
    expect((await ended(2)).map(({ status }) => status)).toContain('failed');
  expect((await post(`api/portal/mend/${name}`)).status).toBe(200);
  expect(await broken()).toEqual([]);
  const { threadId } = (await write('And now?')).answer as { threadId: string };
  await until(async () => {
    const { messages } = await threadOf(threadId);
    return messages.some(({ from }) => from === 'ai');
  });
  const { events } = await get<EventList>('api/events');
  const isOfMended = ({ lane }: EventRow) => lane === `thread:${threadId}`;
  if (what === 'nothing comes in')
    expect(events.filter((event) => !isOfMended(event) && event.words === 'New message')).toEqual([]);
});

it('can be broken with every fault there is, and with what its own name breaks, and mended of all', async () => {
  const { get, post } = await opened('throttle-too-low+subscription-paused');
  const page = () => get<PortalPage>('api/portal');
  const brokenOf = ({ settings, faults }: PortalPage) =>
    [...settings, ...faults].filter(({ isBroken }) => isBroken).map(({ name }) => name);
  const own = ['subscription-paused', 'throttle-too-low'];
  const { faults } = await page();
  expect(faults.map(({ name }) => name)).toEqual(FAULTS.map(({ name }) => name));
  expect(brokenOf(await page()).sort()).toEqual(own);
  const tried = some(faults).map(({ name }) => name);
  for (const name of tried) expect((await post(`api/portal/break/${name}`)).status, name).toBe(200);
  for (const name of own) await post(`api/portal/mend/${name}`);
  expect(brokenOf(await page())).toEqual(tried);
  for (const name of tried) expect((await post(`api/portal/mend/${name}`)).status, name).toBe(200);
  expect(brokenOf(await page())).toEqual([]);
  expect((await post('api/portal/break/throttle-too-low')).status).toBe(200);
  expect(brokenOf(await page())).toEqual(['throttle-too-low']);
});

it('takes a megabyte from a customer, and shows the beginning of it', async () => {
  const { write, ended, threadOf } = await opened();
  const { answer } = await write(`<script>alert(1)</script>${'x'.repeat(1_000_000)}`);
  await ended(4);
  const { messages } = await threadOf((answer as { threadId: string }).threadId);
  expect(messages.map(({ from }) => from)).toEqual(['hubspot', 'customer', 'ai']);
  expect(messages[1]?.text).toMatch(/^<script>alert\(1\)<\/script>x+… \(1000025 characters\)$/);
  expect(messages[1]?.text.length).toBeLessThan(5_000);
});

it('says in a sentence what cannot be done there', async () => {
  const { post } = await opened();
  expect(await post('api/portal/act/customer-writes', { text: '', thread: 'new' })).toMatchObject({
    status: 400,
  });
  expect(await post('api/portal/act/assign', { thread: '1', actorId: 'A-7002' })).toEqual({
    status: 404,
    answer: { error: 'There is no thread 1.' },
  });
  expect(await post('api/portal/break/nothing')).toMatchObject({
    status: 404,
    answer: {
      error: 'This portal cannot be broken with nothing.',
      next: expect.stringContaining('throttle-too-low'),
    },
  });
});
