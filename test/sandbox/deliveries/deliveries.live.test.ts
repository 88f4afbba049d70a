import { createHash, createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DELIVERY_TIMING } from '../../../src/sandbox/deliveries/deliveries.ts';
import { NotLoopback } from '../../../src/sandbox/deliveries/delivery-request.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { EMAIL_THREAD, sandboxOf } from '../support.ts';
import { receiver, SECRET } from './receiver.ts';

async function write(sandbox: Sandbox, times: number): Promise<void> {
  for (let number = 1; number <= times; number += 1)
    await sandbox.repReplies(EMAIL_THREAD, `Reply ${number}`);
}

/** From here to the end of the test, waits pass only when the test says so; sockets are left alone. */
function handMoveTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

const outcomes = ({ deliveries }: Sandbox) =>
  deliveries.map(({ attempt, status, outcome }) => [attempt, status, outcome]);

describe('a delivery', () => {
  it('has the headers of HubSpot’s, signed over the bytes that are sent', async () => {
    const inbox = await receiver();
    const sandbox = await sandboxOf('healthy-email', undefined, { deliverTo: inbox.target });
    const before = Date.now();
    await write(sandbox, 1);
    await sandbox.settled();
    const [delivery] = inbox.received;
    const headers = delivery?.headers ?? {};
    expect(delivery?.method).toBe('POST');
    expect(delivery?.url).toBe('/webhooks/hubspot');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      accept: '*/*',
      'x-hubspot-signature-version': 'v1',
      'x-hubspot-timeout-millis': '10000',
    });
    expect(headers['user-agent']).toMatch(/^HubSpot Connect 2\.0 .* - WebhooksExecutorDaemon-executor$/);
    const timestamp = String(headers['x-hubspot-request-timestamp']);
    expect(timestamp).toMatch(/^\d{13}$/);
    expect(Number(timestamp)).toBeGreaterThanOrEqual(before);
    const body = delivery?.body ?? '';
    const first = createHash('sha256')
      .update(SECRET + body)
      .digest('hex');
    const third = createHmac('sha256', SECRET).update(`POST${inbox.target.url}${body}${timestamp}`);
    expect(headers['x-hubspot-signature']).toBe(first);
    expect(headers['x-hubspot-signature-v3']).toBe(third.digest('base64'));
  });

  it('holds at most a hundred events, in the order in which they happened', async () => {
    const inbox = await receiver();
    const sandbox = await sandboxOf('healthy-email', undefined, {
      deliverTo: inbox.target,
      deliveryTiming: { collectMs: 300 },
    });
    await write(sandbox, 250);
    await sandbox.settled();
    expect(inbox.received.map(({ events }) => events.length).sort()).toEqual([100, 100, 50]);
    const times = sandbox.deliveries.flatMap(({ events }) => events.map(({ occurredAt }) => occurredAt));
    expect(new Set(times).size).toBe(250);
    for (const { events } of inbox.received) {
      expect(events).toEqual(events.toSorted((one, other) => one.occurredAt - other.occurredAt));
    }
  });

  it('goes only to this machine', async () => {
    const sandbox = await sandboxOf('healthy-email');
    for (const url of [
      'https://127.0.0.1/x',
      'http://hooks.example.test/x',
      'http://127.0.0.1.example.test/',
    ]) {
      expect(() => sandbox.deliverTo({ url, secret: SECRET })).toThrow(NotLoopback);
    }
    const deliverTo = { url: 'http://192.0.2.1/', secret: SECRET };
    await expect(sandboxOf('healthy-email', undefined, { deliverTo })).rejects.toThrow(NotLoopback);
  });

  it('is not made before there is a target', async () => {
    const inbox = await receiver();
    const sandbox = await sandboxOf('healthy-email');
    await write(sandbox, 1);
    await sandbox.settled();
    sandbox.deliverTo(inbox.target);
    await write(sandbox, 2);
    await sandbox.settled();
    expect(inbox.events()).toHaveLength(2);
    expect(sandbox.deliveries.flatMap(({ events }) => events)).toHaveLength(2);
  });
});

