import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toldCall } from '../../../src/logs/fields/told.ts';

const ID = '00000000-0000-0000-0000-000000000000';
const SCOPES = `{"status":"error","message":"No.","correlationId":"${ID}","category":"MISSING_SCOPES"}`;
const DAILY = '{"status":"error","message":"You have reached your daily limit.","policyName":"DAILY"}';
const NO_CATEGORY = `{"message":"resource not found","correlationId":"${ID}"}`;

describe("HubSpot's document in a text", () => {
  test.each<[title: string, text: string, status: number]>([
    ['alone', SCOPES, 403],
    ['after words', `HubSpot API error 403: ${SCOPES}`, 403],
    ['between words', `Request failed with status code 403 (${SCOPES}) while looking up {owner}`, 403],
    ['escaped', `message=${SCOPES.replaceAll('"', '\\"')}`, 403],
    ['escaped twice', JSON.stringify({ text: JSON.stringify({ error: SCOPES }) }), 403],
    ['within another object', `{"code":500,"cause":${SCOPES}}`, 403],
    ['beside the status of the answer that the program gave itself', `answered 500, for ${SCOPES}`, 403],
    ['with a limit', `retry later: ${DAILY}`, 429],
    ['without a category, beside a status', `HubSpot: status code 404, ${NO_CATEGORY}`, 404],
    ['as the Python client says it', `(404)\nReason: Not Found\nHTTP response body: ${NO_CATEGORY}`, 404],
  ])('%s', (_, text, status) => {
    expect(toldCall(text)).toMatchObject({ status, told: true });
  });

  test('the call is named where the text names its URL', () => {
    expect(toldCall(`GET https://api.hubapi.com/crm/v3/owners/7001 failed: ${SCOPES}`)).toMatchObject({
      method: 'GET',
      path: 'https://api.hubapi.com/crm/v3/owners/7001',
    });
    expect(toldCall(`POST https://hooks.example.test/in failed: ${SCOPES}`)).not.toHaveProperty('path');
  });

  test.each([
    [`Owner lookup succeeded after a retry. HubSpot had said ${SCOPES}`, true],
    [`first ${SCOPES}, then HTTP/1.1 200`, true],
    [`{owner} was read, the second try was successful: ${SCOPES}`, true],
    [`lookup failed, the retry has not succeeded: ${SCOPES}`, undefined],
    [`unsuccessful, no success at all, success=false: ${SCOPES}`, undefined],
    [`retry in 200 ms after ${SCOPES}`, undefined],
  ])('the words around it tell how it ended: %s', (text, over) => {
    expect(toldCall(text)?.over).toBe(over);
  });

  test('as the console of Node prints it', () => {
    const error = {
      status: 403,
      data: {
        ...JSON.parse(SCOPES),
        message: `It isn't "granted".\n${'x'.repeat(100)}`,
        errors: [{ a: { b: [1] } }],
      },
    };
    const body = toldCall(`failed ${inspect(error)}`)?.body ?? '';
    expect(JSON.parse(body)).toMatchObject({ message: error.data.message, correlationId: ID });
    expect(toldCall(inspect(new Error('No.', { cause: error })))).toMatchObject({ status: 403 });
  });

  test.each([
    ['words about one', 'HubSpot says MISSING_SCOPES, category unknown, status code 403'],
    ["somebody else's", 'status code 403 {"message":"No.","category":"FORBIDDEN"}'],
    ['one that is cut', SCOPES.slice(0, -2)],
    ['one without a status anywhere', NO_CATEGORY],
    ['one that is no JSON', `{ status: 'error', category: 'MISSING_SCOPES', correlationId: '${ID}' }`],
    ['many braces', `category ${'{'.repeat(5_000)}`],
  ])('%s tells nothing', (_, text) => {
    expect(toldCall(text)).toBeUndefined();
  });
});

describe('the line of an HTTP client', () => {
  test.each([
    ['https://api.hubapi.com:443 "GET /crm/v3/owners?limit=1 HTTP/1.1" 403 None', 'GET', 403],
    ['HTTP Request: PATCH https://api.hubapi.com/crm/v3/owners?limit=1 "HTTP/1.1 200 OK"', 'PATCH', 200],
    ['401 Client Error: Unauthorized for url: https://api.hubapi.com/crm/v3/owners?limit=1', undefined, 401],
  ])('%s', (text, method, status) => {
    expect(toldCall(text)).toEqual({
      ...(method && { method }),
      path: 'https://api.hubapi.com/crm/v3/owners?limit=1',
      status,
      told: true,
    });
  });

  test('of a call to another host tells nothing', () => {
    expect(toldCall('https://x.example.test "GET /a HTTP/1.1" 403 None, not api.hubapi.com')).toBeUndefined();
  });
});
