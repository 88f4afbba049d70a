import { describe, expect, it } from 'vitest';
import type { WebhookEvent } from '../../../src/core/event.ts';
import type { Response } from '../../../src/engine/effects.ts';
import { DeliveryFailed } from '../../../src/engine/ports.ts';
import { engineWorld, newMessage } from '../engine-world.ts';
import { AI_USER, brokenCall, REP } from '../fake-portal.ts';

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
    expect(await world.endOf(event)).toBe('done');
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
    expect((await world.story(event)).filter(({ effect }) => effect === 'update-ticket')).toHaveLength(2);
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
    expect((await world.journal.session('1'))?.status).toBe('open');
    expect(await world.journal.pendingCloses()).toEqual([]);
  });

  it('a close that was put off while it stood in line keeps its new time', async () => {
    const world = await engineWorld({
      respond: { kind: 'resolve' },
      delivery: async (_reply, signal) => {
        await world.time.wait(5_000, signal);
        return { channel: 'slow' };
      },
    });
    const { portal, time } = world;
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
    portal.addThread('1', { ticketId });
    await world.receive(newMessage('1', portal.customerWrites('1', 'Thanks').id));
    await time.advance(14_000);
    // The reply is under way until 19 s, the customer's message waits behind it, and the close behind both.
    await world.receive(newMessage('1', portal.repWrites('1', 'Anything else?').id));
    await world.receive(newMessage('1', portal.customerWrites('1', 'No, thanks').id));
    await time.advance(19_000);
    expect(portal.tickets.get(ticketId)?.stageId).toBe('2');
    await time.advance(1_000);
    expect(portal.tickets.get(ticketId)?.stageId).toBe('4');
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

  /** A conversation that the first message resolves; what comes after it fails. */
  async function resolving() {
    const world = await engineWorld({
      respond: async (_conversation, signal) => {
        await world.time.wait(1_000, signal);
        return { kind: 'resolve' };
      },
      delivery: () => Promise.reject(new DeliveryFailed('The endpoint is away.')),
    });
    const { portal } = world;
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
    portal.addThread('1', { ticketId });
    const unread: unknown[] = [];
    portal.plan = (method, [, messageId]) =>
      method === 'message' && unread.includes(messageId) ? { failure: brokenCall('timeout') } : undefined;
    const thanks = newMessage('1', portal.customerWrites('1', 'Thanks').id);
    /** The first is resolved, the other has failed, and the time for the close has passed. */
    const stageAfter = async (...deliveries: WebhookEvent[][]) => {
      for (const delivery of deliveries) {
        await world.receive(...delivery);
        await world.finish();
      }
      await world.time.advance(60_000);
      expect(await world.journal.counters()).toMatchObject({ received: 2, done: 1, open: 0 });
      expect(await world.journal.pendingCloses()).toEqual([]);
      return portal.tickets.get(ticketId)?.stageId;
    };
    return { portal, unread, thanks, stageAfter };
  }

  it('a message that could not be fetched may be of the customer, and keeps the ticket open', async () => {
    const { portal, unread, thanks, stageAfter } = await resolving();
    const message = newMessage('1', portal.customerWrites('1', 'One more thing').id);
    unread.push(message.messageId);
    expect(await stageAfter([thanks], [message])).toBe('2');
  });

  it('so does one that stands before the other in the same delivery', async () => {
    const { portal, unread, thanks, stageAfter } = await resolving();
    const message = newMessage('1', portal.customerWrites('1', 'One more thing').id);
    unread.push(message.messageId);
    expect(await stageAfter([message, thanks])).toBe('2');
  });

  it('a message that is known to be of the rep and was not delivered does not', async () => {
    const { portal, thanks, stageAfter } = await resolving();
    const message = newMessage('1', portal.repWrites('1', 'Bye!').id);
    expect(await stageAfter([thanks], [message])).toBe('4');
  });
});
