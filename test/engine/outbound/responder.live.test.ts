import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { createHttpResponder } from '../../../src/engine/outbound/responder.ts';
import { answer, type Fault, silence } from '../../wire/fault-server.ts';
import { openServer, openWire } from '../../wire/open-wire.ts';

const CONVERSATION = {
  sessionId: 's1',
  threadId: '5001',
  turns: [{ from: 'customer' as const, text: 'Hello', at: '2026-11-22T09:00:00Z' }],
};
const { signal } = new AbortController();

async function open(...script: Fault[]) {
  const server = await openServer(...script);
  const wire = openWire({ maxTries: 1 });
  const url = new Secret(`${server.url}/hooks/canary-path?key=canary-key`);
  return { server, wire, respond: createHttpResponder({ wire, url, timeoutMs: 200 }) };
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => new Error('none'),
    (error: Error) => error,
  );

describe('an endpoint of the user', () => {
  it('is asked with session, thread and turns, and its answer is taken', async () => {
    const { server, respond } = await open(answer(200, { kind: 'reply', text: ' Hi! ', more: 1 }));
    expect(await respond(CONVERSATION, signal)).toEqual({ kind: 'reply', text: 'Hi!' });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({ method: 'POST', target: '/hooks/canary-path?key=canary-key' });
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual(CONVERSATION);
    expect(server.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it.each([
    [{ kind: 'silent' }],
    [{ kind: 'resolve' }],
    [{ kind: 'resolve', text: 'Bye.' }],
    [{ kind: 'handoff', reason: 'r', summary: 's', sentiment: 'happy', language: 'fr', text: 't' }],
  ])('may answer %o', async (response) => {
    const { respond } = await open(answer(200, response));
    expect(await respond(CONVERSATION, signal)).toEqual(response);
  });

  it.each<[string, Fault, RegExp]>([
    ['no JSON', answer(200, '<html>Sign in</html>'), /is not JSON\.$/],
    ['no object', answer(200, ['a']), /lacks a usable "kind"|is no object/],
    ['an unknown kind', answer(200, { kind: 'shout' }), /lacks a usable "kind"\.$/],
    ['an empty reply', answer(200, { kind: 'reply', text: ' ' }), /lacks a usable "text"\.$/],
    ['half a handoff', answer(200, { kind: 'handoff', reason: 'r' }), /lacks a usable "summary"\.$/],
    ['an error', answer(500, { secret: 'canary-body' }), /^The responder answered with status 500\.$/],
    ['nothing in time', silence, /did not answer/],
  ])('that answers with %s fails, once and without its address', async (_name, fault, sentence) => {
    const { server, wire, respond } = await open(fault);
    const error = await failure(respond(CONVERSATION, signal));
    expect(error.message).toMatch(sentence);
    expect(server.seen).toHaveLength(1);
    expect(`${error.stack}${JSON.stringify(error)}${JSON.stringify(wire.calls)}`).not.toContain('canary');
  });

  it.each([
    ['http://responder.example.test/x', /must use https/],
    ['ftp://127.0.0.1/x', /must begin with https:\/\/ or http:\/\//],
    ['https://user:canary@responder.example.test/', /hold no user name or password/],
    ['canary', /must begin with/],
  ])('is refused at %s', (url, sentence) => {
    const open = () => createHttpResponder({ wire: openWire(), url: new Secret(url), timeoutMs: 100 });
    expect(open).toThrow(sentence);
    expect(open).not.toThrow(/canary/);
  });
});
