import { describe, expect, it } from 'vitest';
import { answer, resetBeforeHeaders, silence } from './fault-server.ts';
import { counted, failureOf, openServer, openWire } from './open-wire.ts';

const ok = answer(200, { fine: true });

describe('a scope', () => {
  it('is told of its own requests, tries included, beside another scope', async () => {
    const server = await openServer(resetBeforeHeaders, ok);
    const quiet = await openServer(ok);
    const wire = openWire();
    const [first, second] = [counted(wire), counted(wire)];
    await Promise.all([
      first.send({ url: server.url }),
      ...[1, 2, 3].map(() => second.send({ url: quiet.url })),
      wire.send({ url: quiet.url }),
    ]);
    expect([first.tries, second.tries]).toEqual([2, 3]);
  });

  it('is told of requests that fail', async () => {
    const server = await openServer(resetBeforeHeaders);
    const sender = counted(openWire());
    expect((await failureOf(sender.send({ url: server.url }))).error.kind).toBe('reset');
    expect(sender.tries).toBe(3);
  });

  it('ends requests under way when its signal aborts, and no others', async () => {
    const server = await openServer(silence, ok);
    const wire = openWire();
    const stop = new AbortController();
    const work = wire.within({ signal: stop.signal }).send({ url: server.url });
    while (server.seen.length === 0) await new Promise(setImmediate);
    stop.abort(new Error('the user pressed Ctrl-C'));
    const failure = await failureOf(work);
    expect(failure.error.kind).toBe('timeout');
    expect(failure.message).toBe(`The call to 127.0.0.1:${server.port} was stopped before an answer came.`);
    expect(server.seen).toHaveLength(1);
    expect((await wire.send({ url: server.url })).status).toBe(200);
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
    expect((await wire.within({ signal: stop.signal }).send({ url: server.url })).status).toBe(429);
    expect(server.seen).toHaveLength(1);
  });

  it('whose deadline is overslept between two tries says so, and Node has nothing to warn of', async () => {
    const server = await openServer(resetBeforeHeaders, silence);
    let now = 0;
    const wire = openWire({
      clock: { now: () => now },
      sleep: async () => {
        now += 5000;
      },
    });
    const warned: string[] = [];
    const note = ({ name }: Error) => warned.push(name);
    process.on('warning', note);
    const sender = counted(wire, { deadlineAt: 1000 });
    expect((await failureOf(sender.send({ url: server.url }))).error.kind).toBe('timeout');
    await new Promise(setImmediate);
    process.off('warning', note);
    expect({ tries: sender.tries, warned }).toEqual({ tries: 2, warned: [] });
  });

  it('makes no call once its deadline has passed', async () => {
    const server = await openServer(ok);
    const wire = openWire();
    const sender = counted(wire, { deadlineAt: wire.clock.now() });
    expect((await failureOf(sender.send({ url: server.url }))).error.kind).toBe('timeout');
    expect(sender.tries).toBe(0);
    expect(server.connections()).toBe(0);
  });

  it('makes no call once its signal has aborted', async () => {
    const server = await openServer(ok);
    const sender = counted(openWire(), { signal: AbortSignal.abort() });
    expect((await failureOf(sender.send({ url: server.url }))).error.kind).toBe('timeout');
    expect(sender.tries).toBe(0);
    expect(server.connections()).toBe(0);
  });
});
