import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { signV1, signV3 } from '../../../src/engine/signature/sign.ts';
import { NOW, newMessage, openIntake, post } from './intake.ts';

const SECRET = new Secret('client-secret-of-a-test');
const BODY = JSON.stringify([newMessage(1), newMessage(2)]);

function signed(url: string, { at = NOW, secret = SECRET } = {}): Record<string, string> {
  return {
    'x-hubspot-signature': signV1(secret, BODY),
    'x-hubspot-signature-version': 'v1',
    'x-hubspot-signature-v3': signV3(secret, { method: 'POST', url, body: BODY }, at),
    'x-hubspot-request-timestamp': String(at),
  };
}

describe('enforced', () => {
  const signature = { check: 'enforce', secret: SECRET } as const;

  it('takes what HubSpot signed, under version 3 or 1', async () => {
    const { url, receipts, handedOn } = await openIntake({ signature });
    expect((await post(url, BODY, signed(url))).status).toBe(200);
    expect((await post(url, BODY, { 'x-hubspot-signature': signV1(SECRET, BODY) })).status).toBe(200);
    expect(receipts.map((receipt) => receipt.signature)).toMatchObject([
      { verdict: 'valid', version: 'v3' },
      { verdict: 'valid', version: 'v1' },
    ]);
    expect(handedOn).toHaveLength(4);
  });

  it.each([
    ['no signature', () => ({}), 'The request carries no HubSpot signature.'],
    [
      'another secret',
      (url: string) => signed(url, { secret: new Secret('another') }),
      'The v3 signature does not fit',
    ],
    ['an old one', (url: string) => signed(url, { at: NOW - 300_001 }), 'The request was signed 300 s ago'],
    ['another URL', () => signed('https://other.example.test/'), 'the URL is another one'],
  ])('refuses %s', async (_what, headersFor, why) => {
    const { url, journal, handedOn, receipts } = await openIntake({ signature });
    const headers: Record<string, string> = headersFor(url);
    const { status, text } = await post(url, BODY, headers);
    expect(status).toBe(401);
    expect(text).toContain(why);
    expect(journal.refusals).toEqual([{ at: NOW, status: 401, reason: text.trim(), bytes: BODY.length }]);
    expect(receipts[0]?.signature?.verdict).not.toBe('valid');
    expect([handedOn, journal.accepted]).toEqual([[], []]);
  });

  it('is looked at before the body is read as JSON', async () => {
    const { url } = await openIntake({ signature });
    expect((await post(url, 'nonsense')).status).toBe(401);
  });

  it('fits the public URL behind a tunnel', async () => {
    const publicUrl = 'https://tunnel.example.test/hooks/hubspot';
    const { url } = await openIntake({ signature, publicUrl: new Secret(publicUrl) });
    expect((await post(url, BODY, signed(publicUrl))).status).toBe(200);
    const other = await openIntake({ signature });
    expect((await post(other.url, BODY, signed(publicUrl))).status).toBe(401);
  });

  it.each<[string, Record<string, string>]>([
    [
      'https://tunnel.example.test/in?a=1',
      { 'x-forwarded-host': 'tunnel.example.test', 'x-forwarded-proto': 'https' },
    ],
    ['https://tunnel.example.test:8443/in?a=1', { 'x-forwarded-host': 'tunnel.example.test:8443' }],
    ['https://tunnel.example.test/in/?a=1', { 'x-original-host': 'tunnel.example.test' }],
    [
      'https://tunnel.example.test/in?a=1',
      { forwarded: 'for=192.0.2.1;proto=https;host="tunnel.example.test", for=10.0.0.1;host=inner' },
    ],
  ])('fits %s that a tunnel forwards with %j, under version 3 and 1', async (called, forwarded) => {
    const { url, receipts } = await openIntake({ signature, path: '/in' });
    const v3 = signed(called);
    expect((await post(`${url}?a=1`, BODY, { ...forwarded, ...v3 })).status).toBe(200);
    const v1 = { 'x-hubspot-signature': signV1(SECRET, BODY), 'x-hubspot-signature-version': 'v1' };
    expect((await post(`${url}?a=1`, BODY, { ...forwarded, ...v1 })).status).toBe(200);
    expect(receipts.map((receipt) => receipt.signature?.version)).toEqual(['v3', 'v1']);
    const elsewhere = signed('https://tunnel.example.test/other?a=1');
    expect((await post(`${url}?a=1`, BODY, { ...forwarded, ...elsewhere })).status).toBe(401);
  });
});

describe('reported', () => {
  const signature = { check: 'report', secret: SECRET } as const;

  it('takes what is not signed, with a note on every event', async () => {
    const { url, journal, handedOn, receipts } = await openIntake({ signature });
    expect((await post(url, BODY)).status).toBe(200);
    expect(handedOn).toHaveLength(2);
    const note = 'The request carries no HubSpot signature.';
    expect(journal.notes).toEqual([1, 2].map((eventId) => ({ eventId, note })));
    expect(receipts[0]?.signature?.verdict).toBe('absent');
  });

  it('notes nothing on what is signed', async () => {
    const { url, journal } = await openIntake({ signature });
    await post(url, BODY, signed(url));
    expect(journal.accepted).toHaveLength(2);
    expect(journal.notes).toEqual([]);
  });
});

it('switched off, is not looked at', async () => {
  const { url, receipts, journal } = await openIntake({ signature: { check: 'off' } });
  expect((await post(url, BODY, { 'x-hubspot-signature': 'nonsense' })).status).toBe(200);
  expect(receipts[0]?.signature).toBeNull();
  expect(journal.notes).toEqual([]);
});
