import { describe, expect, it } from 'vitest';
import type { HubSpotReader } from '../../src/core/ports.ts';
import { Secret } from '../../src/core/secret.ts';
import { createHubSpotReader } from '../../src/hubspot/reader.ts';
import { answer, resetBeforeHeaders, resetMidBody, truncatedBody } from '../wire/fault-server.ts';
import { counted, failureOf, openServer, openWire } from '../wire/open-wire.ts';
import { CANARY, openPortal, shown } from './portal.ts';

const clients: [string, string, (hubspot: HubSpotReader) => Promise<unknown>][] = [
  ["HubSpot's library", 'GET /crm/v3/pipelines/tickets', (hubspot) => hubspot.ticketStages()],
  ['a plain request', 'GET /account-info/v3/details', (hubspot) => hubspot.accountDetails()],
];

describe.each(clients)('%s', (_name, route, read) => {
  it('tries three times and tells the last refusal', async () => {
    const { hubspot, server, wire } = await openPortal(answer(502, '<html>Bad gateway</html>'));
    const { error } = await failureOf(read(hubspot));
    expect(error).toMatchObject({ kind: 'http', status: 502, route });
    expect(server.seen).toHaveLength(3);
    expect(wire.calls).toMatchObject([{ tries: 3, status: 502 }]);
  });

  it.each([
    ['a reset before the headers', resetBeforeHeaders],
    ['a reset in the body', resetMidBody],
    ['a body cut short on the way', truncatedBody],
  ])('calls %s a reset', async (_fault, fault) => {
    const { hubspot, server } = await openPortal(fault);
    const failure = await failureOf(read(hubspot));
    expect(failure.error).toMatchObject({ kind: 'reset', host: `127.0.0.1:${server.port}`, route });
    expect(server.seen).toHaveLength(3);
  });

  it.each([
    ['a web page', answer(200, '<html>Sign in</html>'), 'a web page and no JSON; a proxy'],
    [
      'JSON that ends too early',
      answer(200, '{"results":[{"id":', { 'content-type': 'application/json' }),
      'cannot be read as JSON',
    ],
    ['nothing', answer(200, '', { 'content-type': 'application/json' }), 'is empty'],
    [
      'JSON of another shape',
      answer(200, { results: 7, portalId: 'x' }),
      'lacks something that is always there',
    ],
    [
      'null',
      answer(200, 'null', { 'content-type': 'application/json' }),
      'lacks something that is always there',
    ],
  ])('cannot read a 200 with %s', async (_fault, fault, sentence) => {
    const { hubspot, server } = await openPortal(fault);
    const failure = await failureOf(read(hubspot));
    expect(failure.error).toMatchObject({ kind: 'parse', route });
    expect(failure.message).toContain(sentence);
    expect(server.seen).toHaveLength(1);
  });

  it('takes a refusal in HTML for the word of somebody on the way', async () => {
    const { hubspot } = await openPortal(answer(403, '<html>Forbidden</html>'));
    expect((await failureOf(read(hubspot))).error).toMatchObject({ kind: 'parse', status: 403 });
  });

  it.each([
    ['the policy of a 429', 429, { policyName: 'DAILY' }, { policy: 'DAILY' }],
    ['the region of a 488', 488, { correctHublet: 'eu1' }, { region: 'eu1' }],
    [
      'the scopes of a 403',
      403,
      {
        category: 'MISSING_SCOPES',
        errors: [
          {
            message: 'All of the following scopes are required.',
            context: { requiredGranularScopes: ['tickets'] },
          },
        ],
      },
      { scopes: { form: 'all', names: ['tickets'] } },
    ],
  ])('tells %s', async (_fault, status, body, facts) => {
    const { hubspot, server } = await openPortal(answer(status, body));
    expect((await failureOf(read(hubspot))).error).toMatchObject({ status, ...facts });
    expect(server.seen).toHaveLength(1);
  });

  it('waits for a rolling window and goes on', async () => {
    const { hubspot, server, wire } = await openPortal(
      answer(429, { policyName: 'TEN_SECONDLY_ROLLING' }),
      answer(200, { portalId: 5, results: [] }),
    );
    await read(hubspot);
    expect(wire.waits).toEqual([10_000]);
    expect(server.seen).toHaveLength(2);
  });

  it('counts in its scope', async () => {
    const server = await openServer(answer(503), answer(200, { portalId: 5, results: [] }));
    const wire = counted(openWire());
    await read(
      createHubSpotReader({ wire, baseUrl: server.url, token: new Secret(CANARY), describeUrl: never }),
    );
    expect(wire.tries).toBe(2);
  });

  it('sends the token to the host that it is for, and shows it in no error and no record', async () => {
    const echo = { message: `token ${CANARY}`, category: CANARY, errors: [{ message: CANARY }] };
    for (const fault of [
      answer(401, echo),
      answer(403, `<html>${CANARY}</html>`),
      answer(200, `${CANARY}{`),
      resetMidBody,
    ]) {
      const { hubspot, server, wire } = await openPortal(fault);
      const failure = await failureOf(read(hubspot));
      expect(server.seen[0]?.headers['authorization']).toBe(`Bearer ${CANARY}`);
      expect(shown(failure)).not.toContain(CANARY);
      expect(JSON.stringify(wire.calls)).not.toContain(CANARY);
    }
  });

  it('shows nothing of a token that no header can carry', async () => {
    const { server } = await openPortal(answer(200));
    const token = new Secret(`${CANARY}\u200b`);
    const hubspot = createHubSpotReader({
      wire: openWire(),
      baseUrl: server.url,
      token,
      describeUrl: never,
    });
    const failure = await failureOf(read(hubspot));
    expect(failure.error.kind).toBe('not-configured');
    expect(shown(failure)).not.toContain(CANARY);
    expect(server.connections()).toBe(0);
  });

  it('calls no host that is not allowed', async () => {
    const hubspot = createHubSpotReader({
      wire: openWire({ allowedHosts: ['*.hubapi.com'] }),
      baseUrl: 'https://elsewhere.invalid',
      token: new Secret(CANARY),
      describeUrl: never,
    });
    expect((await failureOf(read(hubspot))).error.kind).toBe('not-allowed');
  });

  it('says so where the base address is none', async () => {
    const hubspot = createHubSpotReader({
      wire: openWire(),
      baseUrl: 'api.hubapi.com',
      token: new Secret(CANARY),
      describeUrl: never,
    });
    expect((await failureOf(read(hubspot))).error.kind).toBe('not-configured');
  });
});

function never(): never {
  throw new Error('No URL is described here.');
}
