import { describe, expect, it } from 'vitest';
import type { Response } from '../../../src/engine/effects.ts';
import { engineWorld, newMessage, ticketChange } from '../engine-world.ts';
import { httpFailure, REP } from '../fake-portal.ts';

describe('every event ends as done, skipped or failed', () => {
  it('and the counters add up', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.addThread('2', { assignedTo: REP });
    portal.addThread('3');
    const answered = portal.customerWrites('1', 'Hello');
    const notOurs = portal.customerWrites('2', 'Hello');
    const refused = portal.customerWrites('3', 'Hello');
    portal.plan = (method, [threadId]) =>
      method === 'postMessage' && threadId === '3' ? { failure: httpFailure(401) } : undefined;
    const events = await world.receive(
      newMessage('1', answered.id),
      newMessage('2', notOurs.id),
      newMessage('3', refused.id),
      newMessage('1', 'm-gone'),
      { ...newMessage('1', 'x'), type: 'conversation.deletion' },
    );
    await world.finish();
    expect(await Promise.all(events.map(world.endOf))).toEqual([
      'done',
      'skipped: owner-not-ai-user',
      'failed: hubspot-401',
      'failed: message-not-found',
      'skipped: unsupported-type',
    ]);
    expect(await world.journal.counters()).toMatchObject({ received: 5, open: 0, done: 1, interrupted: 0 });
  });

  it('also when the responder has a fault of its own, and the customer hears nothing of it', async () => {
    const world = await engineWorld({
      respond: async () => {
        throw new TypeError('not for users');
      },
    });
    const { portal } = world;
    portal.addThread('1');
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(await world.endOf(event)).toBe('failed: responder-failed');
    expect(JSON.stringify(await world.journal.list({}))).not.toContain('not for users');
    expect(portal.written).toHaveLength(1);
  });

  it('also when the engine has one, which spoils no other event', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.addThread('2');
    portal.plan = (method, [threadId]) => {
      if (method === 'thread' && threadId === '1') throw new TypeError('not for users');
      return undefined;
    };
    const events = await world.receive(
      newMessage('1', portal.customerWrites('1', 'A').id),
      newMessage('2', portal.customerWrites('2', 'B').id),
    );
    await world.finish();
    expect(await Promise.all(events.map(world.endOf))).toEqual(['failed: internal-fault', 'done']);
    expect(JSON.stringify(await world.journal.list({}))).not.toContain('not for users');
  });
});

describe('delivery is at most once', () => {
  it('a failed event is not retried by itself, and a redelivery of it is a duplicate', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: httpFailure(400) });
    const event = newMessage('1', portal.customerWrites('1', 'Hello').id);
    const [first] = await world.receive(event);
    await world.finish();
    await world.time.advance(3_600_000);
    expect(await world.endOf(first)).toBe('failed: hubspot-400');
    const [again] = await world.receive({ ...event, attempt: 1 });
    await world.finish();
    expect(await world.endOf(again)).toBe('skipped: duplicate');
    expect(portal.sent('1')).toEqual([]);
  });

  it('a replay runs it again on request', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: httpFailure(400) });
    const [first] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    if (!first) throw new Error('nothing was accepted');
    const replay = await world.journal.accept([{ ...first, replayOf: first.id }], world.time.now());
    world.engine.accepted();
    await world.finish();
    expect(await world.endOf(replay[0])).toBe('done');
    expect(portal.sent('1')).toEqual(['Hello!']);
  });

  it('of two events for one message in a delivery one is a duplicate', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    const { id } = portal.customerWrites('1', 'Hello');
    const events = await world.receive(newMessage('1', id), newMessage('1', id));
    await world.finish();
    expect(await Promise.all(events.map(world.endOf))).toEqual(['done', 'skipped: duplicate']);
    expect(portal.sent('1')).toHaveLength(1);
  });
});

describe('one delivery', () => {
  it('is worked in the order in which things happened, creations first', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    const early = newMessage('1', portal.customerWrites('1', 'early').id);
    const late = newMessage('1', portal.customerWrites('1', 'late').id);
    const creation = { ...newMessage('1', 'x'), type: 'conversation.creation' };
    await world.receive(late, early, creation);
    await world.finish();
    expect(world.asked.map(({ turns }) => turns.at(-1)?.text)).toEqual(['early', 'late']);
    expect((await world.journal.list({ type: 'conversation.creation' }))[0]?.summary).toMatch(
      /^Session .* was opened\.$/,
    );
  });

  it('has a duplicate where object and event id are the same, as documented', async () => {
    const world = await engineWorld();
    const one = ticketChange('577', 'order_number', '1042');
    const events = await world.receive(one, { ...one, propertyName: 'size', propertyValue: 'L' });
    await world.finish();
    expect(await Promise.all(events.map(world.endOf))).toEqual(['done', 'skipped: duplicate']);
  });
});

describe('events of one thread', () => {
  it('are worked in order, and threads do not wait for each other', async () => {
    const begun: string[] = [];
    const world = await engineWorld({
      respond: async ({ threadId, turns }, signal) => {
        begun.push(`${threadId} ${turns.at(-1)?.text}`);
        if (threadId === '1') await world.time.wait(1_000, signal);
        return { kind: 'reply', text: `Answer to ${turns.at(-1)?.text}` };
      },
    });
    const { portal, time } = world;
    portal.addThread('1');
    portal.addThread('2');
    await world.receive(
      newMessage('1', portal.customerWrites('1', 'first').id),
      newMessage('1', portal.customerWrites('1', 'second').id),
      newMessage('2', portal.customerWrites('2', 'other').id),
    );
    await time.settle();
    expect(begun).toEqual(['1 first', '2 other']);
    expect(portal.sent('2')).toEqual(['Answer to other']);
    await world.finish();
    expect(portal.sent('1')).toEqual(['Answer to first', 'Answer to second']);
  });

  it('share their lane with the events of their ticket, so that neither undoes what the other kept', async () => {
    const answers: Response[] = [{ kind: 'silent' }, { kind: 'resolve' }];
    const world = await engineWorld({
      respond: async (_conversation, signal) => {
        await world.time.wait(1_000, signal);
        return answers.shift() ?? { kind: 'silent' };
      },
    });
    const { portal } = world;
    const ticketId = await portal.hubspot.createTicket({ properties: {} });
    portal.addThread('1', { ticketId });
    await world.receive(newMessage('1', portal.customerWrites('1', 'one').id));
    await world.finish();
    await world.receive(newMessage('1', portal.customerWrites('1', 'two').id));
    await world.receive(ticketChange(ticketId, 'order_number', '1042'));
    await world.finish();
    expect(await world.journal.session('1')).toMatchObject({
      status: 'resolved',
      customData: { order_number: '1042' },
    });
  });

  it('no more works than allowed are under way at once', async () => {
    let atOnce = 0;
    let most = 0;
    const world = await engineWorld({
      parallel: 3,
      respond: async (_conversation, signal) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await world.time.wait(1_000, signal);
        atOnce -= 1;
        return { kind: 'silent' };
      },
    });
    const { portal } = world;
    const events = Array.from({ length: 10 }, (_, index) => {
      portal.addThread(`${index}`);
      return newMessage(`${index}`, portal.customerWrites(`${index}`, 'Hello').id);
    });
    await world.receive(...events);
    await world.finish();
    expect(most).toBe(3);
    expect((await world.journal.counters()).done).toBe(10);
  });
});
