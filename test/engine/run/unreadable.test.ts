import { describe, expect, it } from 'vitest';
import { type Message, messageSchema, type Thread, threadSchema } from '../../../src/core/hubspot/records.ts';
import type { Response } from '../../../src/engine/effects.ts';
import { engineWorld, newMessage } from '../engine-world.ts';
import { brokenCall, CUSTOMER_EMAIL, type Method, REP } from '../fake-portal.ts';

const WRITES: ReadonlySet<Method> = new Set<Method>([
  'postMessage',
  'postComment',
  'createContact',
  'createTicket',
  'updateTicket',
  'assignThread',
]);

interface Situation {
  thread: Partial<Thread>;
  message: Partial<Message>;
  response: Response;
}

const handoff: Response = {
  kind: 'handoff',
  reason: 'asked for a person',
  summary: 'Wants a person.',
  sentiment: 'neutral',
  language: 'en',
};
const situations: Readonly<Record<string, Situation>> = {
  'an answer': { thread: {}, message: {}, response: { kind: 'reply', text: 'Hello!' } },
  'an email': { thread: {}, message: { channelId: '1002' }, response: { kind: 'reply', text: 'Hello!' } },
  'a handoff': { thread: { originalChannelId: '1002' }, message: {}, response: handoff },
  "a rep's conversation": { thread: { assignedTo: REP }, message: {}, response: handoff },
  "a rep's reply": {
    thread: {},
    message: { createdBy: REP, direction: 'OUTGOING', senders: [{ actorId: REP }] },
    response: handoff,
  },
};

type HitRecord = 'thread' | 'message';

/** What was written and how the event ended, with one field that came in a form that nobody knows. */
async function played({ thread, message, response }: Situation, of?: HitRecord, field = '') {
  const world = await engineWorld({ respond: response });
  const { portal } = world;
  portal.contacts.push({ id: '1401', email: CUSTOMER_EMAIL, archived: false });
  const held = portal.addThread('1', thread);
  const sent = portal.customerWrites('1', 'Hello', message);
  const hit = of && { thread: held, message: sent }[of];
  if (hit) {
    delete (hit as unknown as Record<string, unknown>)[field];
    hit.unreadable = [field];
  }
  const [event] = await world.receive(newMessage('1', sent.id));
  await world.finish();
  const written = portal.calls.filter(({ method }) => WRITES.has(method));
  return {
    end: await world.endOf(event),
    does: JSON.stringify([written.map(({ method, given }) => [method, given]), world.delivered]),
    summary: (await world.journal.list({}))[0]?.summary,
  };
}

const fieldsOf = (entries: object) => Object.keys(entries).filter((name) => name !== 'unreadable');
const IDS = ['id', 'threadId'];
const fields = [
  ...fieldsOf(threadSchema.entries).map((field) => ['thread', field] as const),
  ...fieldsOf(messageSchema.entries).map((field) => ['message', field] as const),
].filter(([, field]) => !IDS.includes(field));

describe.each(Object.entries(situations))('in %s, a field that could not be read', (_name, situation) => {
  it.each(fields)('of the %s, %s, changes nothing or ends the event', async (of, field) => {
    const intact = await played(situation);
    const hit = await played(situation, of, field);
    if (hit.end === 'failed: unreadable-answer') expect(hit.summary).toContain(`"${field}"`);
    else expect(hit).toEqual(intact);
  });
});

describe('a field that could not be read', () => {
  it.each([
    ['thread', 'assignedTo'],
    ['message', 'createdBy'],
  ] as const)('of the %s, %s, is told in the journal, and nothing is written', async (of, field) => {
    const situation = situations["a rep's conversation"] as Situation;
    const { end, does, summary } = await played(situation, of, field);
    expect({ end, does, summary }).toEqual({
      end: 'failed: unreadable-answer',
      does: '[[],[]]',
      summary: `In HubSpot's answer, "${field}" was not there, or in a form that is not known, so it could not be read.`,
    });
  });

  it('of a contact stops no handoff', async () => {
    const situation = situations['a handoff'] as Situation;
    const world = await engineWorld({ respond: situation.response });
    const { portal } = world;
    portal.contacts.push({ id: '1401', archived: false, unreadable: ['email'] });
    portal.addThread('1', situation.thread);
    const [event] = await world.receive(
      newMessage('1', portal.customerWrites('1', 'Hi', { senders: [] }).id),
    );
    await world.finish();
    expect(await world.endOf(event)).toBe('done');
    expect(await world.story(event)).toContainEqual(
      expect.objectContaining({ data: { note: expect.stringContaining('"email" was not there') } }),
    );
  });

  it('leaves open whether an answer was written, so that none is sent twice', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: brokenCall('reset'), applied: true });
    const { add } = portal;
    portal.add = (message) =>
      add.call(portal, message.direction === 'OUTGOING' ? { ...message, unreadable: ['richText'] } : message);
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hi').id));
    await world.finish();
    expect(await world.endOf(event)).toBe('failed: ambiguous-write');
    expect(portal.sent('1')).toHaveLength(1);
  });
});
