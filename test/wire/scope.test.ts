import { describe, expect, it } from 'vitest';
import { answer, resetBeforeHeaders, silence } from './fault-server.ts';
import { failureOf, openServer, openWire } from './open-wire.ts';

const ok = answer(200, { fine: true });

describe('a scope', () => {
  it('counts its own requests, tries included, beside another scope', async () => {
    const server = await openServer(resetBeforeHeaders, ok);
    const quiet = await openServer(ok);
    const wire = openWire();
    const { signal } = new AbortController();
    const [first, second] = await Promise.all([
      wire.within({ signal }, () => wire.fetch(server.url)),
      wire.within({ signal }, async () => {
        await Promise.all([wire.fetch(quiet.url), wire.fetch(quiet.url), wire.fetch(quiet.url)]);
      }),
    ]);
    expect([first.calls, second.calls]).toEqual([2, 3]);
  });

  it('counts requests of work that fails and settles by itself', async () => {
    const server = await openServer(resetBeforeHeaders);
    const wire = openWire();
    const { calls, value } = await wire.within({ signal: new AbortController().signal }, () =>
      failureOf(wire.fetch(server.url)),
    );
    expect(value.error.kind).toBe('reset');
    expect(calls).toBe(3);
  });

  it('ends requests under way when its signal aborts', async () => {
    const server = await openServer(silence);
    const wire = openWire();
    const stop = new AbortController();
    const work = wire.within({ signal: stop.signal }, () => wire.fetch(server.url));
    while (server.seen.length === 0) await new Promise(setImmediate);
    stop.abort(new Error('the user pressed Ctrl-C'));
    const failure = await failureOf(work);
    expect(failure.error.kind).toBe('timeout');
    expect(failure.message).toBe(`The call to 127.0.0.1:${server.port} was stopped before an answer came.`);
    expect(server.seen).toHaveLength(1);
  });

  it('ends a wait when its signal aborts, and keeps what came before it', async () => {
    const server = await openServer(answer(429, { policyName: 'SECONDLY' }), ok);
    const stop = new AbortController();
    const wire = openWire({
      sleep: async (_milliseconds, signal) => {
        stop.abort();
        signal.throwIfAborted();
      },
    });
    const { value } = await wire.within({ signal: stop.signal }, () => wire.fetch(server.url));
    expect(value.status).toBe(429);
    expect(server.seen).toHaveLength(1);
  });

  it('makes no call once its deadline has passed', async () => {
    const server = await openServer(ok);
    const wire = openWire();
    const scope = { signal: new AbortController().signal, deadlineAt: wire.clock.now() };
    const failure = await failureOf(wire.within(scope, () => wire.fetch(server.url)));
    expect(failure.error.kind).toBe('timeout');
    expect(server.connections()).toBe(0);
  });

  it('lets a client leave by its own signal', async () => {
    const server = await openServer(silence);
    const wire = openWire();
    const stop = new AbortController();
    const work = failureOf(wire.fetch(server.url, { signal: stop.signal }));
    while (server.seen.length === 0) await new Promise(setImmediate);
    stop.abort();
    expect((await work).error.kind).toBe('timeout');
  });
});
