import { expect, it } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { signV1, signV2, signV3 } from '../../../src/engine/signature/sign.ts';
import { verifySignature } from '../../../src/engine/signature/verify.ts';

const SECRET = new Secret('yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy');
const URL = 'https://www.example.com/webhook_uri';
const CREATION =
  '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';
const NEW_MESSAGE =
  '[{"eventId":3814323381,"subscriptionId":1870311,"portalId":22761544,"appId":1098266,"occurredAt":1670383777358,"subscriptionType":"conversation.newMessage","attemptNumber":0,"objectId":3624100517,"messageId":"e835c5f42631462ea4447601c8e1e394","messageType":"MESSAGE","changeFlag":"NEW_MESSAGE"}]';

it('v1: the example of the HubSpot docs', () => {
  const signature = '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de';
  expect(signV1(SECRET, CREATION)).toBe(signature);
  expect(
    verifySignature({
      method: 'POST',
      urls: [],
      rawBody: Buffer.from(CREATION),
      headers: { 'x-hubspot-signature': signature, 'x-hubspot-signature-version': 'v1' },
      secret: SECRET,
      now: 0,
    }),
  ).toMatchObject({ verdict: 'valid', version: 'v1' });
});

it.each([
  ['GET', '', 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e'],
  [
    'POST',
    '{"example_field":"example_value"}',
    '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
  ],
])('v2: %s with body "%s"', (method, body, signature) => {
  expect(signV2(SECRET, { method, url: URL, body })).toBe(signature);
  expect(
    verifySignature({
      method,
      urls: ['https://elsewhere.example.test/', URL],
      rawBody: Buffer.from(body),
      headers: { 'x-hubspot-signature': signature, 'x-hubspot-signature-version': 'v2' },
      secret: SECRET,
      now: 0,
    }),
  ).toMatchObject({ verdict: 'valid', version: 'v2' });
});

it.each([
  {
    of: "HubSpot's Python client",
    secret: SECRET,
    url: URL,
    body: "{'example_field':'example_value'}",
    timestamp: 1693657560000,
    signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
  },
  {
    of: "HubSpot's Ruby client",
    secret: SECRET,
    url: URL,
    body: "{'example_field':'example_value'}",
    timestamp: 1700000300000,
    signature: 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=',
  },
  {
    of: 'a public test with a new message',
    secret: new Secret('abbababa-beef-aaaa-bbbb-abbaabbaabba'),
    url: 'https://abbot-haacked-dev.ngrok.io/hubspot/webhook',
    body: NEW_MESSAGE,
    timestamp: 1670383777720,
    signature: 'qXo1PASfXKd8KLy3T8tuwuZ2nmvAanXW+UjN3w+b4cg=',
  },
])('v3: $of', ({ secret, url, body, timestamp, signature }) => {
  expect(signV3(secret, { method: 'POST', url, body }, timestamp)).toBe(signature);
  expect(
    verifySignature({
      method: 'POST',
      urls: [url],
      rawBody: Buffer.from(body),
      headers: {
        'x-hubspot-signature-v3': signature,
        'x-hubspot-request-timestamp': String(timestamp),
      },
      secret,
      now: timestamp,
    }),
  ).toMatchObject({ verdict: 'valid', version: 'v3' });
});