describe('deliveries', () => {
  it('are at most as many at once as the app allows', async () => {
    const held: ServerResponse[] = [];
    let most = 0;
    const inbox = await receiver((response) => {
      held.push(response);
      most = Math.max(most, held.length);
    });
    const release = () => held.splice(0).map((response) => response.end());
    const sandbox = await sandboxOf(
      'healthy-email',
      ({ state }) => {
        const settings = state.apps['2011410']?.webhooks.settings;
        if (settings) settings.maxConcurrentRequests = 2;
      },
      { deliverTo: inbox.target },
    );
    sandbox.pauseDeliveries();
    await write(sandbox, 450);
    sandbox.resumeDeliveries();
    for (const already of [0, 2]) {
      await vi.waitFor(() => expect(inbox.received).toHaveLength(already + 2));
      release();
    }
    await vi.waitFor(() => expect(inbox.received).toHaveLength(5));
    release();
    await sandbox.settled();
    expect(inbox.events()).toHaveLength(450);
    expect(most).toBe(2);
  });

  it('are tried again with a higher attempt number until they are taken', async () => {
    const answers = [500, 404, 302];
    const inbox = await receiver((response, _, number) => {
      response.statusCode = answers[number - 1] ?? 204;
      response.end();
    });
    const sandbox = await sandboxOf('healthy-email', undefined, {
      deliverTo: inbox.target,
      deliveryTiming: { retryDelays: [1, 1, 1, 1] },
    });
    await write(sandbox, 2);
    await sandbox.settled();
    expect(outcomes(sandbox)).toEqual([
      [0, 500, 'to-be-retried'],
      [1, 404, 'to-be-retried'],
      [2, 302, 'to-be-retried'],
      [3, 204, 'delivered'],
    ]);
    expect(inbox.received.map(({ events }) => events.map((event) => event.attemptNumber))).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    const ids = inbox.received.map(({ events }) => events.map((event) => event.eventId));
    expect(new Set(ids.map(String)).size).toBe(1);
    expect(inbox.received[1]?.headers['x-hubspot-signature']).not.toBe(
      inbox.received[0]?.headers['x-hubspot-signature'],
    );
  });

  it('are given up when the retries are used up', async () => {
    const inbox = await receiver((response) => response.socket?.destroy());
    const sandbox = await sandboxOf('healthy-email', undefined, {
      deliverTo: inbox.target,
      deliveryTiming: { retryDelays: [1, 1] },
    });
    await write(sandbox, 1);
    await sandbox.settled();
    expect(outcomes(sandbox)).toEqual([
      [0, 0, 'to-be-retried'],
      [1, 0, 'to-be-retried'],
      [2, 0, 'given-up'],
    ]);
    expect(sandbox.deliveries[0]?.problem).toBe('ECONNRESET');
  });

  it('count as failed where nobody listens, and where no answer comes in time', async () => {
    const inbox = await receiver(() => {});
    const sandbox = await sandboxOf('healthy-email', undefined, {
      deliverTo: inbox.target,
      deliveryTiming: { retryDelays: [], timeoutMs: 40 },
    });
    await write(sandbox, 1);
    await sandbox.settled();
    expect(sandbox.deliveries[0]).toMatchObject({ status: 0, problem: 'timeout', outcome: 'given-up' });
    expect(inbox.received[0]?.headers['x-hubspot-timeout-millis']).toBe('40');
    const closed = await sandboxOf('healthy-email');
    await closed.close();
    sandbox.deliverTo({ url: closed.url, secret: SECRET });
    await write(sandbox, 1);
    await sandbox.settled();
    expect(sandbox.deliveries[1]).toMatchObject({ status: 0, problem: 'ECONNREFUSED' });
  });

  it('are retried ten times within a day unless told otherwise', () => {
    const { retryDelays } = DELIVERY_TIMING;
    expect(retryDelays).toHaveLength(10);
    expect(retryDelays.reduce((sum, delay) => sum + delay, 0)).toBeLessThan(24 * 3_600_000);
  });

  it('gather while they are paused', async () => {
    const inbox = await receiver();
    handMoveTimers();
    const sandbox = await sandboxOf('healthy-email', undefined, { deliverTo: inbox.target });
    sandbox.pauseDeliveries();
    let isSettled = false;
    await write(sandbox, 3);
    const settled = sandbox.settled().then(() => {
      isSettled = true;
    });
    await vi.advanceTimersByTimeAsync(10 * DELIVERY_TIMING.collectMs);
    expect([isSettled, inbox.received.length]).toEqual([false, 0]);
    sandbox.resumeDeliveries();
    await settled;
    expect(inbox.events()).toHaveLength(3);
  });

  it('end with the sandbox, also one that is under way and one that is to be retried', async () => {
    const inbox = await receiver((response, _, number) => {
      if (number > 1) return;
      response.statusCode = 500;
      response.end();
    });
    const sandbox = await sandboxOf('healthy-email', undefined, { deliverTo: inbox.target });
    await write(sandbox, 1);
    await vi.waitFor(() => expect(sandbox.deliveries).toHaveLength(1));
    await write(sandbox, 1);
    await vi.waitFor(() => expect(inbox.received).toHaveLength(2));
    const settled = sandbox.settled();
    await sandbox.close();
    await settled;
  });

  it('are forgotten on reset', async () => {
    const inbox = await receiver();
    const sandbox = await sandboxOf('healthy-email', undefined, { deliverTo: inbox.target });
    await write(sandbox, 1);
    sandbox.reset();
    await sandbox.settled();
    expect(inbox.received).toEqual([]);
    await write(sandbox, 1);
    await sandbox.settled();
    expect(inbox.events().map(({ eventId }) => eventId)).toEqual([3814000001]);
    expect(sandbox.deliveries).toHaveLength(1);
  });
});

describe('the fault', () => {
  const faulty = async (fault: string) => {
    const inbox = await receiver();
    const sandbox = await sandboxOf('healthy-email', undefined, {
      deliverTo: inbox.target,
      faults: [fault],
      deliveryTiming: { collectMs: 100, lateMs: 200 },
    });
    return { inbox, sandbox };
  };

  it('deliver-duplicates delivers every event twice, and one three times', async () => {
    const { inbox, sandbox } = await faulty('deliver-duplicates');
    await write(sandbox, 3);
    await sandbox.settled();
    const counts = Map.groupBy(inbox.events(), ({ eventId }) => eventId);
    expect([...counts.values()].map((events) => events.length).sort()).toEqual([2, 2, 3]);
    const lengths = inbox.received.map(({ events }) => events.length);
    expect(lengths.sort()).toEqual([3, 4]);
  });

  it('deliver-out-of-order delivers the latest event first', async () => {
    const { inbox, sandbox } = await faulty('deliver-out-of-order');
    await write(sandbox, 3);
    await sandbox.settled();
    const ids = inbox.events().map(({ eventId }) => eventId);
    expect(ids).toEqual([3814000003, 3814000002, 3814000001]);
  });

  it('deliver-late keeps events back', async () => {
    handMoveTimers();
    const { inbox, sandbox } = await faulty('deliver-late');
    await write(sandbox, 1);
    vi.advanceTimersByTime(299);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1);
    await sandbox.settled();
    expect(inbox.events()).toHaveLength(1);
  });
});
