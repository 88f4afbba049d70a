import { describe, expect, it } from 'vitest';
import type { Response } from '../../../src/engine/effects.ts';
import { engineWorld, newMessage, ticketChange } from '../engine-world.ts';
import { AI_USER, brokenCall, httpFailure, REP } from '../fake-portal.ts';

const HANDOFF: Response = {
  kind: 'handoff',
  reason: 'The customer asks for a person.',
  summary: 'An order did not arrive.',
  sentiment: 'neutral',
  language: 'en',
};

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
    expect(events.map(world.endOf)).toEqual([
      'done',
      'skipped: owner-not-ai-user',
      'failed: hubspot-401',
      'failed: message-not-found',
      'skipped: unsupported-type',
    ]);
    expect(world.journal.counters()).toMatchObject({ received: 5, open: 0, done: 1, interrupted: 0 });
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
    expect(world.endOf(event)).toBe('failed: responder-failed');
    expect(JSON.stringify(world.journal.list({}))).not.toContain('not for users');
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
    expect(events.map(world.endOf)).toEqual(['failed: internal-fault', 'done']);
    expect(JSON.stringify(world.journal.list({}))).not.toContain('not for users');
  });
});

describe('after a restart', () => {
  it('what was accepted and not begun is picked up', async () => {
    const world = await engineWorld();
    world.engine.stop();
    world.portal.addThread('1');
    const [event] = await world.receive(newMessage('1', world.portal.customerWrites('1', 'Hello').id));
    expect(world.endOf(event)).toBe('accepted');
    await world.crashAndRestart();
    await world.finish();
    expect(world.endOf(event)).toBe('done');
    expect(world.portal.sent('1')).toEqual(['Hello!']);
  });

  it('what was begun is marked as interrupted and never sent twice', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    // The answer reaches HubSpot and the engine is gone before it hears so.
    portal.fail('postMessage', { failure: brokenCall('timeout'), applied: true });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.time.settle();
    expect(portal.sent('1')).toEqual(['Hello!']);
    await world.crashAndRestart();
    await world.finish();
    await world.time.advance(60_000);
    expect(world.endOf(event)).toBe('interrupted');
    expect(portal.sent('1')).toEqual(['Hello!']);
    expect(world.journal.counters()).toMatchObject({ received: 1, open: 0, interrupted: 1 });
  });

  it('a delivery that arrives while the engine starts is worked once', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    world.engine.stop();
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.crashAndRestart();
    world.engine.accepted(event ? [event] : []);
    await world.finish();
    expect(world.endOf(event)).toBe('done');
    expect(portal.sent('1')).toHaveLength(1);
  });

  it('a ticket whose time has passed is closed', async () => {
    const world = await engineWorld({ respond: { kind: 'resolve' } });
    const { portal } = world;
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '1' } });
    portal.addThread('1', { ticketId });
    await world.receive(newMessage('1', portal.customerWrites('1', 'Thanks').id));
    await world.finish();
    world.engine.stop();
    await world.time.advance(60_000);
    expect(portal.tickets.get(ticketId)?.stageId).toBe('1');
    await world.crashAndRestart();
    await world.time.advance(0);
    await world.finish();
    expect(portal.tickets.get(ticketId)?.stageId).toBe('4');
    expect(world.journal.pendingCloses()).toEqual([]);
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
    expect(world.endOf(first)).toBe('failed: hubspot-400');
    const [again] = await world.receive({ ...event, attempt: 1 });
    await world.finish();
    expect(world.endOf(again)).toBe('skipped: duplicate');
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
    world.engine.accepted(replay);
    await world.finish();
    expect(world.endOf(replay[0])).toBe('done');
    expect(portal.sent('1')).toEqual(['Hello!']);
  });

  it('of two events for one message in a delivery one is a duplicate', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    const { id } = portal.customerWrites('1', 'Hello');
    const events = await world.receive(newMessage('1', id), newMessage('1', id));
    await world.finish();
    expect(events.map(world.endOf)).toEqual(['done', 'skipped: duplicate']);
    expect(portal.sent('1')).toHaveLength(1);
  });
});

describe('HubSpot calls are retried', () => {
  it('up to three times on transient errors', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('thread', ...[502, 503, 504].map((status) => ({ failure: httpFailure(status) })));
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(world.endOf(event)).toBe('done');
    expect(portal.count('thread')).toBe(4);
  });

  it('and no more than that', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.plan = (method) => (method === 'thread' ? { failure: httpFailure(503) } : undefined);
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(world.endOf(event)).toBe('failed: hubspot-503');
    expect(portal.count('thread')).toBe(4);
  });

  it('a rate limit is waited for within its own window', async () => {
    const world = await engineWorld();
    const { portal, time } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: httpFailure(429, { policy: 'TEN_SECONDLY_ROLLING' }) });
    await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await time.advance(9_999);
    expect(portal.sent('1')).toEqual([]);
    await time.advance(1);
    expect(portal.sent('1')).toEqual(['Hello!']);
  });

  it('and not for ever', async () => {
    const world = await engineWorld();
    const { portal, time } = world;
    portal.addThread('1');
    portal.plan = (method) =>
      method === 'postMessage'
        ? { failure: httpFailure(429, { policy: 'TEN_SECONDLY_ROLLING' }) }
        : undefined;
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await time.advance(30_000);
    expect(world.endOf(event)).toBe('failed: rate-limited');
    expect(portal.count('postMessage')).toBe(4);
  });

  it('a daily limit is not waited for', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: httpFailure(429, { policy: 'DAILY' }) });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.time.settle();
    expect(world.endOf(event)).toBe('failed: daily-limit');
  });
});

