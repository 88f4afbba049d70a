import { describe, expect, it } from 'vitest';
import type { EvidenceFailure } from '../../../src/core/evidence.ts';
import type { OutboundEffect } from '../../../src/engine/ports.ts';
import { brokenCall, httpFailure } from '../fake-portal.ts';
import { openOutbound, reasonOf, reply } from './open-outbound.ts';

const fetchThread: OutboundEffect = { kind: 'fetch-thread', threadId: '1' };

describe('what stops at once', () => {
  it.each<[string, EvidenceFailure, string]>([
    ['a rejected token', httpFailure(401), 'hubspot-401'],
    ['a missing scope', httpFailure(403, { category: 'MISSING_SCOPES' }), 'missing-scopes'],
    ['another 403', httpFailure(403), 'hubspot-403'],
    ['an account on the move', httpFailure(477, { retryAfterMs: 3_600_000 }), 'account-moving'],
    ['a daily limit', httpFailure(429, { policy: 'DAILY', retryAfterMs: 1_000 }), 'daily-limit'],
    ['a limit that says no window', httpFailure(429), 'rate-limited'],
    ['a limit that asks for too long a wait', httpFailure(429, { retryAfterMs: 61_000 }), 'rate-limited'],
    ['a wrong request', httpFailure(400), 'hubspot-400'],
    ['an error of the server', httpFailure(500), 'hubspot-500'],
    ['a certificate', brokenCall('tls'), 'tls'],
    ['an answer that cannot be read', brokenCall('parse'), 'unreadable-answer'],
  ])('%s', async (_name, failure, reason) => {
    const { portal, perform, waits } = openOutbound();
    portal.plan = () => ({ failure });
    expect(await reasonOf(perform(fetchThread))).toBe(reason);
    expect(portal.calls).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

describe('what is tried again', () => {
  it.each<[string, EvidenceFailure, string, number[]]>([
    ['a gateway error', httpFailure(502), 'hubspot-502', [1_000, 2_000, 4_000]],
    [
      'an overload that says how long',
      httpFailure(503, { retryAfterMs: 5_000 }),
      'hubspot-503',
      [5_000, 5_000, 5_000],
    ],
    ['a lock', httpFailure(423), 'hubspot-423', [2_000, 2_000, 2_000]],
    ['a broken connection', brokenCall('reset'), 'connection-broken', [1_000, 2_000, 4_000]],
    ['a name that does not resolve', brokenCall('dns'), 'unreachable', [1_000, 2_000, 4_000]],
    ['a timeout', brokenCall('timeout'), 'timeout', [1_000, 2_000, 4_000]],
    [
      'a rolling limit',
      httpFailure(429, { policy: 'TEN_SECONDLY_ROLLING' }),
      'rate-limited',
      [10_000, 10_000, 10_000],
    ],
    [
      'a limit by the second',
      httpFailure(429, { policy: 'SECONDLY' }),
      'rate-limited',
      [1_000, 1_000, 1_000],
    ],
    [
      'a limit that says how long',
      httpFailure(429, { retryAfterMs: 3_000 }),
      'rate-limited',
      [3_000, 3_000, 3_000],
    ],
  ])('%s, as often as there are retries', async (_name, failure, reason, expected) => {
    const { portal, perform, waits } = openOutbound();
    portal.plan = () => ({ failure });
    expect(await reasonOf(perform(fetchThread))).toBe(reason);
    expect(portal.calls).toHaveLength(4);
    expect(waits).toEqual(expected);
  });

  it('nothing, with no retries', async () => {
    const { portal, perform } = openOutbound(0);
    portal.plan = () => ({ failure: httpFailure(503) });
    expect(await reasonOf(perform(fetchThread))).toBe('hubspot-503');
    expect(portal.calls).toHaveLength(1);
  });

  it('not when the signal aborts in a pause', async () => {
    const { portal, outbound } = openOutbound();
    const stop = new AbortController();
    portal.plan = () => {
      stop.abort(new Error('stopped'));
      return { failure: httpFailure(503) };
    };
    await expect(outbound.perform(fetchThread, stop.signal)).rejects.toThrow('stopped');
    expect(portal.calls).toHaveLength(1);
  });

  it('a fault of ours is none of this', async () => {
    const { portal, perform } = openOutbound();
    portal.plan = () => {
      throw new TypeError('a bug');
    };
    await expect(perform(fetchThread)).rejects.toThrow(TypeError);
  });
});

describe('a message', () => {
  it('goes to whoever wrote, on the same channel, with the marker out of sight', async () => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Where is it?', { subject: 'Order', channelId: '1002' });
    await perform(reply(message, 'It is <here> & "there".\nBye'));
    expect(portal.calls.at(-1)?.given).toEqual([
      '1',
      {
        text: 'It is <here> & "there".\nBye',
        richText:
          '<p>It is &lt;here&gt; &amp; &quot;there&quot;.</p><p>Bye</p>' +
          `<!-- OpenCX-AI-Response --><!-- in reply to ${message.id} -->`,
        senderActorId: 'A-7001',
        channelId: '1002',
        channelAccountId: '148662',
        subject: 'Re: Order',
        recipients: [
          expect.objectContaining({ actorId: 'V-1401', field: 'TO', deliveryValue: 'jo.doe@example.test' }),
        ],
      },
    ]);
  });

  it('goes to the author where HubSpot lists no sender', async () => {
    const { portal, perform } = openOutbound();
    await perform(reply(portal.customerWrites('1', 'Hi', { senders: [] })));
    expect(portal.calls.at(-1)?.given[1]).toMatchObject({ recipients: [{ actorId: 'V-1401', field: 'TO' }] });
  });

  it.each([
    ['Re: Order', 'Re: Order'],
    ['RE: Order', 'RE: Order'],
  ])('keeps the subject %j as it is', async (subject, expected) => {
    const { portal, perform } = openOutbound();
    await perform(reply(portal.customerWrites('1', 'Hi', { subject })));
    expect(portal.calls.at(-1)?.given[1]).toMatchObject({ subject: expected });
  });

  it.each([
    [
      { status: 'FAILED', failure: 'The channel account is not connected.' },
      'HubSpot took the reply as message m2 and could not deliver it; it says "The channel account is not connected.".',
    ],
    [
      { status: 'FAILED' },
      'HubSpot took the reply as message m2 and could not deliver it; it does not say why.',
    ],
  ])('that HubSpot takes and does not deliver is no answer: %j', async (sentAs, told) => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Hi');
    portal.sentAs = sentAs;
    await expect(perform(reply(message))).rejects.toMatchObject({ reason: 'message-failed', message: told });
    expect(portal.count('postMessage')).toBe(1);
  });

  it('that is found after a broken call is told by what became of it', async () => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Hi');
    portal.sentAs = { status: 'FAILED' };
    portal.fail('postMessage', { failure: brokenCall('reset'), applied: true });
    expect(await reasonOf(perform(reply(message)))).toBe('message-failed');
  });

  it.each(['SENT', 'READ', undefined])('is an answer with the status %s', async (status) => {
    const { portal, perform } = openOutbound();
    const message = portal.customerWrites('1', 'Hi');
    portal.sentAs = status === undefined ? {} : { status };
    expect(await perform(reply(message))).toEqual({ messageId: 'm2' });
  });

  it('cannot be sent where no channel is known', async () => {
    const { portal, perform } = openOutbound();
    const { channelId: _none, ...message } = portal.customerWrites('1', 'Hi');
    expect(await reasonOf(perform(reply(message)))).toBe('no-channel');
    expect(portal.calls).toEqual([]);
  });
});

describe('what may be repeated', () => {
  it.each<[OutboundEffect, 'updateTicket' | 'assignThread' | 'createContact']>([
    [{ kind: 'update-ticket', ticketId: '600', properties: { hs_pipeline_stage: '4' } }, 'updateTicket'],
    [{ kind: 'assign-thread', threadId: '1', actorId: 'A-7001' }, 'assignThread'],
    [{ kind: 'create-contact', email: 'jo.doe@example.test' }, 'createContact'],
  ])('is repeated: %o', async (effect, method) => {
    const { portal, perform } = openOutbound();
    portal.tickets.set('600', { id: '600', content: '', properties: {}, contactIds: [], archived: false });
    portal.fail(method, { failure: brokenCall('timeout'), applied: true });
    await perform(effect);
    expect(portal.count(method)).toBe(2);
    expect(portal.contacts.length).toBeLessThanOrEqual(1);
  });
});
