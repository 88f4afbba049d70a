import { describe, expect, it } from 'vitest';
import type { OutboundEffect } from '../../../src/engine/ports.ts';
import { brokenCall, httpFailure } from '../fake-portal.ts';
import { openOutbound, reasonOf, reply } from './open-outbound.ts';

describe('a write that may have arrived', () => {
  it('is looked for before anything else, and once where it cannot come any more', async () => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Hi');
    portal.fail('postMessage', { failure: httpFailure(502) });
    await perform(reply(message));
    expect(portal.calls.map(({ method }) => method)).toEqual(['postMessage', 'messages', 'postMessage']);
  });

  it('is found also where it takes its time', async () => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Hi');
    let looks = 0;
    portal.plan = (method) => {
      if (method === 'postMessage') return { failure: brokenCall('timeout') };
      looks += 1;
      if (looks === 2) portal.add({ ...message, id: 'late', direction: 'OUTGOING', text: 'Hello!' });
      return undefined;
    };
    expect(await perform(reply(message))).toEqual({ messageId: 'late' });
    expect(portal.count('postMessage')).toBe(1);
  });

  it('is given up where HubSpot cannot be asked', async () => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Hi');
    portal.plan = () => ({ failure: httpFailure(502) });
    expect(await reasonOf(perform(reply(message)))).toBe('ambiguous-write');
    expect(portal.count('postMessage')).toBe(1);
  });

  it('is not looked for where HubSpot refused it', async () => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Hi');
    portal.fail('postMessage', { failure: brokenCall('timeout', true) }, { failure: brokenCall('refused') });
    await perform(reply(message));
    expect(portal.count('messages')).toBe(0);
    expect(portal.count('postMessage')).toBe(3);
  });

  it.each([
    ['the same words sent before', { id: 'x', direction: 'OUTGOING' }, true],
    ["the customer's own words", { direction: 'INCOMING' }, false],
    ['an internal comment of the same words', { type: 'COMMENT' }, false],
    ['the answer to another message', { richText: 'Hello!<!-- in reply to m77 -->' }, false],
  ])('is not mistaken for %s', async (_name, more, isOlder) => {
    const { portal, perform } = openOutbound();
    const other = { ...portal.customerWrites('1', 'Hello!'), direction: 'OUTGOING' };
    portal.written.length = 0;
    const message = portal.customerWrites('1', 'Hi');
    const twin = { ...other, id: 'twin', ...more };
    if (isOlder) portal.written.unshift(twin);
    else portal.written.push(twin);
    portal.fail('postMessage', { failure: brokenCall('timeout') });
    expect(await reasonOf(perform(reply(message)))).toBe('ambiguous-write');
  });

  it.each([
    ['with blanks in other places', { text: ' Hello!\n' }],
    ['with other words and its reference', { text: 'Hello! --', richText: 'Hello!<!-- in reply to m1 -->' }],
  ])('is known again %s', async (_name, more) => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Hi');
    portal.add({ ...message, id: 'm9', direction: 'OUTGOING', richText: '', ...more });
    portal.fail('postMessage', { failure: brokenCall('timeout') });
    expect(await perform(reply(message))).toEqual({ messageId: 'm9' });
  });

  it('is a comment where a comment was written', async () => {
    const { portal, perform } = openOutbound();
    const inReplyTo = portal.customerWrites('1', 'Hi');
    portal.fail('postComment', { failure: brokenCall('reset'), applied: true });
    const posted = await perform({ kind: 'post-comment', threadId: '1', text: 'Draft', inReplyTo });
    expect(posted).toEqual({ messageId: portal.written.at(-1)?.id });
    expect(portal.comments('1')).toEqual(['Draft']);
  });
});

describe('a ticket', () => {
  const create: OutboundEffect = {
    kind: 'create-ticket',
    threadId: '1',
    ticket: { subject: 'S', content: 'C', pipelineId: '0', stageId: '1', contactId: '1401', properties: {} },
  };

  it('is made in its stage for contact and thread', async () => {
    const { portal, perform } = openOutbound();
    await perform(create);
    expect(portal.calls.at(-1)?.given).toEqual([
      {
        properties: { subject: 'S', content: 'C', hs_pipeline: '0', hs_pipeline_stage: '1' },
        contactId: '1401',
        threadId: '1',
      },
    ]);
  });

  it('is made without the thread where HubSpot does not take that association', async () => {
    const { portal, perform } = openOutbound();
    portal.fail('createTicket', { failure: httpFailure(400) });
    await perform(create);
    expect(portal.calls.at(-1)?.given[0]).not.toHaveProperty('threadId');
    expect(portal.tickets.size).toBe(1);
  });

  it('is not made a second time, with or without the thread, where the first may still come', async () => {
    const { portal, perform } = openOutbound();
    portal.fail('createTicket', { failure: brokenCall('timeout') });
    expect(await reasonOf(perform(create))).toBe('ambiguous-write');
    expect(portal.count('createTicket')).toBe(1);
  });

  it('is found by the thread that it began with where it is not associated', async () => {
    const { portal, perform } = openOutbound();
    portal.tickets.set('600', {
      id: '600',
      threadId: '1',
      content: '',
      properties: {},
      contactIds: [],
      archived: false,
    });
    portal.fail('createTicket', { failure: brokenCall('timeout') });
    expect(await perform(create)).toEqual({ ticketId: '600' });
  });
});
