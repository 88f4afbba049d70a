import { describe, expect, it } from 'vitest';
import { answer } from './fault-server.ts';
import { openServer, openWire } from './open-wire.ts';

const ok = answer(200, { fine: true });
const limited = (body: unknown, headers: Record<string, string> = {}) => answer(429, body, headers);

describe('waiting for a rate limit', () => {
  it.each([
    [
      'the window that the header names',
      { policyName: 'TEN_SECONDLY_ROLLING' },
      { 'X-HubSpot-RateLimit-Interval-Milliseconds': '4000' },
      4000,
    ],
    ['ten seconds without the header', { policyName: 'TEN_SECONDLY_ROLLING' }, {}, 10_000],
    ['a second for the search limit', { policyName: 'SECONDLY' }, {}, 1000],
    ['what Retry-After says in seconds', { policyName: 'SECONDLY' }, { 'retry-after': '3' }, 3000],
    ['what Retry-After says as a date', {}, { 'retry-after': 'Thu, 01 Oct 2026 08:00:05 GMT' }, 5000],
  ])('waits for %s', async (_name, body, headers, wait) => {
    const server = await openServer(limited(body, headers as Record<string, string>), ok);
    const wire = openWire();
    expect((await wire.send({ url: server.url })).status).toBe(200);
    expect(wire.waits).toEqual([wait]);
  });

  it.each([
    ['the daily limit, even with a Retry-After', { policyName: 'DAILY' }, { 'retry-after': '1' }],
    ['a limit that says neither which nor how long', {}, {}],
    ['a wait beyond a minute', { policyName: 'SECONDLY' }, { 'retry-after': '61' }],
  ])('gives the answer back at once for %s', async (_name, body, headers) => {
    const server = await openServer(limited(body, headers as Record<string, string>), ok);
    const wire = openWire();
    expect((await wire.send({ url: server.url })).status).toBe(429);
    expect(wire.waits).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['two seconds', {}, 2000],
    ['what Retry-After says', { 'retry-after': '4' }, 4000],
  ])('waits %s for a lock, also with what must not be carried out twice', async (_name, headers, wait) => {
    const locked = answer(423, { message: 'The resource is locked' }, headers as Record<string, string>);
    for (const method of ['GET', 'POST']) {
      const server = await openServer(locked, ok);
      const wire = openWire();
      expect((await wire.send({ url: server.url, method })).status).toBe(200);
      expect([wire.waits, server.seen.length]).toEqual([[wait], 2]);
    }
  });

  it('counts rate-limited tries among the three', async () => {
    const server = await openServer(limited({ policyName: 'SECONDLY' }));
    const wire = openWire();
    expect((await wire.send({ url: server.url })).status).toBe(429);
    expect(server.seen).toHaveLength(3);
    expect(wire.waits).toEqual([1000, 1000]);
  });

  it('waits no longer than the deadline of the scope', async () => {
    const server = await openServer(limited({ policyName: 'TEN_SECONDLY_ROLLING' }), ok);
    const wire = openWire();
    const inside = (milliseconds: number) =>
      wire
        .within({ signal: new AbortController().signal, deadlineAt: wire.clock.now() + milliseconds })
        .send({ url: server.url });
    expect((await inside(10_000)).status).toBe(429);
    expect(wire.waits).toEqual([]);
    expect((await inside(10_001)).status).toBe(200);
  });
});
