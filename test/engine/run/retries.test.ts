import { describe, expect, it } from 'vitest';
import type { Response } from '../../../src/engine/effects.ts';
import { engineWorld, newMessage } from '../engine-world.ts';
import { brokenCall, httpFailure } from '../fake-portal.ts';

const HANDOFF: Response = {
  kind: 'handoff',
  reason: 'The customer asks for a person.',
  summary: 'An order did not arrive.',
  sentiment: 'neutral',
  language: 'en',
};

describe('HubSpot calls are retried', () => {
  it('up to three times on transient errors', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('thread', ...[502, 503, 504].map((status) => ({ failure: httpFailure(status) })));
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(await world.endOf(event)).toBe('done');
    expect(portal.count('thread')).toBe(4);
  });

  it('and no more than that', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.plan = (method) => (method === 'thread' ? { failure: httpFailure(503) } : undefined);
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(await world.endOf(event)).toBe('failed: hubspot-503');
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
    expect(await world.endOf(event)).toBe('failed: rate-limited');
    expect(portal.count('postMessage')).toBe(4);
  });

  it('a daily limit is not waited for', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: httpFailure(429, { policy: 'DAILY' }) });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.time.settle();
    expect(await world.endOf(event)).toBe('failed: daily-limit');
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
    expect(await world.endOf(event)).toBe('done');
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
    expect(await world.endOf(event)).toBe('failed: ambiguous-write');
    expect(portal.count('postMessage')).toBe(1);
  });

  it('a message that cannot come any more is sent again', async () => {
    const world = await engineWorld();
    const { portal } = world;
    portal.addThread('1');
    portal.fail('postMessage', { failure: brokenCall('reset') });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'Hello').id));
    await world.finish();
    expect(await world.endOf(event)).toBe('done');
    expect(portal.sent('1')).toEqual(['Hello!']);
  });

  it('a ticket is made once', async () => {
    const world = await engineWorld({ respond: HANDOFF });
    const { portal } = world;
    portal.addThread('1');
    portal.fail('createTicket', { failure: brokenCall('timeout'), applied: true });
    const [event] = await world.receive(newMessage('1', portal.customerWrites('1', 'A person, please').id));
    await world.finish();
    expect(await world.endOf(event)).toBe('done');
    expect(portal.tickets.size).toBe(1);
    expect((await world.journal.session('1'))?.ticketId).toBe([...portal.tickets.keys()][0]);
  });
});
