import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveryOf } from '../../../src/logs/deliveries/delivery.ts';
import { outcomeOf } from '../../../src/logs/deliveries/outcome.ts';
import { runs } from '../../support/proof.ts';

const said = (words: string, status?: number) =>
  outcomeOf({ words: [words], answeredWithoutError: false, ...(status !== undefined && { status }) });

describe('how a delivery ended', () => {
  test.each([
    ['Concurrency limited', 'heldBack'],
    ['CONCURRENCY_LIMITED', 'heldBack'],
    ['TIMEOUT', 'timedOut'],
    ['Request timed out', 'timedOut'],
    ['CONNECTION_REFUSED', 'unreached'],
    ['java.net.UnknownHostException', 'unreached'],
    ['SSL handshake failed', 'unreached'],
    ['The target answered 503', 'failed'],
    ['HTTP 404', 'refused'],
    ['4xx', 'refused'],
    ['Delivered', 'answered'],
    ['GREMLINS', 'unclear'],
    ['took 4045 ms', 'unclear'],
    ['Will retry in 300 seconds', 'unclear'],
    ['Timed out after 500 ms', 'timedOut'],
    ['no answer within 5000ms (timeout)', 'timedOut'],
    ['', 'unclear'],
  ])('%j is %s', (words, outcome) => {
    expect(said(words).outcome).toBe(outcome);
  });

  test.each([
    [200, 'answered'],
    [204, 'answered'],
    [302, 'unclear'],
    [401, 'refused'],
    [504, 'failed'],
  ])('a status of %s is %s, whatever else is said', (status, outcome) => {
    expect(said('TIMEOUT', status)).toEqual({ outcome, status });
  });
});

const ROW = {
  id: '00000000-0000-4000-8000-000000000001',
  loggingSystemType: 'WEBHOOKS',
  requestExecutionTimestamp: 1_763_629_200_000,
  portalId: 4210001,
};

describe('a row of the command line', () => {
  test('that was answered without an error was taken', () => {
    const row = { ...ROW, responseReceivedTimestamp: 1_763_629_200_100, duration: 100, errorType: null };
    expect(deliveryOf(row)).toMatchObject({ outcome: 'answered', durationMs: 100, portalId: 4210001 });
  });

  test('says nothing where the key for errors is not there, or no answer came', () => {
    expect(deliveryOf({ ...ROW, responseReceivedTimestamp: 1_763_629_200_100 })?.outcome).toBe('unclear');
    expect(deliveryOf({ ...ROW, errorType: null })?.outcome).toBe('unclear');
    expect(deliveryOf(ROW)?.outcome).toBe('unclear');
  });

  test('is none where it is of another kind, or says of no event how it ended', () => {
    expect(deliveryOf({ ...ROW, loggingSystemType: 'API_CALL' })).toBeUndefined();
    expect(deliveryOf({ subscriptionType: 'conversation.newMessage' })).toBeUndefined();
    expect(deliveryOf({ status: 200 })).toBeUndefined();
  });

  test('keeps of a URL what may be known of it, and takes no link to HubSpot for the target', () => {
    const at = (location: string) => deliveryOf({ ...ROW, location })?.address;
    expect(at('https://API.open.cx:443/backend/hubspot/secret/')?.digest).toBe(
      at('https://api.open.cx/backend/hubspot/secret')?.digest,
    );
    expect(JSON.stringify(at('https://api.open.cx/backend/hubspot/secret'))).not.toContain('secret');
    expect(at('https://app.hubspot.com/developer-monitoring/4210001')).toBeUndefined();
    expect(at('src/app/webhooks')).toBeUndefined();
  });

  test('breaks over nothing that may stand in it, and never lets a text of the body out', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('WEBHOOKS', 200, '503', null));
    const key = fc.constantFrom(
      'id',
      'loggingSystemType',
      'log',
      'extraInfo',
      'status',
      'errorType',
      'requestBody',
      'label',
      'location',
    );
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.uuid(), (row, canary) => {
        const body = JSON.stringify([{ subscriptionType: 'ticket.creation', objectId: 1, text: canary }]);
        const delivery = deliveryOf({ ...row, requestBody: body, responseBody: canary });
        expect(JSON.stringify(delivery ?? null)).not.toContain(canary);
      }),
      { numRuns: runs(1000) },
    );
  });
});
