import { describe, expect, it } from 'vitest';
import type { Response } from '../../../src/engine/effects.ts';
import { engineWorld, newMessage } from '../engine-world.ts';
import { brokenCall } from '../fake-portal.ts';

describe('after a restart', () => {
  it('what was accepted and not begun is picked up', async () => {
    const world = await engineWorld();
    world.engine.stop();
    world.portal.addThread('1');
    const [event] = await world.receive(newMessage('1', world.portal.customerWrites('1', 'Hello').id));
    expect(await world.endOf(event)).toBe('accepted');
    await world.crashAndRestart();
    await world.finish();
    expect(await world.endOf(event)).toBe('done');
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
    expect(await world.endOf(event)).toBe('interrupted');
    expect(portal.sent('1')).toEqual(['Hello!']);
    expect(await world.journal.counters()).toMatchObject({ received: 1, open: 0, interrupted: 1 });
  });

  it('a delivery that arrives while the engine starts is worked once', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    world.engine.stop();
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.crashAndRestart();
    world.engine.accepted();
    await world.finish();
    expect(await world.endOf(event)).toBe('done');
    expect(portal.sent('1')).toHaveLength(1);
  });

  it('what waited in a conversation is worked before what arrives in it at once', async () => {
    const world = await engineWorld({ lanes: 1, respond: { kind: 'silent' } });
    const { portal, engine, time } = world;
    engine.stop();
    for (const thread of ['1', '2']) portal.addThread(thread);
    const message = (thread: string, text: string) =>
      newMessage(thread, portal.customerWrites(thread, text).id);
    const other = message('1', 'in another conversation');
    const arriving = message('2', 'happened first, came last');
    const waiting = message('2', 'happened last, came first');
    // More than the engine reads at once.
    await world.receive(...Array.from({ length: 300 }, () => other));
    const [waited] = await world.receive(waiting);
    await time.advance(1);
    await world.crashAndRestart();
    await world.receive(arriving);
    expect(await world.endOf(waited)).toBe('accepted');
    await world.finish();
    expect(world.asked.map(({ turns }) => turns.at(-1)?.text)).toEqual([
      'in another conversation',
      'happened last, came first',
      'happened first, came last',
    ]);
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
    expect(await world.journal.pendingCloses()).toEqual([]);
  });
});

describe('an engine that is stopped at once', () => {
  it('does nothing more, whatever comes back to it', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const world = await engineWorld({ respond: () => promise });
    const { portal } = world;
    portal.addThread('1');
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.time.settle();
    world.engine.stop();
    resolve({ kind: 'reply', text: 'Too late.' });
    await world.finish();
    expect(portal.sent('1')).toEqual([]);
    expect(await world.endOf(event)).toBe('begun');
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
    expect(await Promise.all(events.map(world.endOf))).toEqual(['done', 'accepted']);
  });

  it('begins nothing that only waited for its place', async () => {
    const world = await engineWorld({
      parallel: 1,
      respond: async (_conversation, signal) => {
        await world.time.wait(1_000, signal);
        return { kind: 'silent' };
      },
    });
    const { portal } = world;
    portal.addThread('1');
    portal.addThread('2');
    const events = await world.receive(
      newMessage('1', portal.customerWrites('1', 'one').id),
      newMessage('2', portal.customerWrites('2', 'two').id),
    );
    await world.time.settle();
    await world.time.until(world.engine.drain());
    expect(await Promise.all(events.map(world.endOf))).toEqual(['done', 'accepted']);
  });
});