describe('an ambiguous write is never doubled', () => {
  it.each([
    ['a timeout', brokenCall('timeout')],
    ['a reset', brokenCall('reset')],
    ['a 502', httpFailure(502)],
    ['a 504', httpFailure(504)],
    ['a 500', httpFailure(500)],
    ['an answer that cannot be read', brokenCall('parse')],
  ])('%s after which the message is there counts as sent', async (_name, failure) => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure, applied: true });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(world.endOf(event)).toBe('done');
    expect(portal.sent('1')).toEqual(['Hello!']);
    expect(portal.count('postMessage')).toBe(1);
  });

  it('a message that may still come is not sent again', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: brokenCall('timeout') });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(world.endOf(event)).toBe('failed: ambiguous-write');
    expect(portal.count('postMessage')).toBe(1);
  });

  it('a message that cannot come any more is sent again', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: brokenCall('reset') });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(world.endOf(event)).toBe('done');
    expect(portal.sent('1')).toEqual(['Hello!']);
  });

  it('a ticket is made once', async () => {
    const world = await engineWorld({ respond: HANDOFF });
    const { portal } = world;
    portal.addThread('1');
    portal.fail('createTicket', { failure: brokenCall('timeout'), applied: true });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'A person, please').id));
    await world.finish();
    expect(world.endOf(event)).toBe('done');
    expect(portal.tickets.size).toBe(1);
    expect(world.journal.session('1')?.ticketId).toBe([...portal.tickets.keys()][0]);
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
    expect(world.journal.session('1')).toMatchObject({
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
    expect(world.journal.counters().done).toBe(10);
  });
});

describe('the documented delays are timers', () => {
  it('an email waits five seconds, and takes no place meanwhile', async () => {
    const world = await engineWorld({ parallel: 1 });
    const { portal, time } = world;
    portal.addThread('1', { originalChannelId: '1002' });
    portal.addThread('2');
    await world.receive(
      newMessage('1', portal.customerWrites('1', 'Mail', { channelId: '1002', subject: 'Order' }).id),
      newMessage('2', portal.customerWrites('2', 'Chat').id),
    );
    await time.advance(4_999);
    expect(portal.sent('1')).toEqual([]);
    expect(portal.sent('2')).toEqual(['Hello!']);
    await time.advance(1);
    expect(portal.sent('1')).toEqual(['Hello!']);
  });

  it('the owner counts as it is after the wait', async () => {
    const world = await engineWorld();
    const { portal, time } = world;
    const thread = portal.addThread('1', { originalChannelId: '1002', assignedTo: REP });
    const [event] = await world.receive(
      newMessage('1', portal.customerWrites('1', 'Mail', { channelId: '1002' }).id),
    );
    await time.advance(4_000);
    thread.assignedTo = AI_USER;
    await world.finish();
    expect(world.endOf(event)).toBe('done');
  });

  it('a ticket is closed fifteen seconds after the resolution', async () => {
    const world = await engineWorld({ respond: { kind: 'resolve', text: 'Glad to help.' } });
    const { portal, time } = world;
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
    portal.addThread('1', { ticketId });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Thanks').id));
    await world.finish();
    expect(portal.sent('1')).toEqual(['Glad to help.']);
    await time.advance(14_999);
    expect(portal.tickets.get(ticketId)?.stageId).toBe('2');
    await time.advance(1);
    expect(portal.tickets.get(ticketId)?.stageId).toBe('4');
    expect(world.story(event).filter(({ effect }) => effect === 'update-ticket')).toHaveLength(2);
  });

  it('a new message of the customer cancels the close', async () => {
    const answers: Response[] = [{ kind: 'resolve' }, { kind: 'reply', text: 'Go on.' }];
    const world = await engineWorld({ respond: async () => answers.shift() ?? { kind: 'silent' } });
    const { portal, time } = world;
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
    portal.addThread('1', { ticketId });
    await world.receive(newMessage('1', portal.customerWrites('1', 'Thanks').id));
    await time.advance(14_000);
    await world.receive(newMessage('1', portal.customerWrites('1', 'One more thing').id));
    await time.advance(60_000);
    expect(portal.tickets.get(ticketId)?.stageId).toBe('2');
    expect(world.journal.session('1')?.status).toBe('open');
    expect(world.journal.pendingCloses()).toEqual([]);
  });

  it('an email of the customer cancels it before its own wait is over', async () => {
    const answers: Response[] = [{ kind: 'resolve' }, { kind: 'silent' }];
    const world = await engineWorld({ respond: async () => answers.shift() ?? { kind: 'silent' } });
    const { portal, time } = world;
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
    portal.addThread('1', { ticketId, originalChannelId: '1002' });
    const mail = (text: string) => portal.customerWrites('1', text, { channelId: '1002' }).id;
    await world.receive(newMessage('1', mail('Thanks')));
    await time.advance(5_000 + 14_000);
    await world.receive(newMessage('1', mail('One more thing')));
    await time.advance(60_000);
    expect(portal.tickets.get(ticketId)?.stageId).toBe('2');
  });
});

describe('a graceful end', () => {
  it('lets what was begun end and leaves the rest for the next start', async () => {
    const world = await engineWorld({
      respond: async (_conversation, signal) => {
        await world.time.wait(1_000, signal);
        return { kind: 'reply', text: 'Hello!' };
      },
    });
    const { portal } = world;
    portal.addThread('1');
    const events = await world.receive(
      newMessage('1', portal.customerWrites('1', 'one').id),
      newMessage('1', portal.customerWrites('1', 'two').id),
    );
    await world.time.settle();
    await world.time.until(world.engine.drain());
    expect(events.map(world.endOf)).toEqual(['done', 'accepted']);
  });
});
