import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { signV1, signV2, signV3 } from '../../../src/engine/signature/sign.ts';
import { type SignedRequest, verifySignature } from '../../../src/engine/signature/verify.ts';

const SECRET = new Secret('client-secret-of-a-test');
const URL = 'https://engine.example.test/hook';
const BODY = Buffer.from('[{"objectId": 1,  "note":"as sent, spaces and all"}]');
const NOW = Date.parse('2026-11-20T15:00:00Z');

function signedV3({ url = URL, at = NOW, secret = SECRET, body = BODY as Uint8Array } = {}) {
  return {
    'x-hubspot-signature-v3': signV3(secret, { method: 'POST', url, body }, at),
    'x-hubspot-request-timestamp': String(at),
  };
}

function judge(headers: SignedRequest['headers'], changes: Partial<SignedRequest> = {}) {
  return verifySignature({
    method: 'POST',
    urls: [URL],
    rawBody: BODY,
    secret: SECRET,
    now: NOW,
    headers,
    ...changes,
  });
}

describe('which signature is judged', () => {
  it('none', () => {
    expect(judge({})).toEqual({
      verdict: 'absent',
      version: null,
      why: 'The request carries no HubSpot signature.',
    });
  });

  it('version 1 where no version is named', () => {
    expect(judge({ 'x-hubspot-signature': signV1(SECRET, BODY) })).toMatchObject({
      verdict: 'valid',
      version: 'v1',
    });
  });

  it('version 2 is not taken for version 1', () => {
    const v2 = signV2(SECRET, { method: 'POST', url: URL, body: BODY });
    expect(judge({ 'x-hubspot-signature': v2, 'x-hubspot-signature-version': 'v1' }).verdict).toBe('invalid');
    expect(judge({ 'x-hubspot-signature': v2, 'x-hubspot-signature-version': 'v2' }).verdict).toBe('valid');
  });

  it('no version that HubSpot does not document', () => {
    const headers = { 'x-hubspot-signature': signV1(SECRET, BODY), 'x-hubspot-signature-version': 'v9' };
    expect(judge(headers)).toMatchObject({ verdict: 'invalid', version: null });
  });

  it('version 3 before a valid version 1', () => {
    const headers = { ...signedV3(), 'x-hubspot-signature': signV1(SECRET, BODY) };
    expect(judge(headers)).toMatchObject({ verdict: 'valid', version: 'v3' });
    expect(judge({ ...headers, 'x-hubspot-signature-v3': '' })).toMatchObject({
      verdict: 'invalid',
      version: 'v3',
    });
  });

  it('not one of several', () => {
    const { 'x-hubspot-signature-v3': signature, ...rest } = signedV3();
    expect(judge({ ...rest, 'x-hubspot-signature-v3': [signature, signature] }).verdict).toBe('invalid');
  });
});

describe('what a version 3 that does not fit says', () => {
  it('names the URL where a version 1 proves secret and body', () => {
    const headers = {
      ...signedV3({ url: 'https://other.example.test/' }),
      'x-hubspot-signature': signV1(SECRET, BODY),
    };
    expect(judge(headers).why).toContain('the URL is another one');
  });

  it('leaves it open where the version 1 does not fit either', () => {
    const secret = new Secret('another');
    const headers = { ...signedV3({ secret }), 'x-hubspot-signature': signV1(secret, BODY) };
    const { verdict, why } = judge(headers);
    expect(verdict).toBe('invalid');
    expect(why).toContain('the client secret, the URL that HubSpot calls or the body');
  });

  it('holds nothing of the request', () => {
    const canary = 'canary-value';
    const everyFinding = [
      judge({ 'x-hubspot-signature-v3': canary, 'x-hubspot-request-timestamp': canary }),
      judge({ 'x-hubspot-signature-v3': canary, 'x-hubspot-request-timestamp': String(NOW) }),
      judge({ 'x-hubspot-signature': canary, 'x-hubspot-signature-version': canary }),
      judge({ 'x-hubspot-signature': canary }),
    ];
    expect(JSON.stringify(everyFinding)).not.toContain(canary);
    expect(JSON.stringify(everyFinding)).not.toContain(SECRET.reveal());
  });
});

describe('the timestamp', () => {
  it.each([
    [0, 'valid'],
    [300_000, 'valid'],
    [300_001, 'invalid'],
    [-300_000, 'valid'],
    [-300_001, 'invalid'],
  ])('%i ms old is %s', (age, verdict) => {
    expect(judge(signedV3({ at: NOW - age })).verdict).toBe(verdict);
  });

  it('says in which direction it is off', () => {
    expect(judge(signedV3({ at: NOW - 412_000 })).why).toContain('signed 412 s ago');
    expect(judge(signedV3({ at: NOW + 412_000 })).why).toContain("412 s ahead of this machine's clock");
  });

  it.each([
    undefined,
    '',
    '1795186800',
    '17951868000000',
    '0x1a2b3c4d5e6f',
    ' 1795186800000',
    '１７９５１８６８０００００',
  ])('of the form %j is refused even where the signature covers it', (timestamp) => {
    const signature = signV3(SECRET, { method: 'POST', url: URL, body: BODY }, timestamp ?? '');
    const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
    expect(judge(headers)).toMatchObject({ verdict: 'invalid', version: 'v3' });
  });
});

describe('the URL of a version 3', () => {
  const CALLED = 'https://engine.example.test/h%3Ak?a=%2Fb%3f%40%21%24%27%28%29%2A%2C%3Bc%20d%2B%25';
  const DECODED = "https://engine.example.test/h:k?a=/b?@!$'()*,;c%20d%2B%25";

  it.each([
    ['as called', CALLED],
    ["decoded by HubSpot's table and no further", DECODED],
  ])('may have been signed %s', (_form, url) => {
    expect(judge(signedV3({ url }), { urls: [CALLED] }).verdict).toBe('valid');
  });

  it('is not decoded beyond the table', () => {
    expect(judge(signedV3({ url: decodeURIComponent(CALLED) }), { urls: [CALLED] }).verdict).toBe('invalid');
  });

  it('may be any of the candidates', () => {
    const urls = ['https://a.example.test/', 'https://b.example.test/', URL];
    expect(judge(signedV3(), { urls }).verdict).toBe('valid');
    expect(judge(signedV3(), { urls: urls.slice(0, 2) }).verdict).toBe('invalid');
    expect(judge(signedV3(), { urls: [] }).verdict).toBe('invalid');
  });

  it('is asked for no further than it takes', () => {
    const urls = (function* () {
      yield* ['https://a.example.test/', URL];
      throw new Error('One more was asked for.');
    })();
    expect(judge(signedV3(), { urls }).verdict).toBe('valid');
  });
});

it('judges the bytes and not the JSON in them', () => {
  const rewritten = Buffer.from(JSON.stringify(JSON.parse(BODY.toString())));
  expect(judge(signedV3(), { rawBody: rewritten }).verdict).toBe('invalid');
  const notText = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
  expect(judge(signedV3({ body: notText }), { rawBody: notText }).verdict).toBe('valid');
  expect(judge(signedV3({ body: notText }), { rawBody: Buffer.from(notText.toString('utf8')) }).verdict).toBe(
    'invalid',
  );
});
